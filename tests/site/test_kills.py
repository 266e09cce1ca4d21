"""A build that is ended at any moment leaves nothing running, and the next build is right."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.forks import FORKS
from tests.site.host import TIMEOUT, _build_here, build, tiny

ENDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
FILES = 4
MANY = int(os.environ.get("ROUNDS", "8"))
"""A longer look: ``ROUNDS=50 .venv/bin/pytest -n 0 -m slow tests/site/test_kills.py``."""

BEREFT = re.compile(
    r"Traceback \(most recent call last\):\n(?:  .*\n)*?.*in spawn_main\n(?:  .*\n)*"
    r"(?:EOFError: Ran out of input|_pickle\.UnpicklingError: .*)\n"
)
"""What Python says in a process whose parent was ended while it started it; no code of ours has run there."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gallery that two processes draw; the time of a build, which pages show, is always the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    folder = tmp_path / "project"
    folder.mkdir()
    for number in range(FILES):
        tiny(folder, {f"t{number}.yaml": table(number)}, theme="mkdocs")
    config = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(
        config.replace("- results-gallery", "- results-gallery: {workers: 2, figures: [svg, png]}")
    )
    return folder


def table(number: int) -> str:
    return "".join(f"row-{row}: {{a: {row / 8}, b: {number + row}}}\n" for row in range(8))


def content(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def fresh(project: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build gives that finds no cache and no site; both are left as they were."""
    built = build(project, "--strict", "-d", str(tmp_path / "fresh"))
    assert built.code == 0, built.log
    clean_up(project)
    return content(tmp_path / "fresh")


def clean_up(project: Path) -> None:
    subprocess.run(["rm", "-rf", ".cache", "site"], cwd=project, check=True)


def started(project: Path, log: Path, *arguments: str) -> psutil.Process:
    log.write_text("")  # a process that is ended at once writes none
    process = FORKS.Process(target=_build_here, args=(project, arguments, str(log), dict(os.environ)))
    process.start()
    found = psutil.Process(process.pid)
    found.handle = process  # what reaps it
    return found


def is_python_own(process: psutil.Process) -> bool:
    """Whether it is the process that keeps Python's semaphores; it ends after all others."""
    try:
        return "resource_tracker" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return [process]


def end(process: psutil.Process, number: signal.Signals) -> None:
    """Send the signal, and see that the process and all that it started are gone in a few seconds."""
    members = family(process)
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)
    process.handle.join(20)
    _, alive = psutil.wait_procs(members[1:], timeout=10)
    for orphan in alive:
        orphan.kill()
    assert (process.handle.exitcode is not None, alive) == (True, [])


def stumps(project: Path) -> Iterator[Path]:
    yield from project.rglob(".tmp-*")


def end_builds(project: Path, tmp_path: Path, number: signal.Signals, rounds: int) -> None:
    begun = time.monotonic()
    expected = fresh(project, tmp_path)
    whole = time.monotonic() - begun
    log = tmp_path / "log"
    for round_ in range(rounds):
        if not round_ % 2:  # else the cache of the round before is met
            clean_up(project)
        process = started(project, log)
        time.sleep(whole * (round_ + 0.5) / rounds)
        end(process, number)
        assert "Traceback" not in BEREFT.sub("", log.read_text()) or number == signal.SIGINT
        built = build(project, "--strict")
        assert (built.code, content(built.site) == expected) == (0, True), f"round {round_}: {built.log}"
    for stump in stumps(project):  # of builds that are an hour old
        os.utime(stump, (time.time() - 4_000,) * 2)
    (project / "results/t0.yaml").write_text(table(99))  # something to draw
    build(project)
    assert list(stumps(project)) == []


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_a_build_that_is_ended(project: Path, tmp_path: Path, number: signal.Signals) -> None:
    end_builds(project, tmp_path, number, rounds=1)


@pytest.mark.slow
@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_many_builds_that_are_ended(project: Path, tmp_path: Path, number: signal.Signals) -> None:
    end_builds(project, tmp_path, number, rounds=MANY)


def kill_workers(project: Path, tmp_path: Path, rounds: int) -> None:
    expected = fresh(project, tmp_path)
    for _ in range(rounds):
        clean_up(project)
        process = started(project, tmp_path / "log", "--strict")
        killed = False
        while process.handle.is_alive() and not killed:
            for worker in family(process)[1:]:
                if is_python_own(worker):
                    continue
                try:
                    worker.kill()
                    killed = True
                except psutil.NoSuchProcess:
                    continue
                break
        process.handle.join(TIMEOUT)
        log = (tmp_path / "log").read_text()
        assert (killed, process.handle.exitcode, "WARNING" in log) == (True, 0, False), log
        assert content(project / "site") == expected


def test_a_worker_that_is_killed(project: Path, tmp_path: Path) -> None:
    kill_workers(project, tmp_path, rounds=1)


@pytest.mark.slow
def test_many_workers_that_are_killed(project: Path, tmp_path: Path) -> None:
    kill_workers(project, tmp_path, rounds=MANY)


def build_twice_at_once(project: Path, tmp_path: Path, rounds: int) -> None:
    expected = fresh(project, tmp_path)
    sites = [tmp_path / "one", tmp_path / "two"]
    for _ in range(rounds):
        clean_up(project)
        both = [started(project, tmp_path / f"log{site.name}", "-d", str(site)) for site in sites]
        for process in both:
            process.handle.join(TIMEOUT)
        assert [process.handle.exitcode for process in both] == [0, 0]
        assert [content(site) == expected for site in sites] == [True, True]
        assert list(stumps(project)) == []
        assert content(build(project).site) == expected


def test_two_builds_at_once(project: Path, tmp_path: Path) -> None:
    build_twice_at_once(project, tmp_path, rounds=1)


@pytest.mark.slow
def test_many_times_two_builds_at_once(project: Path, tmp_path: Path) -> None:
    build_twice_at_once(project, tmp_path, rounds=MANY)


def test_an_interrupt_as_from_a_shell(project: Path, tmp_path: Path) -> None:
    """In a process of its own, which is sent what a terminal sends to the whole group."""
    expected = fresh(project, tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    family_ = psutil.Process(process.pid)
    deadline = time.monotonic() + 60
    while not family_.children() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    members = family(family_)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) != 0
    assert psutil.wait_procs(members[1:], timeout=10)[1] == []
    assert content(build(project).site) == expected
