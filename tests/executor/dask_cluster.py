"""A cluster of two workers on this machine, started with the two commands of the documentation."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dask

from mkdocs_results_gallery.executor.dask import ADDRESS
from tests.conftest import ROOT


@dataclass(frozen=True)
class LocalCluster:
    """What the two commands have started."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: subprocess.Popen[bytes]

    def lose_scheduler(self) -> None:
        """End the scheduler as the kernel ends what takes too much memory."""
        self.scheduler.kill()

    def close(self) -> None:
        """End all that was started."""
        # a scheduler that is gone first would be waited for
        for process in (self.workers, self.scheduler):
            process.send_signal(signal.SIGINT)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def commands(address: str) -> list[list[str]]:
    """Those of the documentation that start a scheduler and two workers, for another address."""
    page = (ROOT / "docs/cluster.md").read_text()
    found = re.search(r"```bash\n\S*/(dask scheduler .*) &\n\S*/(dask worker .*) &\n```", page)
    assert found, "docs/cluster.md says in two lines how a cluster is started on one machine"
    port = address.rpartition(":")[2]
    return [shlex.split(line.replace(ADDRESS, address).replace("8786", port)) for line in found.groups()]


@contextmanager
def local_cluster() -> Iterator[LocalCluster]:
    """Start one at a port that is free, and let Dask's configuration have its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", *command, "--no-dashboard"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands(address)
    ]
    cluster = LocalCluster(address, *started)
    try:
        with dask.config.set({"scheduler-address": address}):
            yield cluster
    finally:
        cluster.close()
