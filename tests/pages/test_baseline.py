"""The page of an experiment beside its baseline: small galleries, and all that is said there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options

METRICS = "metrics: {acc: {higher_is_better: true}, size: {}}\n"
V1 = f"title: First\n{METRICS}results: {{a: {{acc: 0.9, size: 1}}, b: {{acc: 0.8, size: 2}}}}\n"
V2 = (
    f"title: Second\nbaseline: v1\n{METRICS}"
    "results: {a: {acc: 0.91, size: 3}, b: {acc: 0.7}, c: {acc: 1, size: 2}}\n"
)


WHOLE = """\
<div class="rg rg-baseline">
<h1>Second compared with First</h1>
<p class="rg-meta"><a href="../../../experiments/x/v2/"><bdi>Second</bdi></a></p>
<section aria-labelledby="rg-baseline">
<h2 id="rg-baseline">Differences</h2>
<p class="rg-note">Differences from the same cells of \
<a href="../../../experiments/x/v1/"><bdi>First</bdi></a>. \
1 better, 1 worse, 1 different, 1 missing here, of 4 cells in common.</p>
<div class="rg-delta">
<div class="rg-edges">
<figure class="rg-figure" data-search-exclude>

</figure>
</div>
<details class="rg-pairs">
<summary>The same as a table</summary>
<div class="rg-edges">
<div class="rg-scroll" role="region" aria-label="Differences of Second from First" tabindex="0" \
data-search-exclude>

