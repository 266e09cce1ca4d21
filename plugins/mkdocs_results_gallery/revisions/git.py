"""The one door to git: it runs as it would for nobody in particular, and never waits for an answer."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from mkdocs_results_gallery.errors import legible, shown_path

_ALWAYS = (
    "--no-pager",
    "--literal-pathspecs",
    "-c", "core.quotePath=false",
    "-c", "core.fsmonitor=false",  # which may be a program of the repository's
    "-c", "core.hooksPath=/dev/null",
)  # fmt: skip # an option and its value belong together

_KEPT = re.compile(
    r"GIT_(?:CONFIG_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|SSL_.*|SSH.*)"
)
"""What the environment may say to git: who is trusted, and where its parts are. Not which repository is
meant: a hook says that of its own."""

_SAID: Mapping[str, str] = {
    "GIT_OPTIONAL_LOCKS": "0",  # the index of the working tree is not refreshed
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "LANGUAGE": "",
}


class RevisionError(Exception):
    """A state of the results can't be had; one line says why, and with which command it can."""


class GitFailed(Exception):  # noqa: N818 - an answer that its caller words
    """Git has refused."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        """The first line of what it said, as it may stand in a message; ``""`` for nothing."""


@dataclass(frozen=True, slots=True)
class Git:
    """Runs git in one folder."""

    folder: Path

    def ask(self, *arguments: str, fine: Sequence[int] = (0,)) -> bytes:
        """Return the standard output of a command that ends with one of the codes that are `fine`.

        Raises GitFailed, and RevisionError where there is no git.
        """
        done = self._done(arguments)
        if done.returncode not in fine:
            raise GitFailed(done.returncode, _first_line(done.stderr))
        return done.stdout

    def ask_all(self, *arguments: str) -> tuple[bytes, GitFailed | None]:
        """Return what a command has said until it has failed, and why it has."""
        done = self._done(arguments)
        failed = GitFailed(done.returncode, _first_line(done.stderr)) if done.returncode else None
        return done.stdout, failed

    def _done(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        with _starting():
            return subprocess.run(  # noqa: S603 - a list, without a shell; names stand behind what ends options
                ["git", *_ALWAYS, *arguments],  # noqa: S607 - the user's git is wherever the user has it
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )

    def objects(self) -> Objects:
        """Start a process that is asked for objects."""
        with _starting():
            return Objects(
                subprocess.Popen(  # noqa: S603 - as above
                    ["git", *_ALWAYS, "cat-file", "--batch"],  # noqa: S607 - as above
                    cwd=self.folder,
                    env=_environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )


class Objects:
    """One ``git cat-file --batch``: what it has read of the packs serves all that it is asked for."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def get(self, name: str, most: int = 1 << 40) -> tuple[str, str, bytes] | None:
        """Return id, kind and the first `most` bytes of what `name` means; None where there is nothing.

        Raises RevisionError where git dies of it, or can't be asked.
        """
        if "\n" in name:  # git would take it for two names, and all later answers for those to others
            raise RevisionError(f"{shown_path(name)}: git can't be asked for a name with a line break")
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:  # they are pipes
            return None
        try:
            into.write(os.fsencode(f"{name}\n"))
            into.flush()
            answer = out.readline().split(b" ")
            if len(answer) != 3 or not answer[2][:-1].isdigit():
                if answer == [b""]:
                    raise RevisionError(
                        f"git has stopped at {shown_path(name)}; `git fsck` says what it finds wrong"
                    )
                return None
            size = int(answer[2])
            content = out.read(min(size, most))
            left = size - len(content) + 1
            while left and (chunk := out.read(min(left, 1 << 20))):
                left -= len(chunk)
        except OSError as error:
            raise RevisionError(f"git has stopped at {shown_path(name)}: {error.strerror}") from error
        return answer[0].decode(), answer[1].decode(), content

    def __enter__(self) -> Objects:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it has died, and what was still to be written is lost
                    pipe.close()
        self._process.wait()


@contextmanager
def _starting() -> Iterator[None]:
    """Say what it means where git can't be started."""
    try:
        yield
    except OSError as error:
        if error.filename not in (None, "git"):
            raise RevisionError(
                f"{shown_path(str(error.filename))}: {(error.strerror or 'it is not there').lower()}"
            ) from error
        why = "no such program was found" if isinstance(error, FileNotFoundError) else error.strerror
        message = f"git can't be started: {why}; install git, or compare two folders"
        raise RevisionError(message) from error


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _KEPT.fullmatch(name)
    }
    return {**kept, **_SAID}


def _first_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return legible(lines[0].removeprefix("fatal: ").removeprefix("error: ")) if lines else ""
