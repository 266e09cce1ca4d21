"""One thread for arithmetic: NumPy's library starts others when it is loaded, which no table here is worth.

A process with one thread can be forked, so that a build need not start others from nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Tell what is loaded in this moment, and processes that start in it, to use one thread.

    What the environment says already is left as it is.
    """
    said = {name: text for name, text in _ONE_THREAD.items() if name not in os.environ}
    os.environ.update(said)
    try:
        yield
    finally:
        for name in said:
            os.environ.pop(name, None)


def use_one_thread() -> None:
    """The same for all that this process will load."""
    os.environ.update(_ONE_THREAD)
