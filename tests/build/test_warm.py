"""A build takes from the store what it made before, and makes the same site as one that has no store."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from mkdocs_results_gallery.analysis.observe.installed import GROUP
from mkdocs_results_gallery.build import Counts, Site, build
from mkdocs_results_gallery.build.making import IMMATERIAL
from mkdocs_results_gallery.options import Limits, Options
from tests.site.host import write

FILES = {
    "_gallery.yaml": "title: All\nmetrics: {acc: {higher_is_better: true}}\n",
    "a.yaml": "tags: [t, u]\nresults: {r: {acc: 0.1, f1: 3}, s: {acc: 0.2, f1: 4}}\n",
    "b.yaml": "title: Second\ntags: [t, u]\nclaims:\n- {text: r is best, metric: acc, best: r}\n"
    "results: {r: {acc: 0.3}, q: {acc: 0.2}}\n",
    "c.yaml": "related: [a]\nclaims:\n- {text: more, metric: acc, rows: r, every: {above: {experiment: a}}}\n"
    "results: {r: {acc: 0.5}}\n",
    "d/e.csv": "name,loss\nx,1\ny,2\n",
}
Made = dict[str, Any]


def made(site: Site) -> Made:
    """All that a host gets: pages with all their fields, files, problems."""
    pages = {f"page {page.uri}": (page.key, str(page.html)) for page in site.pages}
    files = {asset.uri: (asset.key, asset.content) for asset in site.assets}
    assert len(pages) + len(files) == len(site.pages) + len(site.assets)
    return {**pages, **files, "problems": site.problems, "making": site.making, "title": site.title}


def lay(folder: Path, files: Mapping[str, str | None]) -> None:
    """Writes some results files, and removes those that are None."""
    write(folder / "results", {name: text for name, text in files.items() if text is not None})
    for name, text in files.items():
        if text is None:
            (folder / "results" / name).unlink()


def warm(folder: Path, options: Options | None = None) -> Site:
    """Builds with what earlier builds have left, and compares with a build that knows of none."""
    options = options or Options()
    site = build(folder / "results", replace(options, cache=folder / "cache"))
    # what is loaded late comes from the store too
    assert made(site) == made(build(folder / "results", replace(options, cache=None)))
    return site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gallery that was built once."""
    lay(tmp_path, FILES)
    first = warm(tmp_path)
    assert first.counts == Counts(read=4, judged=2, drawn=4, made=4, gathered=8)
    assert warm(tmp_path).counts == Counts()
    return tmp_path


def test_an_edit_costs_one_file(folder: Path) -> None:
    lay(folder, {"b.yaml": FILES["b.yaml"].replace("0.3", "0.35")})

    # and the pages of the row r and of the metric acc, the index, and those of its tags t and u
    assert warm(folder).counts == Counts(read=1, judged=1, drawn=1, made=1, gathered=5)


def test_a_file_that_shares_a_row_comes_and_goes(folder: Path) -> None:
    for _ in range(2):
        lay(folder, {"d/f.yaml": "results: {x: {acc: 0.9}, s: {acc: 0.8}}\n"})
        assert "page rows/x.md" in made(warm(folder))
        lay(folder, {"d/f.yaml": None})
        assert "page rows/x.md" not in made(warm(folder))


