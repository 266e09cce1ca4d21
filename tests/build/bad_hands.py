"""What reads and makes with a fault, for tests: its own module, because other processes import it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from mkdocs_results_gallery.build.made import Job, Made, Parts
from mkdocs_results_gallery.build.making import Conditions, Maker
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.parsing import parse_bytes
from mkdocs_results_gallery.reading.read import Read
from mkdocs_results_gallery.store import Store


def parse(content: bytes, path: str, settings: Any, limits: Limits) -> Read:  # noqa: ANN401 - as the build's own
    """Read, but end the process for one file."""
    if b"KILL" in content:
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_bytes(content, path, settings, limits)


def hire(conditions: Conditions, store: Store) -> Callable[[Job], tuple[Made, Parts]]:
    """Make, but end the process for one experiment."""
    make = Maker(conditions, store).make

    def made(job: Job) -> tuple[Made, Parts]:
        if b"EXIT" in job.experiment.content:
            os._exit(3)
        if b"RAISE" in job.experiment.content:
            raise ZeroDivisionError
        return make(job)

    return made
