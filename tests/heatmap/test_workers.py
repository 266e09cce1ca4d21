from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from mkdocs_results_gallery.heatmap import wire
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.heatmap.progress import Progress
from mkdocs_results_gallery.heatmap.store import Store
from mkdocs_results_gallery.heatmap.workers import Drawing, draw_all

from .conftest import make_table, painted

HERE = Path(__file__).resolve().parent
NOTHING = Store(None)


def picture(name: str) -> Painting:
    return painted(make_table([[0.5, 1.0]], rows=[name]))


def draw_with_faults(names: Sequence[str], workers: int = 2, seconds: float = 30.0) -> list[Drawing]:
    command = (sys.executable, str(HERE / "bad_worker.py"), str(os.getpid()))
    paintings = [picture(name) for name in names]
    return draw_all(
        paintings, ("svg",), store=NOTHING, workers=workers, seconds=seconds, names=names, command=command
    )


def test_the_same_bytes_with_any_number_of_workers() -> None:
    paintings = [picture(f"row {index}") for index in range(6)]
    results = [draw_all(paintings, ("svg", "png"), store=NOTHING, workers=count) for count in (0, 1, 2)]
    assert all(not drawing.failure for result in results for drawing in result)
    assert results[0] == results[1] == results[2]


FAULTS = {
    "kill": "its process was ended by SIGKILL",
    "segfault": "its process was ended by SIGSEGV",
    "exit": "its process ended with exit code 3",
    "memory": "out of memory",
    "error": 'RuntimeError: "no\\nway"',
}


def test_exactly_the_bad_items_are_lost() -> None:
    names = ["a", "kill", "b", "segfault", "exit", "c", "memory", "d", "error", "e"]
    drawings = draw_with_faults(names)
    assert {drawing.failure for drawing in drawings} - {""} == {
        f"{one}: {why}" for one, why in FAULTS.items()
    }
    for name, drawing in zip(names, drawings, strict=True):
        assert drawing.failure.startswith(f"{name}: ") == (name in FAULTS)
        assert (f">{name}<".encode() in drawing.images.get("svg", b"")) == (name not in FAULTS)


def test_a_hung_item_is_given_up() -> None:
    started = time.monotonic()
    drawings = draw_with_faults(["a", "hang", "b"], seconds=3)
    assert [drawing.failure for drawing in drawings] == ["", "hang: took longer than 3 s", ""]
    assert time.monotonic() - started < 30


def test_a_death_is_tried_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAULT_ONCE", str(tmp_path / "done"))
    assert [drawing.failure for drawing in draw_with_faults(["a", "once", "b"])] == ["", "", ""]


def test_nonsense_from_a_process_is_a_failure() -> None:
    code = (
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\5ready\\0\\0\\0\\2[]'); sys.stdout.flush(); input()"
    )
    drawings = draw_all(
        [picture("a")], ("svg",), store=NOTHING, workers=1, command=(sys.executable, "-c", code)
    )
    assert [drawing.failure for drawing in drawings] == ["the drawing process gave no answer to this job"]


def test_where_no_process_starts_it_is_drawn_here() -> None:
    for command in (("/does/not/exist",), (sys.executable, "-c", "raise SystemExit(1)")):
        drawings = draw_all([picture("a")], ("svg",), store=NOTHING, workers=2, command=command)
        assert [drawing.failure for drawing in drawings] == [""]


def test_it_works_from_another_thread() -> None:
    found: list[list[Drawing]] = []
    thread = threading.Thread(target=lambda: found.append(draw_with_faults(["a", "kill", "b"])))
    thread.start()
    thread.join(60)
    assert [drawing.failure for drawing in found[0]] == ["", "kill: its process was ended by SIGKILL", ""]


def test_a_failure_here_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = picture("bad"), picture("good")
    object.__setattr__(bad, "palette", "no such")
    drawings = draw_all([bad, good], ("svg",), store=NOTHING, workers=0, names=["bad.yaml", "good.yaml"])
    assert drawings[0].failure.startswith('bad.yaml: ValueError: "expected a palette')
    assert (drawings[0].images, drawings[1].failure) == ({}, "")


