"""An answer that nobody takes ends in one line and an exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.privilege import drop_privilege
from tests.site.host import write

RUN = [sys.executable, "-m", "mkdocs_results_gallery.cli"]
LINE = "results-gallery: the output can't be written: "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"results/t.yaml": "a: {x: 1}\n", "results/é…±.yaml": "a: {x: 1}\nb: {x: no}\n"})
    return tmp_path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize(
    "arguments", [["check"], ["schema"], ["--help"], ["--version"], ["check", "--suggest"]]
)
def test_a_full_device(folder: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*RUN, *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, f"{LINE}No space left on device\n")


@pytest.mark.parametrize("arguments", [["check", "--format", "json"], ["schema"], ["--help"]])
def test_a_reader_who_has_gone(folder: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*RUN, *arguments], cwd=folder, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, f"{LINE}Broken pipe\n")


@pytest.mark.parametrize(
    ("closed", "said"), [(">&-", f"{LINE}it is closed\n"), (">&- 2>&-", ""), (">/dev/full 2>/dev/full", "")]
)
def test_closed_outputs(folder: Path, closed: str, said: str) -> None:
    command = f"exec '{sys.executable}' -m mkdocs_results_gallery.cli check {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, said)


def test_problems_with_a_closed_standard_error(folder: Path) -> None:
    command = f"exec '{sys.executable}' -m mkdocs_results_gallery.cli check none 2>&-"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_terminal_that_knows_few_characters(folder: Path) -> None:
    done = subprocess.run(
        [*RUN, "check"],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("error: results/\\xe9\\u2026\\xb1.yaml:2:8: b > x: ")


def test_a_working_folder_that_is_gone(folder: Path) -> None:
    command = f"rmdir ../gone && exec '{sys.executable}' -m mkdocs_results_gallery.cli check"
    (folder / "gone").mkdir()
    done = subprocess.run(["sh", "-c", command], cwd=folder / "gone", capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "results-gallery: the working directory: no such file or directory\n",
    )


def test_an_interrupt_is_no_traceback(folder: Path) -> None:
    code = (
        "import sys; from mkdocs_results_gallery.cli.__main__ import main;"
        "import os, signal; import mkdocs_results_gallery.cli.check as module;"
        "module.check = lambda *_: os.kill(os.getpid(), signal.SIGINT);"
        "sys.exit(main(['check']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="drops privileges by a call of Linux")
@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("results", 1, "error: results/sub: expected a readable folder, got: Permission denied"),
        ("results/sub", 1, "error: results/sub: expected a readable folder, got: Permission denied"),
        ("results/sub/x.yaml", 2, "results-gallery: results/sub/x.yaml: permission denied"),
    ],
)
def test_a_folder_that_cannot_be_read(folder: Path, path: str, code: int, line: str) -> None:
    write(folder, {"results/sub/x.yaml": "a: {x: 1}\n"})
    (folder / "results/sub").chmod(0)

    done = subprocess.run(
        [*RUN, "check", path], cwd=folder, preexec_fn=drop_privilege, capture_output=True, text=True
    )

    (folder / "results/sub").chmod(0o755)
    if code == 1 and not done.stdout.startswith("error: results/sub"):
        pytest.skip("rights of files don't bind here")
    assert (done.returncode, (done.stdout + done.stderr).splitlines()[0]) == (code, line)
