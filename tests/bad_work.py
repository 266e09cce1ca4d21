"""Work with faults, for tests: the item says which. Its own module, because processes import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def work(fault: str) -> str:
    """Do what the item says."""
    print("a stray print")
    os.write(1, b"a stray write")
    if fault in ("SIGKILL", "SIGSEGV", "SIGTERM", "SIGSTOP"):
        os.kill(os.getpid(), signal.Signals[fault])
        time.sleep(1_000)
    elif fault == "exit":
        os._exit(3)
    elif fault.startswith("hang"):
        time.sleep(1_000)
    elif fault == "nap":
        time.sleep(0.4)
    elif fault == "hold":
        hold_the_lock()
    elif fault == "memory":
        return "x" * 8 * 1024**3
    elif fault == "parent":
        return str(os.getppid())
    elif fault == "error":
        raise RuntimeError("no\nway")
    elif fault.startswith("once ") and not (marker := Path(fault.removeprefix("once "))).exists():
        marker.touch()
        os._exit(4)
    return f"did {fault}"


def hold_the_lock() -> None:
    """Keep Python's lock for longer than any test waits, as a library in C may."""
    import re

    re.match("(a+)+$", "a" * 60 + "b")
