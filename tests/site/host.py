"""A site on disk, built by a real MkDocs in a process of its own."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.forks import FORKS

CONFIG = """\
site_name: Tiny
site_url: ""
theme: {theme}
nav: [index.md, gallery/index.md]
plugins:
  - search
  - results-gallery
"""


@dataclass(frozen=True)
class Built:
    """What one build left."""

    site: Path
    code: int
    log: str

    def page(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    @property
    def warnings(self) -> list[str]:
        """The messages that ``--strict`` counts, without their level."""
        return [line.split("-  ", 1)[-1] for line in self.log.splitlines() if line.startswith("WARNING")]


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Lays `files` (path: text) down below `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def tiny(folder: Path, results: Mapping[str, str], theme: str = "material", more: str = "") -> Path:
    """A project with one page of prose and the given results files."""
    write(folder, {"mkdocs.yml": CONFIG.format(theme=theme) + more, "docs/index.md": "# Home\n"})
    (folder / "results").mkdir(exist_ok=True)
    write(folder / "results", results)
    return folder


TIMEOUT = 600

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme says it at each import


def build(folder: Path, *arguments: str) -> Built:
    """Runs ``mkdocs build`` in `folder`, in a process of its own.

    The process is forked from one that has imported MkDocs, its theme and the plugin, as importing them takes
    longer than building a small site. `build_alone` starts from nothing.
    """
    with tempfile.NamedTemporaryFile() as log:
        process = FORKS.Process(target=_build_here, args=(folder, arguments, log.name, dict(os.environ)))
        process.start()
        process.join(TIMEOUT)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"mkdocs build took longer than {TIMEOUT} s")
        return Built(_site(folder, arguments), process.exitcode, log.read().decode())


def _build_here(folder: Path, arguments: Sequence[str], log: str, environment: dict[str, str]) -> None:
    import mkdocs.__main__

    # the process that this one is forked from may be older than what a test has set
    os.environ.clear()
    os.environ.update(environment)

    with Path(log).open("wb") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    os.chdir(folder)
    mkdocs.__main__.cli(["build", *arguments])


def build_alone(folder: Path, *arguments: str, **environment: str) -> Built:
    """Runs ``mkdocs build`` in `folder` as a shell does."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )
    return Built(_site(folder, arguments), done.returncode, done.stdout + done.stderr)


def _site(folder: Path, arguments: Sequence[str]) -> Path:
    for option, value in itertools.pairwise(arguments):
        if option in ("-d", "--site-dir"):
            return Path(value)
    return folder / "site"
