"""The door to Dask: ``executor: mkdocs_results_gallery.executor.dask:cluster``."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

ADDRESS = "tcp://127.0.0.1:8786"
"""That of a scheduler which was started on this machine without saying where."""
CONNECTION_SECONDS = 10
"""Time to find the scheduler, and once more when it is lost."""


@contextmanager
def cluster() -> Iterator[Executor]:
    """The cluster at the address in Dask's own configuration (``DASK_SCHEDULER_ADDRESS``), else at `ADDRESS`.

    Raises ImportError where Dask isn't installed, and OSError where there is no scheduler.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise ImportError(f"{error}; pip install 'mkdocs-results-gallery[cluster]'") from error
    address = dask.config.get("scheduler-address", None) or ADDRESS
    log = logging.getLogger("distributed")
    level = log.level
    log.setLevel(logging.CRITICAL)  # what is lost is said in one line, not in twenty tracebacks
    try:
        with (
            dask.config.set({"distributed.comm.timeouts.connect": CONNECTION_SECONDS}),
            Client(  # type: ignore[no-untyped-call] # Dask has no annotation there
                address, timeout=CONNECTION_SECONDS, set_as_default=False
            ) as client,
        ):
            # each call is another one, whatever it is given; what fails is done again by whom we know
            yield client.get_executor(pure=False, retries=0)
    finally:
        log.setLevel(level)
