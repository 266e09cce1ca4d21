"""The bound on the time of one input, and what is counted as found."""

from __future__ import annotations

import faulthandler
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

Trial = Callable[[], list[str]]
"""Puts one input in, and says everything that is wrong with what came out."""

_GRACE = 60.0
"""Seconds beyond the bound for code that no signal stops; then the whole process ends."""


class TookTooLong(BaseException):
    """No `Exception`: what is tried must not catch it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One input with which something was wrong."""

    name: str
    """What makes it again, e.g. ``read 7-1234``."""
    what: str


@dataclass(slots=True)
class Watch:
    """Tries one input after the other."""

    seconds: float
    """Wall time that one input may take."""
    tried: int = 0
    found: list[Found] = field(default_factory=list)

    def attempt(self, name: str, trial: Trial) -> None:
        """Try one input; keep what is wrong."""
        self.tried += 1
        try:
            with _bounded(self.seconds), warnings.catch_warnings():
                # what is printed beside a build's own messages worries its reader for nothing
                warnings.simplefilter("error")
                wrong = trial()
        except TookTooLong:
            wrong = [f"took longer than {self.seconds:g} s"]
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            wrong = [f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})"]
        self.found += [Found(name, what) for what in wrong]


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    # for what no signal reaches: it prints where, and ends the process
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
