"""Drawing with faults, for tests: the label of a painting's first row says which."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from mkdocs_results_gallery.heatmap.drawing import Images, Job, draw_formats


def draw(job: Job) -> Images:
    fault = job[0].rows[0]
    if job[1] == ("svg",):  # is drawn in the build's own process
        return draw_formats(job)
    print("a stray print")
    os.write(1, b"a stray write")
    if fault == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif fault == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif fault == "exit":
        os._exit(3)
    elif fault.startswith("hang"):
        time.sleep(1_000)
    elif fault == "hold":
        re_that_never_ends()
    elif fault == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif fault == "memory":
        return {"svg": bytes(8 * 1024**3)}
    elif fault == "error":
        raise RuntimeError("no\nway")
    elif fault == "once" and not (marker := Path(os.environ["FAULT_ONCE"])).exists():
        marker.touch()
        os._exit(4)
    return draw_formats(job)


def re_that_never_ends() -> None:
    """Hold Python's lock for longer than any test waits, as a library in C may."""
    import re

    re.match("(a+)+$", "a" * 60 + "b")
