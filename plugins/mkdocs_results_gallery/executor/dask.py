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
    with (
        _quiet(),
        dask.config.set({"distributed.comm.timeouts.connect": CONNECTION_SECONDS}),
        Client(address, timeout=CONNECTION_SECONDS, set_as_default=False) as client,  # type: ignore[no-untyped-call] # Dask has no annotation there
    ):
        # what fails is done again by the build, which knows whom to blame
        yield client.get_executor(pure=False, retries=0)
        if client.status != "running":
            raise ConnectionError(f"the scheduler at {address} was lost")


@contextmanager
def _quiet() -> Iterator[None]:
    """Say what is lost in one line, not in twenty tracebacks."""
    logs = [logging.getLogger(f"distributed.{name}") for name in ("client", "comm", "core", "batched")]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)
