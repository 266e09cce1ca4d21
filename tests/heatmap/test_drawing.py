from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mkdocs_results_gallery.heatmap import drawing
from mkdocs_results_gallery.heatmap.drawing import Drawing, Images, Job, Progress, draw_all, draw_formats
from mkdocs_results_gallery.heatmap.painting import Painting
from mkdocs_results_gallery.store import FolderStore, MemoryStore
from tests.heatmap import bad_jobs

from .conftest import make_table, painted

HERE = Path(__file__).resolve().parent


def picture(name: str) -> Painting:
    return painted(make_table([[0.5, 1.0]], rows=[name]))


def draw_with_faults(names: Sequence[str], workers: int = 2, seconds: float = 30.0) -> list[Drawing]:
    paintings = [picture(name) for name in names]
    return draw_all(
        paintings,
        ("svg", "png"),
        store=MemoryStore(),
        workers=workers,
        seconds=seconds,
        names=names,
        work=bad_jobs.draw,
    )


def test_the_same_bytes_with_any_number_of_workers() -> None:
    paintings = [picture(f"row {index}") for index in range(6)]
    results = [draw_all(paintings, ("svg", "png"), store=MemoryStore(), workers=count) for count in (0, 1, 2)]
    assert all(not one.failure for result in results for one in result)
    assert results[0] == results[1] == results[2]


def test_an_executor_of_the_caller_draws_the_same() -> None:
    paintings = [picture(f"row {index}") for index in range(3)]
    with ThreadPoolExecutor(2) as executor:
        found = draw_all(paintings, ("svg", "png"), store=MemoryStore(), executor=executor)
    assert found == draw_all(paintings, ("svg", "png"), store=MemoryStore(), workers=1)


class Unswept(MemoryStore):
    def sweep(self) -> None:
        raise AssertionError("a look at all entries, once per build, is the build's own affair")


def test_a_drawing_makes_no_room() -> None:
    store = Unswept()
    (first,) = draw_all([picture("row")], ("svg", "png"), store=store, workers=0)
    assert draw_all([picture("row")], ("svg", "png"), store=store, workers=0) == [first]


def where(formats: Sequence[str], work: Callable[[Job], Images] = draw_formats) -> list[str]:
    """The failure of a figure whose PNG ends its process."""
    drawings = draw_all([picture("exit")], formats, store=MemoryStore(), work=work, names=["a.yaml"])
    return [one.failure for one in drawings]


def test_by_default_png_is_drawn_in_a_process_and_svg_is_not() -> None:
    assert where(("svg",), bad_jobs.draw) == [""]
    assert where(("png",), bad_jobs.draw) == ["a.yaml: its process ended with exit code 3"]
    assert where(("svg", "pdf"), bad_jobs.draw) == ["a.yaml: its process ended with exit code 3"]


def test_a_figure_that_hangs_costs_itself_by_name() -> None:
    drawings = draw_with_faults(["a.yaml", "hang", "b.yaml"], seconds=1)
    assert [one.failure for one in drawings] == ["", "hang: took longer than 1 s", ""]
    assert [sorted(one.images) for one in drawings] == [["png", "svg"], ["svg"], ["png", "svg"]]


def test_where_no_process_starts_png_is_left_out_and_svg_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_PRELOAD", ("no_such_module",))
    found = draw_with_faults(["a.yaml", "b.yaml"])
    assert [sorted(one.images) for one in found] == [["svg"], ["svg"]]
    assert [one.failure for one in found] == [
        f"{name}: no process could be started" for name in ("a.yaml", "b.yaml")
    ]
    assert [sorted(one.images) for one in draw_with_faults(["a.yaml"], workers=0)] == [["png", "svg"]]


@pytest.mark.slow
def test_of_two_hundred_exactly_the_two_bad_ones_are_lost() -> None:
    names = [f"t{number}.yaml" for number in range(200)]
    names[60], names[130] = "SIGKILL", "hang"
    drawings = draw_with_faults(names, seconds=5)
    assert [one.failure for one in drawings if one.failure] == [
        "SIGKILL: its process was ended by SIGKILL",
        "hang: took longer than 5 s",
    ]
    assert sum(set(one.images) == {"svg", "png"} for one in drawings) == 198


def test_a_failure_here_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = picture("bad"), picture("good")
    object.__setattr__(bad, "palettes", ("no such",) * len(bad.metrics))
    drawings = draw_all(
        [bad, good], ("svg",), store=MemoryStore(), workers=0, names=["bad.yaml", "good.yaml"]
    )
    assert drawings[0].failure.startswith('bad.yaml: ValueError: "expected a palette')
    assert (drawings[0].images, drawings[1].failure) == ({}, "")


def test_equal_paintings_are_drawn_once_and_come_from_the_store(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    paintings = [picture("a"), picture("b"), picture("a")]

    def run() -> list[Drawing]:
        return draw_all(
            paintings,
            ("svg",),
            store=FolderStore(tmp_path),
            workers=0,
            progress=lambda *numbers: told.append(numbers),
        )

    cold = run()
    assert told == [(1, 2), (2, 2)]
    assert len(list(tmp_path.iterdir())) == 2
    assert run() == cold
    assert told == [(1, 2), (2, 2)]


def test_no_build_loads_matplotlib_itself(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(HERE.parents[1])!r})
from pathlib import Path
from tests.heatmap.conftest import founding_painting
from mkdocs_results_gallery.heatmap.drawing import draw_all
from mkdocs_results_gallery.store import FolderStore
drawings = draw_all([founding_painting()], ("svg", "png"), store=FolderStore(Path({str(tmp_path)!r})))
assert not drawings[0].failure, drawings[0].failure
print("matplotlib" in sys.modules, "multiprocessing.spawn" in sys.modules and "fontTools" in sys.modules)
"""
    said = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        for _ in "12"
    ]
    assert said == ["False True\n", "False False\n"]


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
    monkeypatch.setattr("mkdocs_results_gallery.heatmap.drawing.time.monotonic", lambda: next(clock))
    progress = Progress(stream)
    progress(1, 4)
    progress(2, 4)
    progress.close()
    assert stream.getvalue() == said
