"""Names that hide a file or a folder: with a dot in front, and what programs lay beside open files."""

from __future__ import annotations

_SHOWN = frozenset({".asv", ".benchmarks", ".eval_results"})
"""Hidden folders with results: those of asv, of pytest-benchmark, and of a model for Hugging Face."""
_ONLY = {".asv": "results"}
"""Of such a folder the only one that is entered: beside it lie environments and a site."""

_LOCKS = "~$"
"""The start of the names of files that an office program lays beside those it has open."""


def hides(name: str, folder: str, *, is_folder: bool) -> bool:
    """Whether what is called `name` is hidden in a folder of that name."""
    if name != _ONLY.get(folder, name):
        return True
    return name.startswith((".", _LOCKS)) and not (is_folder and name in _SHOWN)


def is_hidden(path: str) -> bool:
    """Whether a name on the way to a file hides it."""
    *folders, name = path.split("/")
    above = ["", *folders]
    return hides(name, above[-1], is_folder=False) or any(
        hides(one, above[at], is_folder=True) for at, one in enumerate(folders)
    )
