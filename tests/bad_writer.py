"""A process that fills a store until it is killed; alone, so that it starts without what tests import."""

from __future__ import annotations

from multiprocessing.synchronize import Event
from pathlib import Path

from mkdocs_results_gallery.store import FolderStore


def write_for_ever(folder: Path, begun: Event) -> None:
    store = FolderStore(folder)
    begun.set()
    while True:
        for digit in "0123456789abcdef":
            store.put(digit * 64, digit.encode() * 200_000)
