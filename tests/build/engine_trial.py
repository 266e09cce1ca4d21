"""One site by one crew, in a process of its own: its hash seed, and who works, must make no difference.

python -m tests.build.engine_trial RESULTS CACHE none|pool|threads|dask
"""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.executor import crew
from mkdocs_results_gallery.executor.dask import cluster
from mkdocs_results_gallery.options import Options


def threads() -> AbstractContextManager[Executor]:
    """An executor of the standard library, in the build's own process."""
    return ThreadPoolExecutor(2)


ENGINES = {
    "none": Options(workers=0),
    "pool": Options(workers=2),
    "threads": Options(workers=0, executor=threads),
    "dask": Options(workers=0, executor=cluster),
}


def digest(site: Site) -> str:
    """Of every byte that a host is given, and of every message."""
    whole = hashlib.sha256()
    for page in site.pages:
        whole.update(f"{page.uri}\0{page.html}\0".encode())
    for asset in site.assets:
        whole.update(f"{asset.uri}\0".encode() + asset.content)
    for problem in site.problems:
        whole.update(f"{problem}\0{problem.severity}\0".encode())
    return whole.hexdigest()


def always() -> None:
    """Let nothing be too little work for a crew."""
    crew.START_SECONDS = crew.CONNECTION_SECONDS = -1.0


if __name__ == "__main__":
    always()
    results, cache, engine = sys.argv[1:]
    site = build(Path(results), replace(ENGINES[engine], cache=Path(cache)))
    print(digest(site), site.counts.read, site.counts.made, *(str(one) for one in site.making))
