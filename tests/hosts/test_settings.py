"""Each setting in mkdocs.yml, changed from its default, changes what a site or its build is; all are here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_results_gallery.hosts.mkdocs.settings import ResultsGalleryConfig, base_of
from tests.site.host import Built, build, write

FILES = {
    "docs/index.md": "# Home\n",
    "results/a.yaml": "title: First\ntags: [t]\nresults: {r: {acc: 0.5}, s: {acc: 0.25}, q: {acc: 1.5}}\n",
    "results/b.yaml": "title: Second\ntags: [t]\nresults: {r: {acc: 0.75}, s: {acc: 0.125}}\n",
    "results/run.csv": "model,speed\nx,1\ny,2\n",
    "other/c.yaml": "title: Other\nresults: {r: {acc: 1}}\n",
    "mine/tag.html": '<div class="rg">My tag</div>\n',
    "slow_work.py": """\
import time

from mkdocs_results_gallery.heatmap.drawing import draw_formats


def draw(job):
    time.sleep("svg" not in job[1] and 1.5)
    return draw_formats(job)
""",
    "slow.py": """\
import pathlib
import sys

def on_config(config):
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    import slow_work
    from mkdocs_results_gallery.heatmap import drawing
    drawing.draw_all.__kwdefaults__["work"] = slow_work.draw
""",
    "mine_here.py": """\
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def threads():
    Path(__file__).with_name("threads").touch()
    return ThreadPoolExecutor(2)


class Shelf:
    def get(self, key):
        path = Path(__file__).with_name(key)
        return path.read_bytes() if path.exists() else None

    def put(self, key, content):
        Path(__file__).with_name(key).write_bytes(content)

    def sweep(self):
        Path(__file__).with_name("swept").touch()
""",
    "always.py": """\
def on_config(config):
    from mkdocs_results_gallery.executor import crew
    crew.CONNECTION_SECONDS = 0.0
""",
    "no_processes.py": """\
from mkdocs_results_gallery.heatmap import drawing

drawing._PRELOAD = ("no_such_module",)
""",
}
SITE = "site_name: Tiny\nsite_url: ''\ntheme: mkdocs\nplugins: [results-gallery: {{{settings}}}]\n{more}"


def titles(built: Built) -> list[str]:
    """The titles of the experiments."""
    pages = (built.site / "gallery/experiments").rglob("index.html")
    return sorted(title for page in pages for title in re.findall(r"<h1><bdi>([^<]*)", page.read_text()))


def file(path: str) -> Callable[[Built], bool]:
    return lambda built: (built.site / path).exists()


def found(path: str, pattern: str) -> Callable[[Built], list[str]]:
    return lambda built: re.findall(pattern, built.page(path))


@dataclass(frozen=True)
class Case:
    value: str
    seen: Callable[[Built], object]
    before: object
    """What is seen with the default."""
    after: object
    """What is seen with `value`."""
    more: str = ""
    """Other settings of the gallery, with both."""
    hook: str = ""
    """A hook of the site, with both."""


A = "gallery/experiments/a/index.html"
PNG = "figures: [png], include: [a.yaml], "
ALL = ["First", "Second", "run"]
CASES = {
    "results_dir": Case("other", titles, ALL, ["Other"]),
    "path": Case("my/results", file("my/results/index.html"), False, True),
    "title": Case("Mine", found("gallery/index.html", "<h1><bdi>([^<]*)"), ["Results"], ["Mine"]),
    "include": Case("['*.yaml']", titles, ALL, ["First", "Second"]),
    "exclude": Case("['b*']", titles, ALL, ["First", "run"]),
    "palette": Case("blues", found(A, 'data-row="2".*?<rect [^>]*fill="([^"]*)"'), ["#cdd1d6"], ["#08306b"]),
    "figures": Case("[png]", file("gallery/experiments/a.png"), False, True),
    "shared_by": Case("3", file("gallery/metrics/acc/index.html"), True, False),
    "related": Case("0", found(A, "shares [^<]*"), ["shares 2 rows, 1 metric and 1 tag"], []),
    "workers": Case("0", file("gallery/experiments/a.png"), False, True, PNG, "no_processes.py"),
    "executor": Case(
        "mine_here:threads",
        lambda built: (built.site.parent / "threads").exists(),
        False,
        True,
        hook="always.py",
    ),
    "store": Case("mine_here:Shelf", lambda built: (built.site.parent / "swept").exists(), False, True),
    "draw_seconds": Case("1", file("gallery/experiments/a.png"), True, False, PNG, "slow.py"),
    "cache_dir": Case("cached", lambda built: (built.site.parent / "cached/figures").is_dir(), False, True),
    "templates": Case("mine", found("gallery/tags/t/index.html", "My tag"), [], ["My tag"]),
    "source_url": Case(
        "https://x.org/r",
        found(A, r'href="(https://x\.org[^"]*)"'),
        [],
        ["https://x.org/r/a.yaml#L3", "https://x.org/r/a.yaml"],
    ),
    "compare_to": Case("./other", file("gallery/changes/index.html"), False, True),
    "preview": Case(
        "abc", found("index.html", 'noindex|class="rg-preview"'), [], ["noindex", 'class="rg-preview"']
    ),
    "limits": Case("{drawn_rows: 1}", found(A, "first 1 of 3 rows drawn"), [], ["first 1 of 3 rows drawn"]),
}


def test_each_setting_is_tested_here() -> None:
    assert [*CASES] == [key for key, _ in ResultsGalleryConfig()._schema]


def test_the_environment_stands_for_the_setting_even_where_it_is_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings, config = ResultsGalleryConfig(), MkDocsConfig()
    settings.load_dict({"compare_to": "v1"})
    settings.validate()
    config.load_dict({"docs_dir": "docs"})

    def name() -> str:
        base = base_of(settings, config)
        return base.name if base else ""

    found = [name()]
    for value in ("main...", ""):
        monkeypatch.setenv("RESULTS_COMPARE_TO", value)
        found.append(name())
    assert found == ["v1", "main...", ""]


@pytest.fixture(scope="module")
def default(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return made(tmp_path_factory.mktemp("default"), "")


@pytest.mark.parametrize("name", CASES)
def test_a_setting(tmp_path: Path, default: Built, name: str) -> None:
    case = CASES[name]

    before = made(tmp_path / "before", case.more, case.hook) if case.more else default
    after = made(tmp_path / "after", f"{case.more}{name}: {case.value}", case.hook)

    assert (case.seen(before), case.seen(after)) == (case.before, case.after), after.log


def made(folder: Path, settings: str, hook: str = "") -> Built:
    config = SITE.format(settings=settings, more=f"hooks: [{hook}]\n" if hook else "")
    write(folder, FILES | {"mkdocs.yml": config})
    built = build(folder)
    assert built.code == 0, built.log
    return built