</div>
</div>
<p class="rg-note rg-reasons"><span><span aria-hidden="true">⊖</span> missing here</span> \
<span><span aria-hidden="true">⊞</span> not in the baseline</span> </p>
</details>
</div>
</section>
<nav class="rg-sequence" aria-label="Up"><a href="../../../"><bdi>Results</bdi></a></nav>
</div>"""


def made(folder: Path, files: dict[str, str], **more: object) -> Site:
    for path, text in files.items():
        file = folder / "results" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(folder / "results", Options(**more))


def baselines(site: Site) -> dict[str, str]:
    """The HTML of each, without pictures, tables and legends."""
    pages = {page.uri: page.html for page in site.pages if page.kind == "baseline"}
    return {uri: _DRAWN.sub("", html) for uri, html in pages.items()}


_DRAWN = re.compile(r'<(svg|table)\b.*?</\1>|<p class="rg-note rg-legend">.*?</p>\n', re.DOTALL)


def test_an_experiment_beside_another(tmp_path: Path) -> None:
    site = made(tmp_path, {"x/v1.yaml": V1, "x/v2.yaml": V2})

    (uri, html) = next(iter(baselines(site).items()))
    assert (uri, len(baselines(site))) == ("baselines/x/v2.md", 1)
    assert html == WHOLE
    assert site.problems == ()
    (own,) = (page.html for page in site.pages if page.uri == "experiments/x/v2.md")
    assert '<a href="../../../baselines/x/v2/">Differences from the baseline</a>' in own


@pytest.mark.parametrize(
    ("said", "heading", "counts"),
    [
        (
            "baseline: {row: b}",
            "T compared with the row b",
            "1 better, 1 different, of 2 cells of the other rows",
        ),
        ("baseline: {experiment: v1}", "T compared with First", "1 worse, 1 different, of 4 cells in common"),
    ],
)
def test_what_is_compared_is_said(tmp_path: Path, said: str, heading: str, counts: str) -> None:
    own = f"title: T\n{said}\n{METRICS}results: {{a: {{acc: 0.9, size: 1}}, b: {{acc: 0.7, size: 3}}}}\n"

    (html,) = baselines(made(tmp_path, {"v1.yaml": V1, "own.yaml": own})).values()

    assert (
        f"<h1>{heading}</h1>" in html,
        f"</bdi></a>. {counts}." in html.replace("</bdi>.", "</bdi></a>."),
    ) == (
        True,
        True,
    )


def test_a_folder_says_it_of_all_files_but_the_baseline(tmp_path: Path) -> None:
    plain = "results: {a: {acc: 1}}\n"
    files = {"x/v1.yaml": plain, "x/v2.yaml": plain, "x/v3.yaml": f"baseline: none\n{plain}", "y.yaml": plain}

    site = made(tmp_path, {**files, "x/_gallery.yaml": "baseline: v1\n"})

    assert (list(baselines(site)), site.problems) == (["baselines/x/v2.md"], ())
    assert "no difference, of 1 cell in common" in baselines(site)["baselines/x/v2.md"]


def test_each_table_has_its_own(tmp_path: Path) -> None:
    several = (
        "tables:\n  dev: {baseline: {row: a}, results: {a: {x: 1}, b: {x: 2}}}\n"
        "  test: {baseline: v1, results: {b: {acc: 1}}}\n  rest: {results: {b: {x: 1}}}\n"
    )

    (html,) = baselines(made(tmp_path, {"v1.yaml": V1, "s.yaml": several})).values()

    assert re.findall(r"<h[12].*", html) == [
        "<h1>s compared with the row a and First</h1>",
        '<h2 id="rg-baseline-1">dev</h2>',
        '<h2 id="rg-baseline-2">test</h2>',
    ]


def test_a_baseline_that_is_not_there_is_a_warning_and_no_page(tmp_path: Path) -> None:
    site = made(
        tmp_path, {"text/base.yaml": V1, "v2.yaml": V2.replace("baseline: v1", "baseline: text/bsae")}
    )

    assert baselines(site) == {}
    assert [str(one) for one in site.problems] == [
        'v2.yaml:2:11: baseline: expected the path of an experiment, got "text/bsae"; '
        'did you mean "text/base"?'
    ]


def test_a_row_that_no_file_of_a_folder_has_is_a_warning_there(tmp_path: Path) -> None:
    site = made(tmp_path, {"v1.yaml": V1, "_gallery.yaml": "baseline: {row: x}\n"})

    assert [str(one) for one in site.problems] == [
        '_gallery.yaml:1:11: baseline: expected a row of the results, got "x"; there are "a" and "b"'
    ]


def test_an_edit_of_the_baseline_makes_the_pages_beside_it_again(tmp_path: Path) -> None:
    other = V1.replace("First", "Other")
    files = {"v1.yaml": V1, "v2.yaml": V2, "w.yaml": other}
    before = made(tmp_path, files, cache=tmp_path / "cache")
    warm = made(tmp_path, files, cache=tmp_path / "cache")

    after = made(tmp_path, {"v1.yaml": V1.replace("0.9,", "0.95,")}, cache=tmp_path / "cache")

    assert (before.counts.made, warm.counts.made, after.counts.made) == (3, 0, 2)
    assert baselines(warm) == baselines(before)
    assert "2 worse, 1 different" in next(iter(baselines(after).values()))


def test_names_are_a_strangers(tmp_path: Path) -> None:
    bad = '"<script>alert(1)</script><b>&amp;'
    quoted = bad.replace('"', '\\"')
    row = f'"{quoted}": {{"{quoted}": 1}}'
    base = f'title: "{quoted}"\nresults: {{{row}, a: {{"{quoted}": 2}}}}\n'
    results = f'{{results: {{{row}, b: {{"{quoted}": 2}}}}}}'
    own = f'title: "{quoted}2"\nbaseline: base\ntables: {{"{quoted}": {results}}}\n'
    one = f'title: "{quoted}3"\nbaseline: {{row: "{quoted}"}}\nresults: {{{row}, b: {{"{quoted}": 2}}}}\n'

    site = made(tmp_path, {"base.yaml": base, "own.yaml": own, "row.yaml": one})

    pages = [page for page in site.pages if page.kind == "baseline"]
    assert (len(pages), site.problems) == (2, ())
    assert [page.uri for page in pages if "<script" in page.html or "<b>" in page.html] == []
    assert all("&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;&amp;amp;" in page.html for page in pages)
