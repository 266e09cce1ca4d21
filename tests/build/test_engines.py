"""The same site whoever works for it, whatever is kept already, and whatever happens to those who work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.build.engines import PRELOAD, opened
from mkdocs_results_gallery.build.files import least_cost
from mkdocs_results_gallery.build.intake import expect
from mkdocs_results_gallery.executor.pool import Pools
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.store import FolderStore
from tests.build.bad_hands import hire, parse
from tests.build.engine_trial import ENGINES, digest
from tests.conftest import ROOT
from tests.executor.dask_cluster import LocalCluster, local_cluster

DEMO = ROOT / "results"


@pytest.fixture(autouse=True)
def _much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    _let_all_be_much(monkeypatch)


def _let_all_be_much(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("START_SECONDS", "CONNECTION_SECONDS"):
        monkeypatch.setattr(f"mkdocs_results_gallery.executor.crew.{name}", -1.0)


@pytest.fixture(scope="module")
def dask_cluster() -> Iterator[LocalCluster]:
    with local_cluster() as started:
        yield started


@pytest.fixture(scope="module")
def expected() -> str:
    """The demo by the build itself, with nothing kept."""
    return digest(build(DEMO, Options(workers=0)))


def half_of(results: Path, folder: Path) -> Path:
    """A results folder without every other file."""
    shutil.copytree(results, folder)
    for path in sorted(folder.rglob("*.yaml"))[::2]:
        if not path.name.startswith("_"):
            path.unlink()
    return folder


def test_processes_start_ahead_of_much_work_with_a_new_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_results_gallery.executor.crew.START_SECONDS", least_cost(3) / 2)
    started: list[tuple[str, ...]] = []
    start = Pools.expect

    def watched(pools: Pools, preload: tuple[str, ...]) -> None:
        started.append(preload)
        start(pools, preload)

    monkeypatch.setattr(Pools, "expect", watched)

    def ahead(files: int, cache: Path | None, workers: int = 2) -> list[tuple[str, ...]]:
        results = tmp_path / f"results of {files}"
        results.mkdir(exist_ok=True)
        for number in range(files):
            (results / f"{number}.yaml").write_text("results: {r: {acc: 1}}\n", "utf-8")
        options = Options(cache=cache, workers=workers)
        started.clear()
        with opened(options) as engines:
            expect(results, options, engines)
        return [*started]

    assert ahead(3, tmp_path / "a") == []
    assert ahead(4, tmp_path / "b") == [PRELOAD]
    assert ahead(4, tmp_path / "b") == []  # somebody has built with it
    assert ahead(4, tmp_path / "c", workers=0) == []
    assert ahead(4, None) == []  # in memory, which no other process shares


@pytest.mark.parametrize("engine", ["none", "pool", "threads"])
def test_cold_warm_and_half_warm_are_the_same(tmp_path: Path, expected: str, engine: str) -> None:
    cold = replace(ENGINES[engine], cache=tmp_path / "cold")
    half = replace(ENGINES[engine], cache=tmp_path / "half")
    build(half_of(DEMO, tmp_path / "some"), half)

    first, again, rest = build(DEMO, cold), build(DEMO, cold), build(DEMO, half)

    assert [digest(site) for site in (first, again, rest)] == [expected] * 3
    assert first.counts.read > rest.counts.read > again.counts.read == 0
    assert first.counts.made >= rest.counts.made > again.counts.made == 0


def trial(results: Path, cache: Path, engine: str, seed: int, address: str = "") -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "DASK_SCHEDULER_ADDRESS": address}
    command = [sys.executable, "-m", "tests.build.engine_trial", str(results), str(cache), engine]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    return ran.stdout.split(maxsplit=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 4_711])
@pytest.mark.parametrize("engine", ENGINES)
def test_hash_seeds_make_no_difference(
    tmp_path: Path, expected: str, dask_cluster: LocalCluster, engine: str, seed: int
) -> None:
    some = half_of(DEMO, tmp_path / "some")
    cold = trial(DEMO, tmp_path / "cold", engine, seed, dask_cluster.address)
    warm = trial(DEMO, tmp_path / "cold", engine, seed + 1, dask_cluster.address)
    trial(some, tmp_path / "half", engine, seed + 2, dask_cluster.address)
    half = trial(DEMO, tmp_path / "half", engine, seed + 3, dask_cluster.address)

    assert [one[0] for one in (cold, warm, half)] == [expected] * 3
    assert (warm[1:3], int(cold[1]) > int(half[1]) > 0) == (["0", "0"], True)


def gallery(folder: Path, **words: str) -> Path:
    folder.mkdir()
    for number in range(60):
        name = f"t{number:02}"
        said = words.get(name, "a table")
        (folder / f"{name}.yaml").write_text(
            f"description: {said}\nresults: {{r: {{acc: {number}}}, s{number}: {{acc: 1, loss: {number}}}}}\n"
        )
    return folder


@pytest.mark.parametrize("engine", ["pool", pytest.param("dask", marks=pytest.mark.slow)])
def test_what_ends_its_worker_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, engine: str
) -> None:
    if engine == "dask":
        request.getfixturevalue("dask_cluster")
    monkeypatch.setattr("mkdocs_results_gallery.build.intake.parse", parse)
    monkeypatch.setattr("mkdocs_results_gallery.build.hire", hire)
    results = gallery(tmp_path / "results", t10="KILL", t30="EXIT", t50="RAISE")
    options = replace(ENGINES[engine], workers=2, cache=tmp_path / "cache")

    site = build(results, options)

    told = [str(one) for one in site.problems if one.file]
    assert [re.sub(r", line \d+", "", one) for one in told] == [
        "t10.yaml: a bug in results-gallery: its process was ended by SIGKILL; "
        "please report it, with this file",
        "t30.yaml: a bug in results-gallery: its process ended with exit code 3; "
        "please report it, with this file",
        "t50.yaml: a bug in results-gallery: ZeroDivisionError; please report it, with this file",
    ]
    assert len(site.book.gallery.experiments) == 57
    if engine == "pool":
        assert [one for one in site.problems if not one.file] == []
        monkeypatch.undo()
        _let_all_be_much(monkeypatch)
        # nothing of what went wrong was kept
        assert digest(build(results, options)) == digest(build(results, Options(workers=0)))


@pytest.mark.slow
def test_a_lost_scheduler_costs_time_only(tmp_path: Path, expected: str) -> None:
    with local_cluster() as started:
        started.lose_scheduler()
        started.scheduler.wait(10)
        site = build(DEMO, replace(ENGINES["dask"], workers=2, cache=tmp_path / "cache"))
    lost = [one for one in site.making if one.place == "executor"]
    assert [(one.hint, one.severity) for one in lost] == [("the build did the rest itself", "skipped")]
    assert started.address in lost[0].message
    others = tuple(one for one in site.problems if one not in lost)
    assert digest(replace(site, problems=others)) == expected


class Forgetful:
    """Loses every third entry when it is asked for it first, and can't make room."""

    def __init__(self, folder: Path) -> None:
        self.kept = FolderStore(folder)
        self.asked: set[str] = set()

    def get(self, key: str) -> bytes | None:
        is_first = key not in self.asked
        self.asked.add(key)
        return None if is_first and int(key, 16) % 3 == 0 else self.kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.kept.put(key, content)

    def sweep(self) -> None:
        raise OSError("read-only")


