"""A site, built by MkDocs in a process of its own: as on the command line, whatever its plugins do."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

COMPARE_TO, PREVIEW = "RESULTS_COMPARE_TO", "RESULTS_PREVIEW"
"""The environment variables by which the plugin learns with what it is to compare, and what it shows."""

_BUILDERS = ("mkdocs", "properdocs")
"""Programs that build a site from an ``mkdocs.yml``; the first that is installed does."""
_LOG = 2
"""The descriptor of standard error."""


class NoBuilder(Exception):  # noqa: N818 - nothing has failed, something is missing
    """Nothing that builds a site is installed beside this command."""


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """A site to be built."""

    config: Path
    base: str
    """With what its results are compared, as the option `compare_to` names it."""
    revision: str
    """What is shown, for the banner."""

    def into(self, folder: Path) -> bool:
        """Build it, and say whether that has worked. What MkDocs says goes to standard error.

        Whatever is wrong with the results is told and not fatal: a page that shows what is broken is what
        a reviewer needs. Raises NoBuilder, and OSError.
        """
        program = next((one for one in _BUILDERS if find_spec(one)), None)
        if program is None:
            raise NoBuilder("no MkDocs is installed beside this command; `pip install mkdocs` brings it")
        settled = ("--config-file", str(self.config), "--site-dir", str(folder))
        done = subprocess.run(  # noqa: S603 - a list, without a shell: our interpreter and its own module
            [sys.executable, "-m", program, "build", "--no-strict", "--no-directory-urls", *settled],
            cwd=self.config.parent,
            env={**os.environ, COMPARE_TO: self.base, PREVIEW: self.revision},
            stdin=subprocess.DEVNULL,
            stdout=_LOG,
            check=False,
        )
        return done.returncode == 0
