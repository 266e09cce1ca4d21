"""How long after an edit does `mkdocs serve` show it?"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from benchmarks.inputs import Random, markdown, our_site, plain_site, tables, write
from benchmarks.lines import Answer, Benchmark, Question, Run, alone
from benchmarks.measure import Cost, alternate, environment, middle
from benchmarks.sites import build_ours, count_pages

_PATIENCE = 300.0
"""Seconds after which an edit counts as never shown."""
_BETWEEN = 0.02
"""Seconds between two looks."""

_KINDS = {
    "change": "a number",
    "add": "a file added",
    "delete": "a file deleted",
    "folder": "a `_gallery.yaml`",
    "prose": "a hand-written page",
}
_SHOWN = {
    kind: Question(
        f"edit at 1,000 tables until `mkdocs serve` shows it, against one at as many plain pages: {what}",
        "wall",
        "≤ 0.2",
    )
    for kind, what in _KINDS.items()
}
_SECONDS = Question("the same, the slowest of the five kinds", "wall", "≤ 1")


@dataclass(slots=True)
class Preview:
    """A running `mkdocs serve`."""

    project: Path
    options: tuple[str, ...] = ()
    port: int = 0
    _child: subprocess.Popen[bytes] = field(init=False)

    def __enter__(self) -> Preview:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        arguments = ("-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{self.port}")
        with (self.project / "serve.log").open("wb") as log:
            self._child = subprocess.Popen(
                [sys.executable, *arguments, *self.options],
                cwd=self.project,
                env=environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait("/benchmark/", lambda status, _: status == 200)
        time.sleep(2)  # the watch has looked at all files once
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def wait(self, address: str, shows: Callable[[int, str], bool]) -> float:
        """Ask for a page until it shows what it should; return the seconds that took."""
        start = time.perf_counter()
        while time.perf_counter() - start < _PATIENCE:
            if self._child.poll() is not None:
                break
            try:
                if shows(*self.get(address)):
                    return time.perf_counter() - start
            except (OSError, http.client.HTTPException):  # it does not listen yet
                pass
            time.sleep(_BETWEEN)
        raise SystemExit(f"{address} never showed it\n{(self.project / 'serve.log').read_text()[-4000:]}")

    def get(self, address: str) -> tuple[int, str]:
        """Ask once for a page: status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()


@dataclass(slots=True)
class Edits:
    """Makes one edit after the other to a gallery that is served, each with other content."""

    preview: Preview
    table: Random
    number: int = 10_000
    added: str = ""
    """The table that was added last, and is still there."""

    def change(self) -> Cost:
        """Change a number of a table."""
        return self._write(self._path(self.table.name), self._table(), self._page(self.table.name))

    def add(self) -> Cost:
        """Add a table, which another kind deletes."""
        text = self._table()
        self.added = f"added-{self.number}"
        cost = self._write(self._path(self.added), text, self._page(self.added))
        self._check_index(self.added, is_there=True)
        return cost

    def delete(self) -> Cost:
        """Delete the table that was added last."""
        gone, self.added = self.added, ""
        self._rest()
        self._path(gone).unlink()
        cost = Cost(self.preview.wait(self._page(gone), lambda status, _: status == 404))
        self._check_index(gone, is_there=False)
        return cost

    def folder(self) -> Cost:
        """Change what the files of a folder have in common: the description of a metric."""
        self.number += 1
        said = f"Measured by {self.number}."
        text = f"metrics: {{{self.table.metrics[0]}: {{description: {said}}}}}\n"
        path = self.preview.project / "results/group-000/_gallery.yaml"
        return self._write(path, text, self._page(self.table.name), said)

    def prose(self) -> Cost:
        """Change a page that somebody has written."""
        self.number += 1
        text = f"# Benchmark\n\nEdit {self.number}.\n"
        return self._write(self.preview.project / "docs/index.md", text, "/benchmark/")

    def plain(self) -> Cost:
        """Change a number of a page of the site that is not ours."""
        self.number += 1
        old = f" {self.table.values[0][0]} "
        text = markdown(self.table).replace(old, f" 0.{self.number} ", 1)
        name = f"tables/group-000/{self.table.name}"
        return self._write(self.preview.project / f"docs/{name}.md", text, f"/benchmark/{name}/")

    def _table(self) -> str:
        self.number += 1
        start = f"{self.table.metrics[0]}: "
        return self.table.yaml().replace(f"{start}{self.table.values[0][0]}", f"{start}0.{self.number}", 1)

    def _write(self, path: Path, text: str, address: str, sign: str = "") -> Cost:
        sign = sign or str(self.number)
        self._rest()
        write(path, text)
        return Cost(self.preview.wait(address, lambda status, page: status == 200 and sign in page))

    def _check_index(self, name: str, *, is_there: bool) -> None:
        found = self.preview.get("/benchmark/gallery/gallery.json")[1]
        if (name in found) is not is_there:
            raise SystemExit(f"the index {'lacks' if is_there else 'still has'} {name}")

    def _path(self, name: str) -> Path:
        return self.preview.project / f"results/group-000/{name}.yaml"

    def _page(self, name: str) -> str:
        return f"/benchmark/gallery/experiments/group-000/{name}/"

    def _rest(self) -> None:
        # the watch looks twice a second: edits are spread over its rounds, so that none is a lucky one
        time.sleep(1 + self.number % 5 / 10)


def _serve(run: Run) -> Iterator[Answer]:
    """Each kind of edit, and one of a plain page, in turn, while both sites are served."""
    ours, plain, count = run.folder / "ours", run.folder / "plain", run.count(1000)
    our_site(ours, count)
    build_ours(ours, cold=True, experiments=count)
    plain_site(plain, count_pages(ours))
    table = next(tables(count))
    with Preview(ours) as served, Preview(plain) as peer:
        edits, others = Edits(served, table), Edits(peer, next(tables(count_pages(ours) - 1)))
        sides = {kind: getattr(edits, kind) for kind in _KINDS}
        *shown, bare = alternate(run.rounds, {**sides, "plain": others.plain})
    for kind, costs in zip(_KINDS, shown, strict=True):
        yield _SHOWN[kind].answer(costs, bare)
    yield alone(_SECONDS, max(shown, key=lambda costs: middle(costs, "wall")))


SERVE = Benchmark(_serve, (*_SHOWN.values(), _SECONDS))
