"""A Dask cluster on this machine, and the executor by which builds reach it: `benchmarks.cluster:counted`.

The executor notes how long any of the work was with the cluster: that is the part which is handed over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import environment

SCHEDULER = "BENCHMARK_SCHEDULER"
"""Environment variable: the file in which the scheduler says where it is."""
NOTES = "BENCHMARK_NOTES"
"""Environment variable: the file in which the executor writes how long it had work."""
_PATIENCE = 60.0


class Counted(Executor):
    """Hands everything on to another executor, and knows how long that had anything to do."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._lock = threading.Lock()
        self._flying = 0
        self._since = 0.0
        self.seconds = 0.0
        self.given = 0

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:  # noqa: ANN401 - as any executor
        """Give it one piece of work."""
        with self._lock:
            if not self._flying:
                self._since = time.perf_counter()
            self._flying += 1
            self.given += 1
        future: Future[Any] = self._executor.submit(work, *arguments, **options)
        future.add_done_callback(self._land)
        return future

    def _land(self, _: Future[Any]) -> None:
        with self._lock:
            self._flying -= 1
            if not self._flying:
                self.seconds += time.perf_counter() - self._since


@contextmanager
def counted() -> Iterator[Executor]:
    """Reach the cluster, whose workers have imported what they need."""
    from distributed import Client

    client = Client(scheduler_file=os.environ[SCHEDULER], timeout=_PATIENCE)
    with client:
        client.run(_import)
        executor = Counted(client.get_executor())
        yield executor
        Path(os.environ[NOTES]).write_text(f"{executor.seconds} {executor.given}")


def _import() -> None:
    import mkdocs_results_gallery.build  # noqa: F401 - a worker that has run before has it


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Path]:
    """Run a scheduler and its workers; gives the scheduler's file."""
    folder.mkdir()
    file = folder / "scheduler.json"
    common = ("--scheduler-file", str(file), "--no-dashboard")
    with ExitStack() as stack:
        scheduler = ("scheduler", "--host", "127.0.0.1", "--port", "0", *common)
        crew = ("worker", "--nworkers", str(workers), "--nthreads", "1", *common)
        for number, arguments in enumerate((scheduler, crew)):
            log = stack.enter_context((folder / f"{number}.log").open("wb"))
            child = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                cwd=folder,
                env=environment(),
                stdout=log,
                stderr=log,
            )
            stack.callback(child.wait, 30)
            stack.callback(child.terminate)
            _await(file.exists)
        _await(lambda: (folder / "1.log").read_bytes().count(b"Registered to") == workers)
        yield file


def _await(happened: Callable[[], bool]) -> None:
    start = time.perf_counter()
    while not happened():
        if time.perf_counter() - start > _PATIENCE:
            raise SystemExit("the cluster did not start")
        time.sleep(0.05)
