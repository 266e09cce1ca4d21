"""Differences on a page: a small table, and all of its HTML."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mkdocs_results_gallery.analysis.compare.delta import delta_table
from mkdocs_results_gallery.analysis.comparison import Change, Names, Rescaled, TableComparison
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.deltablock import DeltaBlock, DeltaLook, DeltaPlace, delta_block
from mkdocs_results_gallery.pages.frame import PageContext
from mkdocs_results_gallery.pages.links import AddressStyle
from mkdocs_results_gallery.pages.templating import Templates, TheirTemplates
from mkdocs_results_gallery.store import MemoryStore
from tests.conftest import table

HEAD = table(
    {"a": {"acc": 0.91, "ms": 2.0}, "b": {"acc": 0.7, "ms": 1.0}},
    acc={"higher_is_better": True},
    ms={"format": ""},
)
CHANGED = TableComparison(
    "",
    rows=Names(removed=("old",)),
    changes=(
        Change("a", "acc", "0.90", "0.91", Decimal("0.01"), "better"),
        Change("b", "acc", "0.69", "0.7", Decimal("0.01"), "within"),
        Change("a", "ms", "1", "2", Decimal(1), "neutral"),
    ),
)


def blocked(head: Table, comparison: TableComparison, language: str = "en", most: int = 99) -> DeltaBlock:
    options = Options(language=language)
    context = PageContext(
        options=options,
        templates=Templates(TheirTemplates.read(None), language),
        addresses=AddressStyle(True),
    )
    delta = delta_table(head, comparison)
    assert delta is not None
    place = DeltaPlace(
        caption="Differences: nets",
        names=("nets",),
        link=lambda uri: f"../{uri}",
        row_links={"a": "rows/a.md"},
        most=most,
    )
    return delta_block(context, delta, place, MemoryStore())


def test_a_table_stands_beside_the_figure() -> None:
    block = blocked(HEAD, CHANGED)

    assert block.listed.html == (
        '<table class="rg-table rg-palette-red-blue"><caption>Differences: nets</caption><thead><tr><td></td>'
        '<th scope="col" data-better="high"><bdi>acc</bdi> <span class="rg-second">'
        '<span class="rg-direction" title="higher is better" aria-hidden="true">↑</span>'
        '<span class="rg-sr"> (higher is better)</span></span></th>'
        '<th scope="col"><bdi>ms</bdi></th></tr></thead>\n<tbody>\n'
        '<tr data-row="0"><th scope="row"><a href="../rows/a.md"><bdi>a</bdi></a></th>'
        '<td class="rg-l100">+0.01<small>0.90 → 0.91, better</small></td>'
        '<td class="rg-l100 rg-palette-purple-orange">+1<small>1 → 2, changed</small></td></tr>\n'
        '<tr data-row="1"><th scope="row"><bdi>b</bdi></th>'
        '<td class="rg-within">+0.01<small>0.69 → 0.7, within uncertainty</small></td>'
        '<td class="rg-missing rg-missing-same" title="the same: 1"><span aria-hidden="true">=</span>'
        '<span class="rg-sr">the same: <bdi>1</bdi></span></td></tr>\n'
        '<tr data-row="2"><th scope="row"><bdi>old</bdi></th>'
        + '<td class="rg-missing rg-missing-removed" title="removed"><span aria-hidden="true">⊟</span>'
        '<span class="rg-sr">removed</span></td>' * 2 + "</tr>\n</tbody>\n</table>"
    )
    assert block.marks == (("", "no colour: within uncertainty"), ("=", "the same"), ("⊟", "removed"))
    assert (block.palettes, block.failure, block.remarks) == (("red-blue", "purple-orange"), "", ())
    assert 'aria-label="Heatmap of the differences in 3 rows by 2 metrics, head minus base' in block.svg
    assert block.svg.count('<a xlink:href="../rows/a.md"') == 1


def test_a_large_table_is_listed_in_part_and_says_so() -> None:
    head = table({f"r{row}": {"x": 1.0} for row in range(5)})
    new = TableComparison("", rows=Names(added=tuple(row.name for row in head.rows)))

    whole, part = (blocked(head, new, most=most) for most in (5, 4))

    assert [(one.rows_left, one.listed.html.count("<tr data-row")) for one in (whole, part)] == [
        (0, 5),
        (1, 4),
    ]


def test_names_are_a_strangers_in_every_place() -> None:
    bad = '"><script>alert(1)</script>'
    head = table({bad: {bad: 1.0, "x": 2.0}}, **{bad: {"unit": bad, "format": ""}})
    comparison = TableComparison(
        "",
        rows=Names(removed=(bad * 2,)),
        changes=(Change(bad, bad, "0", "1", Decimal(1), "neutral"),),
        rescaled=(Rescaled("x", Decimal(100)),),
    )

    block = blocked(head, comparison, "de")

    assert [text for text in (block.svg, block.listed.html, *block.remarks) if "<script" in text] == []
    assert block.remarks == ("<bdi>x</bdi> is left out: all of its numbers are those before times 100.",)


@pytest.mark.parametrize(
    ("words", "mark", "told"),
    [
        ("became missing: 8 → failed: <b>", "became_missing",
         "became missing: <bdi>8</bdi> → failed: <bdi>&lt;b&gt;</bdi>"),
        ("was missing: nothing → 0.5", "became_present", "was missing: nothing → <bdi>0.5</bdi>"),
        ("new: failed", "added", "new: failed"),
        ("removed", "removed", "removed"),
        ("failed: <b>", "failed", "failed: <bdi>&lt;b&gt;</bdi>"),
    ],
)  # fmt: skip # a line for each
def test_what_the_file_says_of_a_cell_stands_apart_from_our_words(words: str, mark: str, told: str) -> None:
    html = DeltaLook("x", words, mark, 255, "slate").html(within="slate")

    assert html.endswith(f'<span aria-hidden="true">x</span><span class="rg-sr">{told}</span></td>')
