"""Words that keep a true number from being misread: of a scale, of a size, of a column without ranks."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from tests.site.host import write

TABLE = """\
metrics:
  cost: {{higher_is_better: false, scale: {scale}}}
  size: {{}}
results:
  a: {{cost: 0.01, size: 1}}
  b: {{cost: 1, size: 2}}
  c: {{cost: 100, size: 3}}
"""
TWO = "tables:\n  one: {results: {a: {x: 1, y: 2}}}\n  two: {results: {a: {x: 1}, b: {x: 2}}}\n"


def made(folder: Path, **files: str) -> Site:
    write(folder / "results", {f"{name}.yaml": text for name, text in files.items()})
    return build(folder / "results", Options(workers=0))


def page(site: Site, uri: str) -> str:
    (html,) = [str(page.html) for page in site.pages if page.uri == uri]
    return html


def test_a_mark_on_a_scale_says_when_that_is_not_straight(tmp_path: Path) -> None:
    site = made(tmp_path, log=TABLE.format(scale="log"), straight=TABLE.format(scale="linear"))

    words = [
        re.sub("<[^>]+>", "", scale)
        for scale in re.findall('<td class="rg-scale">(.*?)</td>', page(site, "rows/b.md"))
    ]
    assert words == ["0.01 to 100 log scale", "1 to 3", "0.01 to 100", "1 to 3"]


def test_a_metric_without_a_direction_has_no_column_of_ranks(tmp_path: Path) -> None:
    site = made(tmp_path, one=TABLE.format(scale="log"), two=TABLE.format(scale="log"))

    heads = [
        re.findall("<th[^>]*><bdi>([^<]*)", page(site, f"metrics/{name}.md")) for name in ("cost", "size")
    ]
    assert [found[1:3] for found in heads] == [["Table", "Rank there"], ["Table"]]


def test_many_tables_are_counted(tmp_path: Path) -> None:
    site = made(tmp_path, one=TABLE.format(scale="log"), two=TWO)

    sizes = [
        re.findall('<p class="rg-meta">(.*?)</p>', page(site, f"experiments/{name}.md"))
        for name in ("one", "two")
    ]
    assert sizes == [["3 rows × 2 metrics"], ["2 tables of 1 to 2 rows × 1 to 2 metrics"]]


def legend(site: Site, uri: str) -> list[str]:
    """The legend of the first table: its swatches, and its words."""
    (found,) = re.findall('<p class="rg-note rg-legend">(.*?)</p>', page(site, uri))
    ramps = [re.findall("rg-l([0-9]+)", ramp) for ramp in re.split('<span class="rg-ramp', found)[1:]]
    return [",".join(levels) for levels in ramps] + [re.sub("<[^>]+>", "", found)]


def test_a_table_says_what_its_colours_and_its_bold_numbers_mean(tmp_path: Path) -> None:
    site = made(tmp_path, log=TABLE.format(scale="log"), plain="results: {a: {x: <b>}}\n")

    assert legend(site, "experiments/log.md") == [
        "0,25,50,75,100",
        "0,25,50,75,100",
        "1001010.10.01 cost, lower is better, log scale 1.01.52.02.53.0 size bold: the best of a column",
    ]
