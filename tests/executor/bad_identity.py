"""What a worker says of itself, for tests: its own module, because workers import it."""

from __future__ import annotations

import os


def always_other() -> str:
    """Never the same in two processes."""
    return str(os.getpid())