def test_equal_paintings_are_drawn_once_and_come_from_the_store(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    paintings = [picture("a"), picture("b"), picture("a")]

    def run() -> list[Drawing]:
        return draw_all(
            paintings,
            ("svg",),
            store=Store(tmp_path),
            workers=0,
            progress=lambda *numbers: told.append(numbers),
        )

    cold = run()
    assert told == [(1, 2), (2, 2)]
    assert len(list(tmp_path.iterdir())) == 2
    assert run() == cold
    assert told == [(1, 2), (2, 2)]


def test_a_warm_build_needs_no_matplotlib(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(HERE.parents[1])!r})
from pathlib import Path
from tests.heatmap.conftest import founding_painting
from mkdocs_results_gallery.heatmap.store import Store
from mkdocs_results_gallery.heatmap.workers import draw_all
drawings = draw_all([founding_painting()], ("svg", "png"), store=Store(Path({str(tmp_path)!r})))
assert not drawings[0].failure, drawings[0].failure
print("matplotlib" in sys.modules)
"""
    said = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        for _ in "12"
    ]
    assert said == ["True\n", "False\n"]


BUILD = """
import sys
sys.path.insert(0, {root!r})
from tests.heatmap.test_workers import draw_with_faults
print("started", flush=True)
draw_with_faults(["hang", "hang ", "hang"], seconds=600)
"""


def has_ended(process: psutil.Process) -> bool:
    """Also a zombie has: that nobody has asked for its exit code yet is the business of a busy init."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_is_left_over(number: signal.Signals) -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD.format(root=str(HERE.parents[1]))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    children: list[psutil.Process] = []
    limit = time.monotonic() + 30
    while len(children) < 2 and time.monotonic() < limit:
        time.sleep(0.1)
        children = psutil.Process(build.pid).children(recursive=True)
    assert len(children) == 2
    time.sleep(1)  # into the drawing, or the import of matplotlib
    build.send_signal(number)
    gone, left = psutil.wait_procs([*children, psutil.Process(build.pid)], timeout=2)
    ended = [process for process in left if has_ended(process)]
    assert [process for process in left if process not in ended] == []
    assert len(gone) + len(ended) == 3
    said = build.communicate()[1].decode()
    assert said.count("Traceback") <= (1 if number == signal.SIGINT else 0)


def test_a_job_survives_the_wire(founding: Painting) -> None:
    painting, formats = wire.unpack_job(wire.pack_job(founding, ("svg", "png")))
    assert painting.fingerprint() == founding.fingerprint()
    assert formats == ["svg", "png"]


@pytest.mark.parametrize("data", [b"", b"\0\0", b"\0\0\0\5abc", b"\xff\xff\xff\xff"])
def test_a_broken_message_is_no_message(data: bytes) -> None:
    assert wire.receive(io.BytesIO(data)) is None


@pytest.mark.parametrize(
    "data", [b"[]", b"{", b'{"failure": 1}', b'{"failure": "", "images": {"svg": "%"}}', b"[" * 99999]
)
def test_a_broken_answer_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no answer to this job"):
        wire.unpack_answer(data, ("svg",))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_small_job_is_silent() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress(1, 2)
    progress.close()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (io.StringIO(), "heatmaps: 1 of 4\nheatmaps: 2 of 4\n"),
        (
            Terminal(),
            "\rheatmaps [#######.......................] 1 of 4"
            "\rheatmaps [###############...............] 2 of 4\n",
        ),
    ],
)
def test_a_long_job_tells(stream: io.StringIO, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 3.0, 60.0])
    monkeypatch.setattr("mkdocs_results_gallery.heatmap.progress.time.monotonic", lambda: next(clock))
    progress = Progress(stream)
    progress(1, 4)
    progress(2, 4)
    progress.close()
    assert stream.getvalue() == said


def test_what_killed_a_process_is_not_drawn_here(tmp_path: Path) -> None:
    # the first process takes the job and dies, no other starts
    mark = str(tmp_path / "mark")
    code = (
        f"import os, sys\nif os.path.exists({mark!r}): sys.exit(1)\nopen({mark!r}, 'w').close()\n"
        "sys.stdout.buffer.write(b'\\0\\0\\0\\5ready'); sys.stdout.flush()\n"
        "sys.stdin.buffer.read(4); os._exit(7)"
    )
    drawings = draw_all(
        [picture("a")], ("svg",), store=NOTHING, workers=1, command=(sys.executable, "-c", code)
    )
    assert [drawing.failure for drawing in drawings] == ["its process ended with exit code 7"]
