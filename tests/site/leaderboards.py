"""Small leaderboards in a real browser: tables with many kinds of columns, of which rows are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.site.browser import served, show, visit
from tests.site.host import build, tiny

RESULTS = {
    "board.yaml": """\
row_key: model
metrics:
  acc: {label: Accuracy on all, higher_is_better: true, unit: percent, format: .1f}
  share: {label: Share, format: .1%}
  all: {label: all}
  time: {higher_is_better: false, unit: ms, format: ",.1f"}
  one: {label: two}
  two: {label: Second}
results:
  - {model: a, acc: 90.10, share: 0.822, all: 1, time: 1000.5, one: 1, two: 1, lang: en, run: https://example.org/1}
  - {model: b, acc: 80.00, share: 0.811, all: 2, time: 20, one: 1, two: 1, lang: de, run: https://example.org/2}
  - {model: c, acc: 80.01, share: 0.5, all: 3, time: failed, one: 1, two: 1, lang: de, run: x}
  - {model: d, acc: 79.99, share: 0.25, all: 4, time: 10, one: 1, two: 1, lang: en, run: y}
  - {model: e, acc: null, share: 0.9, all: 5, time: 3, one: 1, two: 1, lang: fr, run: z}
  - {model: f and g, acc: 10, share: 0.1, all: 6, time: 2, one: 1, two: 1, lang: fr, run: v}
  - {model: "x > 1", acc: 11, share: 0.2, all: 7, time: 1, one: 1, two: 1, lang: "<b>x</b>", run: w}
  - {model: h, acc: 12, share: 0.3, all: 8, time: -5, one: 1, two: 1, lang: "<b>x</b>", run: u}
""",
    "digits.yaml": """\
results:
  a: {n: 9007199254740993, x: 0.1}
  b: {n: 9007199254740992, x: 0.1000000000000000000001}
  c: {n: 9007199254740994, x: 1e-400}
  d: {n: 5, x: -0.3}
  e: {n: 5, x: 1e300}
  f: {n: 5, x: 0}
  g: {n: 5, x: 2}
  h: {n: 5, x: 3}
""",
    "large.csv": "row,m0,m1,text\n"
    + "".join(f"r{row},{row},{'' if row % 5 else row},{'ab'[row % 2]}\n" for row in range(300)),
    "overall.yaml": """\
board: {by: mean rank, metrics: [x, y, z], missing: require}
metrics: {x: {higher_is_better: true}, y: {higher_is_better: true}, z: {higher_is_better: true}}
results:
  a: {x: 3, y: 1, z: 1}
  b: {x: 2, y: 3, z: 3}
  c: {x: 1, y: 2, z: 2}
  d: {x: 0, y: failed, z: 0}
  e: {x: -1, y: -1, z: -1}
  f: {x: -2, y: -2, z: -2}
  g: {x: -3, y: -3, z: -3}
  h: {x: -4, y: -4, z: -4}
""",
    "beside.yaml": """\
metrics: {t: {unit: s, higher_is_better: false}}
results:
  a: {t: 3 †}
  b: {t: 5}
  c: {t: "> 4"}
  d: {t: "< 2"}
  e: {t: "≥ 5"}
  f: {t: 10}
  g: {t: failed}
  h: {t: 1}
""",
    "grouped.yaml": """\
groups: {low: [a, b], high: [c, d]}
results: {a: {x: 2}, b: {x: 1}, c: {x: 4}, d: {x: 3}}
""",
}


@contextmanager
def leaderboards(folder: Path) -> Iterator[str]:
    """The address of a site with all of them; pages list few rows, so that the large one has more."""
    tiny(folder, RESULTS, "{name: material, font: false}")
    limits = "limits: {listed_cells: 320}"
    config = (folder / "mkdocs.yml").read_text()
    config = config.replace("  - results-gallery\n", f"  - results-gallery: {{{limits}}}\n")
    (folder / "mkdocs.yml").write_text(config)
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    with served(built.site) as address:
        yield address


def at(page: Page, origin: str, name: str) -> None:
    """Open the page of an experiment, with its table in sight."""
    page.goto("about:blank")
    visit(page, f"{origin}/gallery/experiments/{name}/")
    if page.locator(".rg-views").count():
        show(page, "table")


def rows(page: Page) -> list[str]:
    """The names of the shown rows, in order."""
    names = "(lines) => lines.map((line) => line.cells[0].querySelector('bdi').textContent)"
    found: list[str] = page.locator(".rg-table tr[data-row]:visible").evaluate_all(names)
    return found


def said(page: Page) -> str:
    """What the toolbar says of the rows."""
    return page.locator(".rg-toolbar output").first.inner_text()
