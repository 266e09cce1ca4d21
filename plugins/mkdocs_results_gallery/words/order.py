"""The order of names and paths, as people count: ``step3000`` before ``step103000``.

The scripts of the pages have the same in natural.js.
"""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"[0-9]+")


def natural(name: str) -> tuple[str, str]:
    """A key that puts names in order: numbers in them by size, letters without regard to case and accents.

    Names that are alike but for these follow their code points.
    """
    text = name.lower()
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text)
        text = "".join(char for char in apart if unicodedata.category(char)[0] != "M")
    return _NUMBER.sub(_by_size, text), name


def _by_size(number: re.Match[str]) -> str:
    """Digits behind how many there are: as texts, numbers are then in the order of their sizes."""
    digits = number[0].lstrip("0")
    return f"0{chr(len(digits))}{digits}"


def natural_path(path: str) -> tuple[list[tuple[str, str]], tuple[str, str]]:
    """A key that puts paths in order: the files of a folder together, before those of its sub-folders."""
    *folders, name = path.split("/")
    return [natural(folder) for folder in folders], natural(name)