@pytest.mark.parametrize("engine", ["none", "pool"])
def test_a_store_that_forgets_changes_nothing(tmp_path: Path, expected: str, engine: str) -> None:
    options = replace(ENGINES[engine], store=partial(Forgetful, tmp_path / "kept"), cache=tmp_path / "spare")
    for _ in range(2):
        site = build(DEMO, options)
        told = [one for one in site.making if one.place == "store"]
        assert [one.message for one in told] == ['OSError: "read-only"']
        others = tuple(one for one in site.problems if one not in told)
        assert digest(replace(site, problems=others)) == expected


def no_store() -> object:
    raise ConnectionError("no route to host")


def test_a_store_that_is_not_there_is_told_and_the_folder_used(tmp_path: Path, expected: str) -> None:
    site = build(DEMO, Options(workers=0, store=no_store, cache=tmp_path / "cache"))
    told = [(str(one), one.severity) for one in site.making if one.place == "store"]
    # it costs time only, and no strict build
    assert told == [
        ('.: store: ConnectionError: "no route to host"; the build went on without it', "skipped")
    ]
    assert [*(tmp_path / "cache").iterdir()]


@pytest.mark.parametrize("taken", [0, 1])
def test_an_executor_that_closes_early_changes_nothing(tmp_path: Path, expected: str, taken: int) -> None:
    class Closing(ThreadPoolExecutor):
        def submit(self, *args, **named):  # noqa: ANN002, ANN003, ANN202 - as Executor has it
            if self._work_queue.qsize() >= taken:
                raise RuntimeError("cannot schedule new futures")
            return super().submit(*args, **named)

    def closing() -> Executor:
        return Closing(1)

    site = build(DEMO, Options(workers=0, executor=closing, cache=tmp_path / "cache"))
    others = tuple(one for one in site.problems if one.place != "executor")
    assert digest(replace(site, problems=others)) == expected


@pytest.mark.parametrize("workers", [0, 2])
def test_a_long_build_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], workers: int
) -> None:
    monkeypatch.setattr("mkdocs_results_gallery.heatmap.drawing.SMALL_SECONDS", -1.0)
    results = gallery(tmp_path / "results")
    options = Options(workers=workers, cache=tmp_path / "cache", progress=True)

    build(results, options)
    told = capfd.readouterr().err.splitlines()
    build(results, options)

    assert told[-1] == "experiments: 60 of 60"
    assert capfd.readouterr().err == ""