CHANGES: dict[str, Mapping[str, str | None]] = {
    "a title": {"b.yaml": FILES["b.yaml"].replace("Second", "Another")},
    "a rename": {"b.yaml": None, "z/bb.yaml": FILES["b.yaml"]},
    "a namesake": {"d/a.yaml": FILES["a.yaml"]},
    "a namesake of another suffix": {"a.csv": "name,acc\nr,1\n"},
    "a broken file": {"b.yaml": "results: {r: {acc: [}\n"},
    "no file at all": dict.fromkeys(FILES),
    "a file that is no table": {"d/e.csv": "name\nx\n"},
    "what is inherited": {"_gallery.yaml": "title: All\nmetrics: {acc: {higher_is_better: false}}\n"},
    "the gallery's title": {"_gallery.yaml": FILES["_gallery.yaml"].replace("All", "Some")},
    "no title of the gallery": {"_gallery.yaml": None},
    "the numbers that another file speaks of": {"a.yaml": FILES["a.yaml"].replace("0.1", "0.7")},
    "the rows that another file speaks of": {"a.yaml": FILES["a.yaml"].replace("r:", "rr:")},
    "the file that another speaks of goes": {"a.yaml": None},
    "the file that another speaks of breaks": {"a.yaml": "results: {r: {acc: [}\n"},
    "a claim": {"b.yaml": FILES["b.yaml"].replace("best: r", "best: q")},
    "a tag": {"b.yaml": FILES["b.yaml"].replace("[t, u]", "[t]")},
    "a relation": {"c.yaml": FILES["c.yaml"].replace("related: [a]", "related: [b, nobody]")},
    "a metric's description": {"a.yaml": "metrics: {acc: {description: Why}}\n" + FILES["a.yaml"]},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=[*CHANGES])
def test_a_change_and_its_undoing_give_what_a_build_from_nothing_gives(
    change: Mapping[str, str | None], folder: Path
) -> None:
    before = made(warm(folder))
    lay(folder, change)
    assert made(warm(folder)) != before
    lay(folder, {name: None for name in change if name not in FILES} | FILES)

    undone = warm(folder)

    assert made(undone) == before
    assert undone.counts == Counts()


OPTIONS: Mapping[str, object] = {
    "include": ("a.yaml", "b.yaml"),
    "exclude": ("d/*",),
    "title": "Another",
    "palette": "viridis",
    "figures": ("svg", "png"),
    "share_images": True,
    "shared_by": 3,
    "related": 1,
    "directory_urls": False,
    "language": "de",
    "repository": "https://example.org/results",
    "limits": Limits(annotated_cells=1),
}
"""Every option that decides about a site, with another value than its own."""
NOTHING = {"workers", "executor", "store", "draw_seconds", "cache", "progress", "templates"}
"""Those that decide about nothing, or are looked at by themselves."""


def test_every_option_is_tried() -> None:
    assert {one.name for one in fields(Options)} == {*OPTIONS} | NOTHING
    # what is made of one experiment is a function of the others
    assert {one.name for one in fields(Options)} >= IMMATERIAL >= NOTHING


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_changes_the_site(name: str, folder: Path) -> None:
    before = made(warm(folder))

    other = warm(folder, replace(Options(workers=0), **{name: OPTIONS[name]}))

    assert made(other) != before
    assert warm(folder).counts == Counts()


LIMITS = {"drawn_rows": 1, "drawn_metrics": 1, "listed_cells": 1, "shared_pages": 1, "shared_cells": 5}


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_a_limit_changes_the_site(name: str, limit: int, folder: Path) -> None:
    before = made(warm(folder))

    assert made(warm(folder, Options(limits=Limits(**{name: limit})))) != before


def test_a_template_of_the_users_counts_by_what_is_in_it(folder: Path) -> None:
    options = Options(templates=folder / "theirs")
    for text, made_anew in (("one", 4), ("other", 4), ("other", 0), ("{{ nothing }}", 4), ("one", 0)):
        write(folder / "theirs", {"experiment.html": f'<div class="rg">{text}</div>'})
        site = warm(folder, options)
        assert site.counts.made == made_anew
        assert f">{text}</div>" in made(site)["page experiments/a.md"][1] or text.startswith("{{")
    write(folder / "theirs", {"experiment.html": '<div class="rg">{{ nothing }}</div>'})
    assert [str(one) for one in warm(folder, options).making] == [
        "theirs/experiment.html:1: this template failed on 4 pages, first on experiments/a.md: "
        "UndefinedError: 'nothing' is undefined; until it is mended, the gallery's own stands in for it"
    ]


