"""Measures what a page cuts at which width: ``python -m tests.site.cuts SITE...`` prints the figures.

Cut is a table, a figure or a list of metrics whose content is wider than its frame by more than 2 px, and a
table with a number that is broken over lines. Without SITE it builds and measures a gallery of wide tables.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.site.browser import chromium, served, visit
from tests.site.host import Built, build, tiny

WIDTHS = (360, 1280, 1920)

_LOOK = """() => {
  const seen = (one) => one.getClientRects().length > 0;
  const columnsOf = (table) => (table?.tHead ? table.tHead.rows[0].cells.length - 1 : 0);
  const broken = (cell) => {
    const text = cell.firstChild;
    if (text?.nodeType !== Node.TEXT_NODE || !/[0-9]/.test(text.data)) return false;
    const range = document.createRange();
    range.selectNodeContents(text);
    // a number in two lines has two boxes
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
  };
  const look = (frame, kind, table) => {
    const cells = kind === 'table' ? [...frame.querySelectorAll('td:not(.rg-text)')] : [];
    const lines = cells.filter((cell) => seen(cell) && broken(cell)).length;
    return [kind, columnsOf(table), frame.scrollWidth - frame.clientWidth, lines];
  };
  const show = (view) => {
    for (const button of document.querySelectorAll(`.rg-views [data-rg-view=${view}]`)) button.click();
    for (const part of document.querySelectorAll('.rg-pairs')) part.open = true;
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  show('figure');
  const found = all('.rg .rg-figure').map((frame) =>
    look(frame, 'figure', frame.closest('.rg-results')?.querySelector('table')));
  found.push(...all('.rg dl.rg-metrics').map((frame) => look(frame, 'definitions', null)));
  show('table');
  found.push(...all('.rg .rg-scroll').map((frame) => look(frame, 'table', frame.querySelector('table'))));
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Frame:
    """A table, a figure or a list of metrics of a page as a browser shows it."""

    address: str
    width: int
    """Of the window, in CSS pixels."""
    kind: str
    columns: int
    over: int
    """CSS pixels of its content that are out of sight."""
    broken: int
    """Numbers that stand in more than one line."""

    @property
    def is_cut(self) -> bool:
        return self.over > 2 or self.broken > 0


def frames(browser: Browser, site: Path, addresses: Sequence[str], widths: Sequence[int]) -> Iterator[Frame]:
    """What the pages of `site` show at each of `widths`."""
    page = browser.new_page()
    with served(site) as origin:
        for address in addresses:
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                visit(page, f"{origin}/{address}")
                for kind, columns, over, broken in page.evaluate(_LOOK):
                    yield Frame(address, width, kind, columns, over, broken)
    page.close()


def addresses_of(site: Path, kinds: Sequence[str] = ("experiments", "metrics", "rows")) -> list[str]:
    """The pages of a site's galleries that show numbers."""
    found = [page.parent for kind in kinds for page in site.glob(f"*/{kind}/**/index.html")]
    return [f"{folder.relative_to(site).as_posix()}/" for folder in sorted(found)]


def share(found: Sequence[Frame], width: int, kind: str, columns: int) -> tuple[int, int]:
    """(cut, all) of one kind of up to so many columns."""
    of_kind = [one for one in found if (one.width, one.kind) == (width, kind) and one.columns <= columns]
    return sum(one.is_cut for one in of_kind), len(of_kind)


_HEADS = [
    "Accuracy", "MMLU-Pro (5-shot)", "GPQA Diamond", "HumanEval pass@1", "tydiqa_goldp_exact_match",
    "IFEval strict", "BBH", "MATH-500", "Latency p95", "Throughput", "Peak memory", "Parameters",
    "Cost per 1M tokens", "ECE", "WER", "Robustness under shift", "Toxicity", "F1 macro", "ROUGE-L", "BLEU",
    "chrF++", "Win rate", "Elo", "Context window", "Energy per request",
]  # fmt: skip # short words stay dense
_UNITS = ["percent", "", "s", "", "percent", "ms", "", "GiB", "$"]


def _wide(
    rows: Sequence[str], columns: int, *, digits: int = 1, spread: bool = False, unit: bool = True
) -> str:
    """A results file of so many columns."""
    heads = [_HEADS[at % len(_HEADS)] + ("" if at < len(_HEADS) else f" {at}") for at in range(columns)]
    lines = ["metrics:"]
    for at in range(columns):
        way = ("true", "false", "null")[at % 3]
        sign = f"unit: {_UNITS[at % len(_UNITS)]!r}, " if unit and _UNITS[at % len(_UNITS)] else ""
        lines.append(f"  m{at}: {{label: {heads[at]!r}, {sign}higher_is_better: {way}, format: .{digits}f}}")
    lines.append("results:")
    for row, name in enumerate(rows):
        cells = []
        for at in range(columns):
            number = round((row * 37 + at * 11) % 97 + 1 + at / 7, digits)
            cells.append(
                f"m{at}: {{value: {number}, sd: 0.{row % 9 + 1}, n: 5}}" if spread else f"m{at}: {number}"
            )
        lines.append(f"  {name!r}: {{{', '.join(cells)}}}")
    return "\n".join([*lines, ""])


_SHORT = [f"model-{letter}" for letter in "abcdefgh"]
_SIZES = [f"{size}B-{kind}" for size in (8, 70, 405) for kind in ("base", "sft", "dpo")]
_LONG = [f"an-organisation/Model-3.1-Instruct-{size}" for size in _SIZES]
_LIKE = [f"a lab of a long name/the same model on the same data, at step {at:04}" for at in range(9)]
_HUGE = [f"{'Unbrokenname' * 6}{at}" for at in range(4)]
WIDE = {
    "five.yaml": _wide(_SHORT, 5),
    "twelve.yaml": _wide(_LONG, 12),
    "fifteen.yaml": _wide(_LONG, 15),
    "fifteen-alike.yaml": _wide(_LIKE, 15, digits=2),
    "fifteen-plain.yaml": _wide(_SHORT, 15, unit=False),
    "twenty-five.yaml": _wide(_LONG, 25),
    "twenty-five-short.yaml": _wide(_SHORT, 25, digits=2),
    "unsure.yaml": _wide(_SHORT, 8, spread=True),
    "huge-names.yaml": _wide(_HUGE, 6),
    "money.csv": "row,revenue,cost,profit,tax,net\n"
    + "".join(
        f"year {year},{year * 123457},{year * 98765},{year * 24692},{year * 5000},{year * 19692}\n"
        for year in range(2010, 2020)
    ),
    "texts.yaml": "results:\n"
    + "".join(
        f"  - {{model: run {at}, note: 'trained with a learning rate of 3e-4 and then for long', a: {at}.5, "
        f"b: {at * 2}, c: {at * 3}, optimiser: AdamW}}\n"
        for at in range(6)
    ),
}
"""Tables that are wide, or whose names are."""


TABS = "{name: material, font: false, features: [navigation.tabs]}"


def build_wide(folder: Path, theme: str = TABS) -> Built:
    """A site of the tables in `WIDE`."""
    return build(tiny(folder, WIDE, theme))


def report(name: str, found: Sequence[Frame]) -> None:
    """Print one line for each width and kind."""
    for width in sorted({one.width for one in found}):
        for kind in sorted({one.kind for one in found}):
            counts = [share(found, width, kind, most) for most in (15, 25, 10_000)]
            words = ", ".join(f"{cut} of {whole}" for cut, whole in counts)
            print(f"{name} {width} px, {kind}: cut of those of up to 15, 25, any columns: {words}")


def main(sites: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        built = [Path(site) for site in sites] or [build_wide(Path(folder)).site]
        for site in built:
            found = [*frames(browser, site, addresses_of(site), WIDTHS)]
            report(site.name, found)
            if "-v" in sys.argv:
                for one in found:
                    if one.is_cut and one.width > 1000:
                        print("  ", one)


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if argument != "-v"])
