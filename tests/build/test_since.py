"""A site that is compared with another state of its results: what it shows, and what is made again for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.comparison import FlippedClaim, FlippedObservation, GalleryComparison
from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.hosts.base import Base, BaseUnknown
from mkdocs_results_gallery.options import Options
from tests.build.test_warm import made
from tests.independent.pages import parsed
from tests.site.host import write

NOW = {
    "a.yaml": "title: A\ntags: [t]\nmetrics: {acc: {higher_is_better: true}}\n"
    "results: {r: {acc: 0.5, ms: 3}, s: {acc: 0.7, ms: 4}}\n",
    "b.yaml": "title: B\ntags: [t]\nresults: {r: {acc: 0.5}, q: {acc: 0.7}}\n",
}
EDITED = {"a.yaml": NOW["a.yaml"].replace("0.7", "0.6")}


def since(folder: Path, before: Mapping[str, str], now: Mapping[str, str] = NOW) -> GalleryComparison:
    """The comparison of `now` with some files as they were before; the others were the same."""
    write(folder / "before", {**now, **before})
    write(folder / "results", now)
    return Base("./before", folder, "results", folder / "docs").compared(Options())


def shown(folder: Path, comparison: GalleryComparison | None, options: Options | None = None) -> Site:
    """A site that is made with what earlier builds have left: the same as one that is made of nothing."""
    options = options or Options(workers=0)
    site = build(folder / "results", replace(options, cache=folder / "cache"), None, comparison)
    assert made(site) == made(build(folder / "results", options, None, comparison))
    return site


def pages(site: Site) -> dict[str, str]:
    return {page.uri: str(page.html) for page in site.pages}


def test_a_change_of_one_cell_is_named_and_nothing_else(tmp_path: Path) -> None:
    comparison = since(tmp_path, EDITED)
    plain, site = pages(shown(tmp_path, None)), pages(shown(tmp_path, comparison))

    marks = {
        uri: [(cell.attributes["data-base"], cell.attributes["data-delta"]) for cell in found]
        for uri, html in site.items()
        if (found := [one for one in parsed(html).all("td") if "data-base" in one.attributes])
    }
    # its own page, that of its metric; the row s stands nowhere else
    assert marks == {
        "experiments/a.md": [("0.6", "0.1")],
        "metrics/acc.md": [("0.6", "0.1")],
    }
    (table,) = parsed(site["changes.md"]).all("table", "rg-changes")
    assert [line.text.split("\n")[0] for line in table.all("tr")][2:] == ["s0.60.7+0.1 ✓ better"]
    assert re.findall(r"Since <bdi>.*", site["index.md"]) == [
        'Since <bdi>./before</bdi>: 1 cell better. <a href="changes/">All changes</a></p>'
    ]
    # what has not changed is as it would be without
    assert {uri for uri in site if site[uri] != plain.get(uri)} == {
        *("index.md", "changes.md", "experiments/a.md", "metrics/acc.md", "tags/t.md")
    }


def test_what_is_said_of_changes_is_no_other_entry_s(tmp_path: Path) -> None:
    first = since(tmp_path, EDITED)
    seen = {str(pages(shown(tmp_path, None))["experiments/a.md"])}
    others = [
        first,
        replace(first, base="v2"),
        replace(first, experiments=(replace(first.experiments[0], status="added"),)),
        replace(first, experiments=(replace(first.experiments[0], renamed_from="z.yaml"),)),
        replace(first, claims=(FlippedClaim("a.yaml", 1, "so", "holds", "contradicted"),)),
        replace(first, observations=(*first.observations, FlippedObservation("a.yaml", "", "Hm.", "base"))),
        since(tmp_path, {"a.yaml": NOW["a.yaml"].replace("0.7", "0.9")}),
    ]
    for number, comparison in enumerate(others, start=2):
        site = shown(tmp_path, comparison)
        assert (site.counts.read, site.counts.made) == (0, 1)
        seen.add(pages(site)["experiments/a.md"])
        assert len(seen) == number
        assert shown(tmp_path, comparison).counts.made == 0


def test_a_claim_that_flips_marks_a_file_that_is_as_it_was(tmp_path: Path) -> None:
    claim = "claims: [{text: B is low., metric: acc, rows: r, every: {below: {experiment: a}}}]\n"
    now = {**NOW, "a.yaml": NOW["a.yaml"].replace("acc: 0.5", "acc: 0.4"), "b.yaml": claim + NOW["b.yaml"]}

    before = {"a.yaml": NOW["a.yaml"].replace("acc: 0.5", "acc: 0.6")}

    site = pages(shown(tmp_path, since(tmp_path, before, now)))

    (said,) = parsed(site["changes.md"]).all("li", "rg-claim")
    assert said.text == " B is low. held before, is contradicted now: r is 0.5 against 0.4 b.yaml:1"
    (own,) = parsed(site["experiments/b.md"]).all("li", "rg-claim")
    assert own.text == " B is low. contradicted: r is 0.5 against 0.4 held before"
    (note,) = parsed(site["experiments/b.md"]).all("div", "rg-since-note")
    assert note.text.strip() == "Since ./before: No number has changed; 1 claim no longer holds. All changes"


def test_what_came_went_moved_and_broke_is_listed(tmp_path: Path) -> None:
    worse = "results:\n" + "".join(f"  {name}: {{x: 1 ± 2 ± 3}}\n" for name in "abcde")
    now = {
        "worse.yaml": worse,
        "new.yaml": "n: {y: 2}\n",
        "moved.yaml": "m: {z: 3}\n",
        "sad.yaml": "r: {x: [}\n",
        **NOW,
    }
    write(
        tmp_path / "before",
        {"sad.yaml": "r: {x: 1}\n", "<b>.yaml": "r: {x: 1}\n", "m.yaml": now["moved.yaml"], **NOW}
        | {"worse.yaml": "r: {x: 1}\n"},
    )
    write(tmp_path / "results", now)

    built = shown(tmp_path, Base("./before", tmp_path, "results", tmp_path).compared(Options()))
    site = pages(built)

    page = parsed(site["changes.md"])
    assert [one.text for one in page.all("h2")] == [
        "1 new experiment",
        "1 removed experiment",
        "1 renamed file",
    ]
    assert [one.text for one in page.all("ul", "rg-columns")] == [
        *("\nnew\n", "\n<b>.yaml\n", "\nmoved, before m.yaml\n"),
    ]
    (broken,) = page.all("div", "rg-alert")
    assert broken.text.split()[:6] == ["Not", "compared:", "sad.yaml,", "now:", "line", "1:"]
    assert [one.text for one in broken.all("li")][-1] == "worse.yaml, now: 2 more problems"
    assert len([*broken.all("li")]) == 1 + 3 + 1
    entries = [heading.title for one in built.pages if one.uri == "changes.md" for heading in one.headings]
    assert entries == [one.text for one in page.all("h2")]
    index = parsed(site["index.md"])
    assert [one.text for one in index.all("span", "rg-since")] == ["new"]
    assert "Removed: <code>&lt;b&gt;.yaml</code>" in site["index.md"]


@pytest.mark.slow
def test_a_site_that_is_compared_with_nothing_loads_nothing_that_compares(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("baseline: {row: r}\n" + NOW["a.yaml"], "utf-8")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.yaml").write_text(NOW["a.yaml"], "utf-8")
    code = """