def test_what_fails_on_one_page_is_not_kept_with_those_made_beside_it(folder: Path) -> None:
    write(
        folder / "theirs",
        {"experiment.html": "{% if experiment.title == 'Second' %}{{ nothing }}{% endif %}"},
    )
    options = Options(templates=folder / "theirs")
    failed = warm(folder, options).making

    assert len(failed) == 1
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        lay(folder, {name: f"# edited\n{FILES[name]}"})
        assert warm(folder, options).making == failed


OBSERVER = """
from mkdocs_results_gallery.analysis.observation import Observation


def look(table):
    yield Observation("new", "{said}", {{}}, ((0, 0),), 99.0)
"""


def test_the_observers_of_other_packages_count_by_their_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"observers_of_{folder.name}"
    for number, said in enumerate(("One thing.", "Another.")):
        installed = folder / f"installed{number}"
        write(
            installed,
            {
                f"{name}.py": OBSERVER.format(said=said),
                "seeing-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: seeing\nVersion: 1\n",
                "seeing-1.dist-info/entry_points.txt": f"[{GROUP}]\nx = {name}:look\n",
            },
        )
        with monkeypatch.context() as patch:
            patch.syspath_prepend(installed)
            sys.modules.pop(name, None)
            site = warm(folder)
            assert site.counts.made == 4
            assert said in made(site)["page experiments/a.md"][1]
            assert warm(folder).counts.made == 0


def test_half_of_the_store_is_lost(folder: Path) -> None:
    before = made(warm(folder))
    entries = sorted((folder / "cache").iterdir())
    for part in (entries[::2], entries[1::2]):
        for entry in part:
            entry.unlink(missing_ok=True)
        assert made(warm(folder)) == before


@pytest.mark.parametrize("figures", [("svg",), ("svg", "png")])
def test_what_is_lost_before_it_is_loaded_is_made_again(folder: Path, figures: tuple[str, ...]) -> None:
    options = Options(workers=0, figures=figures)
    warm(folder, options)
    site = build(folder / "results", replace(options, cache=folder / "cache"))
    assert site.counts == Counts()
    for entry in (folder / "cache").iterdir():
        entry.unlink()

    assert made(site) == made(build(folder / "results", options))


def test_png_and_pdf_that_are_lost_before_they_are_loaded_are_drawn_again(tmp_path: Path) -> None:
    lay(tmp_path, {"a.yaml": FILES["a.yaml"]})
    options = Options(cache=tmp_path / "cache", figures=("svg", "png", "pdf"), workers=0)
    before = made(build(tmp_path / "results", options))
    site = build(tmp_path / "results", options)
    assert site.counts == Counts()
    for entry in (tmp_path / "cache").iterdir():
        entry.unlink()

    assert made(site) == before
    assert all(len(asset.content) > 100 for asset in site.assets if asset.uri.endswith((".png", ".pdf")))


def test_a_store_that_keeps_nothing_costs_nothing_but_time(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    write(tmp_path, {"cache": "a file, no folder"})

    for _ in range(2):
        assert warm(tmp_path, Options(workers=0, figures=("svg", "png"))).counts.made == 4


def test_foreign_entries_are_no_entries(folder: Path) -> None:
    before = made(warm(folder))
    entries = sorted((folder / "cache").iterdir())
    contents = [entry.read_bytes() for entry in entries]
    for entry, content in zip(entries, [*contents[1:], contents[0]], strict=True):
        entry.write_bytes(content)

    assert made(warm(folder)) == before


TWO = """
import sys
from pathlib import Path
from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options

site = build(Path(sys.argv[1], "results"), Options(cache=Path(sys.argv[1], "cache")))
print([page.key for page in site.pages], sorted((one.uri, one.key, len(one.content)) for one in site.assets))
"""


@pytest.mark.slow
def test_two_builds_at_once_and_any_hash_seed_give_the_same(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    command = [sys.executable, "-c", TWO, str(tmp_path)]
    seeds = ({**os.environ, "PYTHONHASHSEED": str(seed)} for seed in range(4))
    found = set()
    while pair := [*islice(seeds, 2)]:
        both = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for env in pair]
        found |= {one.communicate()[0] for one in both}
        assert [one.returncode for one in both] == [0, 0]

    assert len(found) == 1
