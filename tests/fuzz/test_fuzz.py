"""A few hundred of the inputs that `python -m tests.fuzz` makes; and that it can find something."""

from __future__ import annotations

import time
import warnings
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import Asset
from tests.fuzz.__main__ import Fuzz, run
from tests.fuzz.files import well_made
from tests.fuzz.trials import dangling, lost
from tests.fuzz.values import Dice
from tests.fuzz.watch import Found, Watch
from tests.site.host import write


@pytest.mark.parametrize(("kind", "count"), [("read", 1_500), ("prose", 300), ("build", 25)])
def test_nothing_is_found(tmp_path: Path, kind: str, count: int) -> None:
    watch = run(Fuzz(0, tmp_path), 0, {kind: count})[kind]
    assert (watch.tried, watch.found) == (count, [])


def test_an_input_can_be_made_again(tmp_path: Path) -> None:
    assert [well_made(Dice("build 0-7")) for _ in range(2)] == [well_made(Dice("build 0-7"))] * 2
    assert well_made(Dice("build 0-7")) != well_made(Dice("build 0-8"))


def test_most_of_what_is_built_is_shown(tmp_path: Path) -> None:
    for number in range(60):
        suffix, content = well_made(Dice(f"well {number}"))
        (tmp_path / f"{number}{suffix}").write_bytes(content)
    shown = len(build(tmp_path, Options(workers=0, shared_by=99)).book.gallery.experiments)
    assert shown > 30


def fail() -> list[str]:
    raise ZeroDivisionError("division by zero")


def hang() -> list[str]:
    try:
        while True:
            time.sleep(0.01)
    except Exception:
        return []


def warn() -> list[str]:
    warnings.warn("overflow", RuntimeWarning, stacklevel=2)
    return []


def test_what_raises_or_warns_is_found() -> None:
    watch = Watch(seconds=60)
    for trial in (fail, warn, lambda: ["a link that dangles"], lambda: []):
        watch.attempt(trial.__name__, trial)

    assert watch.tried == 4
    assert [Found(found.name, found.what.partition(" (")[0]) for found in watch.found] == [
        Found("fail", "ZeroDivisionError: division by zero"),
        Found("warn", "RuntimeWarning: overflow"),
        Found("<lambda>", "a link that dangles"),
    ]


def test_what_hangs_is_stopped_and_found() -> None:
    watch = Watch(seconds=0.5)
    watch.attempt("hang", hang)
    assert watch.found == [Found("hang", "took longer than 0.5 s")]


def test_a_dangling_link_and_a_lost_file_are_found(tmp_path: Path) -> None:
    write(tmp_path / "results", {"a.yaml": "r: {m: 1}\n"})
    site = build(tmp_path / "results", Options(workers=0))
    assert [*dangling(site), *lost(site, tmp_path)] == []

    write(tmp_path / "results", {"late.yaml": "r: {m: 1}\n"})
    object.__setattr__(site, "assets", tuple(one for one in site.assets if one.uri != "experiments/a.csv"))

    assert [*dangling(site), *lost(site, tmp_path)] == [
        "experiments/a.md links to ../../experiments/a.csv, which is not there",
        "late.yaml is neither shown nor told of",
    ]
    assert isinstance(site.assets[0], Asset)