import sys
from pathlib import Path
from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options

def compares(folder):
    build(Path(folder), Options(workers=0))
    return {"analysis.compare", "pages.deltablock", "pages.noted", "heatmap.deltas"} & {
        name.removeprefix("mkdocs_results_gallery.") for name in sys.modules
    }

print(len(compares(sys.argv[1])), len(compares(sys.argv[2])))
"""
    command = [sys.executable, "-c", code, tmp_path / "plain", tmp_path]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "0 3\n"


def test_what_both_sides_state_and_can_t_be_compared_is_not_within_uncertainty(tmp_path: Path) -> None:
    start = "metrics: {acc: {higher_is_better: true}}\nresults:\n  p: {acc: 0.5 ± 0.1}\n"
    before = {"a.yaml": start + "  r: {acc: {value: 0.5, se: 0.1}}\n"}
    now = {**NOW, "a.yaml": start.replace("0.5", "0.6") + "  r: {acc: {value: 0.6, sd: 0.1}}\n"}

    site = pages(shown(tmp_path, since(tmp_path, before, now)))

    unclear, within = "? uncertainties can't be compared", "≈ within uncertainty"
    small = {uri: [one.text for one in parsed(html).all("p", "rg-since-signs")] for uri, html in site.items()}
    assert {uri: "".join(said) for uri, said in small.items() if said} == {
        "experiments/a.md": f"Small print: what has changed since ./before ({within}, {unclear})",
        "metrics/acc.md": f"Small print: what has changed ({within}, {unclear})",
        "rows/r.md": f"Small print: what has changed ({unclear})",
    }
    (table,) = parsed(site["changes.md"]).all("table", "rg-changes")
    lines = [line.text for line in table.all("tr")]
    counts = "1 within uncertainty, 1 with uncertainties that can't be compared"
    assert lines[1:] == [f"acc higher is better {counts}", f"p0.50.6+0.1 {within}", f"r0.50.6+0.1 {unclear}"]
    (mark,) = parsed(site["index.md"]).all("span", "rg-since")
    assert mark.text == counts


def test_one_state_is_named(tmp_path: Path) -> None:
    """The other one is always what the site shows."""
    for name in ("v1..v2", "v1...v2"):
        with pytest.raises(BaseUnknown) as told:
            Base(name, tmp_path, "results", tmp_path / "docs").compared(Options())
        assert str(told.value) == (
            f"{name}: expected one state, got two: the results of the site are compared, not v2"
        )
