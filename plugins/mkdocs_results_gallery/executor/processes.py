"""How a process starts, and how it is made ready: watched, limited, quiet, and gone with the build.

On Linux processes are forked from one that has imported what they need and has a single thread: what another
thread holds in that moment would be held for ever. Mostly the build itself is such a process; where it isn't,
a nursery is started, a process that does nothing else. Elsewhere each process imports everything itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from multiprocessing import current_process, parent_process, reduction, spawn
from multiprocessing.connection import wait as wait_for
from multiprocessing.context import SpawnContext, SpawnProcess, set_spawning_popen
from multiprocessing.sharedctypes import RawArray
from multiprocessing.util import Finalize
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from mkdocs_results_gallery.threads import one_thread, use_one_thread

if sys.platform == "linux":
    from multiprocessing import forkserver, popen_fork
    from multiprocessing.popen_forkserver import Popen

_START = threading.Lock()


class Nursery:
    """A process that has imported what is needed, and from which others are forked."""

    def __init__(self, preload: Sequence[str]) -> None:
        self._server = forkserver.ForkServer()
        self._server.set_forkserver_preload([*preload])

    def start(self) -> None:
        """Start it, unless it runs; it imports while the caller does something else."""
        with _START, _interrupts_held_back(), one_thread():
            self._server.ensure_running()

    def new_process(self, fds: list[int]) -> tuple[int, int]:
        """Fork; returns where it says how it is, and where it reads what to do."""
        with one_thread():
            self._server.ensure_running()  # it may have been ended from outside
        return self._server.connect_to_new_process(fds)

    def close(self) -> None:
        """End it, also when it is still importing; to be called when all that were forked have ended."""
        pid = self._server._forkserver_pid  # type: ignore[attr-defined] # private, and in no stub
        if pid is not None:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                self._server._stop()  # type: ignore[attr-defined] # as above


def new_nursery(preload: Sequence[str]) -> Nursery | None:
    """Start one, where processes can be forked from another one; None: each imports everything itself."""
    if sys.platform != "linux":  # macOS says of its own libraries that they don't bear a fork
        return None
    nursery = Nursery(preload)
    try:
        nursery.start()
    except (OSError, AttributeError):
        return None
    return nursery


def may_fork_here(preload: Sequence[str], memory: int) -> bool:
    """Whether this process can be forked for work: it has one thread, and all that is needed, and is small.

    A process that is forked has the address space of this one, of which it may have `memory` bytes.
    """
    if sys.platform != "linux" or not all(module in sys.modules for module in preload):
        return False
    try:
        size = int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        return len([*Path("/proc/self/task").iterdir()]) == 1 and size <= memory // 2
    except OSError:
        return False


class Context(SpawnContext):
    """Makes the processes of one pool, and knows them: a pool keeps its own to itself."""

    def __init__(self, nursery: Nursery | None, *, forks_here: bool = False) -> None:
        super().__init__()
        self.started: list[WatchedProcess] = []
        self._nursery = nursery
        self._forks_here = forks_here

    def get_start_method(self, allow_none: bool = False) -> str:
        """Tell a pool whether all of its processes have to start before its threads do."""
        return "fork" if self._forks_here else "spawn"

    def Process(self, *args: Any, **options: Any) -> WatchedProcess:  # type: ignore[override] # noqa: N802, ANN401 - as the pool calls it
        """Make one, as the pool asks for it."""
        process = WatchedProcess(*args, **options)
        process.nursery = self._nursery
        process.is_forked_here = self._forks_here
        self.started.append(process)
        return process


class WatchedProcess(SpawnProcess):
    """A process that notes what it is busy with, and does not run the caller's main module again."""

    nursery: Nursery | None = None
    is_forked_here = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as a pool calls it
        super().__init__(*args, **options)
        self.note = RawArray(ctypes.c_double, [-1.0, 0.0])
        """The number of the item that it is busy with, -1 for none yet, and since when on the monotonic
        clock; memory that it shares with the build, so that it is there when the process is not."""

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the nursery: it is for the build only."""
        return {name: value for name, value in self.__dict__.items() if name != "nursery"}

    def start(self) -> None:
        """Start it; one at a time, because for this moment there is no main module."""
        with _START, _interrupts_held_back():
            main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main

    @staticmethod
    def _Popen(process_obj: WatchedProcess) -> Any:  # type: ignore[override] # noqa: N802, ANN401 - as Python calls it
        if process_obj.is_forked_here:
            return popen_fork.Popen(process_obj)
        if process_obj.nursery is None:
            return SpawnProcess._Popen(process_obj)
        return _Forked(process_obj)


if sys.platform == "linux":

    class _Forked(Popen):
        """Start a process as Python's fork server does, but from the process's own nursery."""

        def _launch(self, process_obj: WatchedProcess) -> None:
            nursery = cast(Nursery, process_obj.nursery)
            message = io.BytesIO()
            set_spawning_popen(self)
            try:
                reduction.dump(spawn.get_preparation_data(process_obj.name), message)
                reduction.dump(process_obj, message)
            finally:
                set_spawning_popen(None)
            fds = self._fds  # type: ignore[attr-defined] # private, and in no stub
            self.sentinel, to_child = nursery.new_process(fds)
            # while this is open, the child knows that its parent lives
            self.finalizer = Finalize(self, _close, (os.dup(to_child), self.sentinel))
            with os.fdopen(to_child, "wb") as pipe:
                pipe.write(message.getbuffer())
            self.pid = forkserver.read_signed(self.sentinel)


def _close(*fds: int) -> None:
    for fd in fds:
        os.close(fd)


def note(number: int, moment: float) -> None:
    """In a process: say which item it is busy with, and since when."""
    process = current_process()
    if isinstance(process, WatchedProcess):
        process.note[0], process.note[1] = number, moment


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Block SIGINT in this thread, so that a child inherits it: Ctrl-C reaches it too, the parent decides."""
    if sys.platform == "win32":
        return (yield)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def prepare(preload: Sequence[str], memory: int) -> None:
    """Make a new process ready: quiet, watched, limited, with one thread for arithmetic."""
    if sys.platform == "linux":  # even where Python's lock is never given back
        # else the nursery would live as long as this process does, and this process as long as the nursery
        held = forkserver._forkserver._forkserver_alive_fd  # type: ignore[attr-defined] # private, in no stub
        with contextlib.suppress(OSError, TypeError):
            os.close(held)
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    threading.Thread(target=_end_with_parent, daemon=True).start()
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    use_one_thread()
    for module in preload:
        importlib.import_module(module)
    gc.enable()  # a build that was forked lets it wait
    gc.freeze()  # modules stay; looking at them again and again would also copy the memory that they share
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, most))


def _end_with_parent() -> None:
    """Wait until the parent is gone, and end the process, however busy it is."""
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
    os._exit(0)
