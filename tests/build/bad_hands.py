"""What reads and makes with a fault, for tests: its own module, because other processes import it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence

from mkdocs_results_gallery.build.made import Job, Made, Parts
from mkdocs_results_gallery.build.making import Conditions, Maker
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.parsing import parse as parse_unread
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.store import Store


def parse(unread: Unread, limits: Limits) -> Read:
    """Read, but end the process for one file."""
    if b"KILL" in unread.content:
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_unread(unread, limits)


def hire(
    conditions: Conditions, store: Store
) -> Callable[[Sequence[Job]], list[tuple[Made, Parts] | Exception]]:
    """Make, but end the process for one experiment, and fail for another."""
    make = Maker(conditions, store).make_together

    def made(jobs: Sequence[Job]) -> list[tuple[Made, Parts] | Exception]:
        if any(b"EXIT" in job.experiment.content for job in jobs):
            os._exit(3)
        fails = [b"RAISE" in job.experiment.content for job in jobs]
        return [ZeroDivisionError() if bad else one for bad, one in zip(fails, make(jobs), strict=True)]

    return made
