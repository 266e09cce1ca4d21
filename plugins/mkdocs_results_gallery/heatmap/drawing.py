"""Paintings become images, in order: from the store; SVG here; PNG and PDF in processes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO

from mkdocs_results_gallery.heatmap.glyphs import measure
from mkdocs_results_gallery.heatmap.layout import lay_out
from mkdocs_results_gallery.heatmap.painting import Drawing, Painting, image_key
from mkdocs_results_gallery.heatmap.svg import draw_svg, is_svg_of_ours
from mkdocs_results_gallery.passive import is_passive_image
from mkdocs_results_gallery.store import Store

if (
    TYPE_CHECKING
):  # Python's processes take long to import, and a build whose pictures are all kept needs none
    from concurrent.futures import Executor

    from mkdocs_results_gallery.executor.task import Outcome, Task

FEW_SECONDS = 2.0
"""Estimated time of drawing up to which a second process costs more than it saves."""
SMALL_SECONDS = 2.0
"""No progress is reported before this much time has passed."""
LINE_SECONDS = 10.0
"""Time between two lines in a log."""

_COST = MappingProxyType({"png": 0.02, "pdf": 0.05})
"""CPU seconds of an empty figure by format, as measured."""
_COST_OF_NUMBER = MappingProxyType({"png": 0.001, "pdf": 0.0015})
"""CPU seconds of each number in a cell."""
NO_PROCESS = "no process could be started"
"""Why a PNG or PDF is not there on a machine that allows no processes."""
_PRELOAD = ("mkdocs_results_gallery.heatmap.print",)
_BAR_SECONDS = 0.1
_WIDTH = 30

Report = Callable[[int, int], None]
"""Called with (done, total)."""
Job = tuple[Painting, tuple[str, ...]]
"""A painting and the formats that it is wanted in."""
Images = dict[str, bytes]
"""By format: ``svg``, ``png``, ``pdf``."""


def draw_formats(job: Job) -> Images:
    """All images of one painting."""
    painting, formats = job
    layout = lay_out(painting, measure)
    images = {}
    for name in formats:
        if name == "svg":
            images[name] = draw_svg(painting, layout)
        else:
            from mkdocs_results_gallery.heatmap.print import draw_print

            images[name] = draw_print(painting, layout, name)
    return images


def missing_glyphs(painting: Painting) -> int:
    """How many different characters the PNG or PDF of a painting shows as ``□``, for want of a font."""
    from mkdocs_results_gallery.heatmap.print import without_glyph

    return len(without_glyph(label.text for label in lay_out(painting, measure).labels))


def _is_ours(name: str, image: bytes) -> bool:
    return is_svg_of_ours(image) if name == "svg" else is_passive_image(name, image)


@dataclass(slots=True)
class _Picture:
    """One painting that is drawn once, however often it occurs."""

    painting: Painting
    fingerprint: str
    images: Images
    name: str
    failure: str = ""

    def lacks(self, formats: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in dict.fromkeys(formats) if name not in self.images)

    @classmethod
    def kept(
        cls, painting: Painting, fingerprint: str, formats: Sequence[str], store: Store, name: str
    ) -> _Picture:
        """Return the picture with the images that the `store` has of it."""
        found = {one: store.get(image_key(fingerprint, one)) for one in formats}
        # a store may be a stranger's
        images = {one: image for one, image in found.items() if image and _is_ours(one, image)}
        return cls(painting, fingerprint, images, name)

    def take(self, outcome: Outcome[Images], store: Store) -> None:
        self.failure = outcome.failure
        for name, image in (outcome.result or {}).items():
            self.images[name] = image
            store.put(image_key(self.fingerprint, name), image)

    def drawing(self, formats: Sequence[str]) -> Drawing:
        images = {name: self.images[name] for name in formats if name in self.images}
        named = f"{self.name}: {self.failure}" if self.name and self.failure else self.failure
        return Drawing(MappingProxyType(images), named)


def draw_all(
    paintings: Sequence[Painting],
    formats: Sequence[str],
    *,
    store: Store,
    workers: int | None = None,
    seconds: float = 30.0,
    progress: Report | bool = False,
    names: Sequence[str] = (),
    executor: Executor | None = None,
    work: Callable[[Job], Images] = draw_formats,
) -> list[Drawing]:
    """Draw each painting in all `formats`; one `Drawing` per painting, in order. Equal ones are drawn once.

    SVG is drawn here, bounded by the limits of a Painting; other formats by `workers` processes (0: here too;
    None: one, or one per core where that pays), each painting in `seconds` of wall time, or in an `executor`
    of the caller's. `progress`: True reports to standard error, or a function to be called. `names`: what to
    call each painting in a failure. `work` draws a job; a function of a module.

    A painting that can't be drawn costs itself only; nothing is raised for it.
    """
    pictures: dict[str, _Picture] = {}
    order = []
    for painting, name in zip(paintings, chain(names, repeat("")), strict=False):
        fingerprint = painting.fingerprint()
        order.append(fingerprint)
        if fingerprint not in pictures:
            pictures[fingerprint] = _Picture.kept(painting, fingerprint, formats, store, name)
    todo = [picture for picture in pictures.values() if picture.lacks(formats)]
    if todo:
        from mkdocs_results_gallery.executor.task import Task

        bar = Progress() if progress is True else None
        report = bar or (progress if callable(progress) else None)
        undrawn = _Undrawn(todo, formats, store, Task(work, seconds, _PRELOAD), report)
        try:
            undrawn.draw_svg()
            undrawn.draw_rest(workers, executor)
        finally:
            if bar:
                bar.close()
    return [pictures[fingerprint].drawing(formats) for fingerprint in order]


@dataclass(slots=True)
class _Undrawn:
    """The pictures that are to be drawn, and how far they are."""

    pictures: Sequence[_Picture]
    formats: Sequence[str]
    store: Store
    task: Task[Job, Images]
    report: Report | None
    done: int = 0

    def draw_svg(self) -> None:
        """Draw all SVG here: its steps are bounded."""
        from mkdocs_results_gallery.executor.task import attempt

        for picture in self.pictures:
            if "svg" in picture.lacks(self.formats):
                self._finish(picture, attempt(self.task.work, (picture.painting, ("svg",))))

    def draw_rest(self, workers: int | None, executor: Executor | None) -> None:
        """Draw the rest in processes, unless `workers` is 0 and there is no `executor`."""
        from mkdocs_results_gallery.executor.task import attempt

        rest = [one for one in self.pictures if one.lacks(self.formats) and not one.failure]
        jobs = [(picture.painting, picture.lacks(self.formats)) for picture in rest]
        count = _count(jobs) if workers is None else workers
        if rest and (count or executor):
            self._spread(rest, jobs, max(count, 1), executor)
        else:
            for picture, job in zip(rest, jobs, strict=True):
                self._finish(picture, attempt(self.task.work, job))

    def _spread(
        self, rest: Sequence[_Picture], jobs: Sequence[Job], workers: int, executor: Executor | None
    ) -> None:
        from mkdocs_results_gallery.executor.elsewhere import Engine
        from mkdocs_results_gallery.executor.run import run_each
        from mkdocs_results_gallery.executor.task import NoProcessError, Outcome

        with suppress(NoProcessError):
            run_each(
                self.task,
                jobs,
                workers=workers,
                report=lambda index, outcome: self._finish(rest[index], outcome),
                engine=Engine(executor) if executor else None,
            )
        # drawn here it would have no deadline, which only the one who reads the results may decide
        for picture in rest:
            if picture.lacks(self.formats) and not picture.failure:
                self._finish(picture, Outcome(None, NO_PROCESS))

    def _finish(self, picture: _Picture, outcome: Outcome[Images]) -> None:
        picture.take(outcome, self.store)
        if picture.failure or not picture.lacks(self.formats):
            self.done += 1
            if self.report:
                self.report(self.done, len(self.pictures))


def _count(jobs: Sequence[Job]) -> int:
    """How many processes pay."""
    from mkdocs_results_gallery.executor.crew import cores

    cost = 0.0
    for painting, formats in jobs:
        written = sum(map(len, painting.texts))
        cost += sum(_COST.get(name, 0.0) + _COST_OF_NUMBER.get(name, 0.0) * written for name in formats)
    return min(cores(), len(jobs)) if cost > FEW_SECONDS else 1


class Progress:
    """Call it with (done, total); call `close` at the end."""

    def __init__(self, stream: TextIO | None = None, what: str = "heatmaps") -> None:
        """`stream` is standard error unless said otherwise; `what` is done."""
        self._what = what
        self._stream = sys.stderr if stream is None else stream
        self._started = time.monotonic()
        self._due = self._started + SMALL_SECONDS
        self._quarter = 0
        self._open = False

    def __call__(self, done: int, total: int) -> None:
        """Report it, if it is time to."""
        now = time.monotonic()
        quarter = 4 * done // max(total, 1)
        if now < self._due and not (quarter > self._quarter and now - self._started > SMALL_SECONDS):
            return
        self._quarter = quarter
        if self._stream.isatty():
            filled = _WIDTH * done // max(total, 1)
            bar = "#" * filled + "." * (_WIDTH - filled)
            self._write(f"\r{self._what} [{bar}] {done:,} of {total:,}")
            self._due, self._open = now + _BAR_SECONDS, True
        else:
            self._write(f"{self._what}: {done:,} of {total:,}\n")
            self._due = now + LINE_SECONDS

    def close(self) -> None:
        """End the bar's line."""
        if self._open:
            self._write("\n")
            self._open = False

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            # a closed pipe is no reason to lose a build
            self._due = float("inf")
