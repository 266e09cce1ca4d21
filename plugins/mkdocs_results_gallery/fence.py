"""A fence around all that is made of one subject: what fails costs that one, by name, and nothing else.

A stage goes through its subjects, each one within `Fence.around`, and ends with `Fence.close`. Whoever runs
the stages leaves out what has fallen and starts anew, so that no other page has anything of it.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SharedKind = Literal["metric", "row", "tag"]
"""What experiments may share, and what then has a page of its own."""

Kind = Literal["experiment", SharedKind]

_HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What is made by itself: an experiment, or the page of a shared name."""

    kind: Kind
    name: str
    """The experiment's path below the results directory; or the name of the metric, row or tag."""


class Fallen(Exception):  # noqa: N818 - said of the subjects
    """Some subjects can't be made; by each the exception, without any text of a stranger's."""

    def __init__(self, failures: Mapping[Subject, str]) -> None:
        super().__init__(f"{len(failures)} subjects can't be made")
        self.failures = failures


class Fence:
    """Keeps what fails within it, and goes on with the next."""

    def __init__(self) -> None:
        self._failures: dict[Subject, str] = {}

    @contextmanager
    def around(self, subject: Subject) -> Iterator[None]:
        """Take any exception for a failure of `subject`."""
        try:
            yield
        except Exception as error:
            self._failures.setdefault(subject, described(error))

    def close(self) -> None:
        """Raise `Fallen` where anything has failed."""
        if self._failures:
            raise Fallen(self._failures)


class _Open(Fence):
    @contextmanager
    def around(self, subject: Subject) -> Iterator[None]:
        yield


OPEN = _Open()
"""No fence, for the one who makes a single thing: what fails is raised."""


def described(error: Exception) -> str:
    """``ZeroDivisionError in heatmap/scales.py, line 103``: what its reporter can tell without the file."""
    ours = [
        (path.relative_to(_HOME).as_posix(), line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (path := Path(frame.f_code.co_filename)).is_relative_to(_HOME) and path != Path(__file__)
    ]
    place = f" in {ours[-1][0]}, line {ours[-1][1]}" if ours else ""
    return f"{type(error).__name__}{place}"
