"""Why no revision has a name, with the command that brings it: followed, the name means something."""

from __future__ import annotations

import os
import re
from shlex import quote

from mkdocs_results_gallery.errors import legible, shown, shown_path
from mkdocs_results_gallery.revisions.git import Git

_STEPS = re.compile(r"[~^][0-9~^]*$")
"""Behind a name: so many commits before it."""
_ID = re.compile(r"[0-9a-f]{7,64}", re.IGNORECASE)
_WHOLE = (40, 64)
_LISTED = "the repository has no such revision; `git log --all --oneline` lists what it has"


def beginning(name: str) -> str:
    """What a name counts its steps from: ``main`` of ``main~3``."""
    return _STEPS.sub("", name)


def no_revision(git: Git, name: str, *, is_shallow: bool, begins_here: bool) -> str:
    """Say why there is none of this name. `begins_here`: there is what it counts its steps from."""
    if not name or name.startswith("-") or not name.isprintable():
        return f"expected the name of a revision, got {shown(name)}"
    if name in ("HEAD", "@"):
        return "the repository has no commit yet; commit something first, or compare two folders"
    remotes = os.fsdecode(git.ask("remote")).split()
    start = beginning(name)
    if not remotes or not re.fullmatch(r"[^\s~^:?*\[\\]+", start) or ".." in start or "@{" in start:
        return _LISTED
    clone = "this clone is shallow and" if is_shallow else "this clone"
    if begins_here or (_ID.fullmatch(start) and len(start) not in _WHOLE):
        # a commit that nobody but its history can name
        deeper = "`git fetch --deepen=100` brings more of its history, `git fetch --unshallow` all"
        return f"{clone} has no such revision; {deeper}" if is_shallow else _LISTED
    what = "no such revision" if start == name else f"no revision {shown_path(start)}"
    return f"{clone} has {what}; {_fetched(git, start, remotes, ' --depth=1' * is_shallow)}"


def _fetched(git: Git, name: str, remotes: list[str], depth: str) -> str:
    """The command that brings what a remote calls `name`."""
    remote, _, branch = name.partition("/")
    if remote in remotes and branch:
        there = f"{branch}:refs/remotes/{name}"
        return f"{_command(depth, remote, there)} brings it, if {shown_path(remote)} has it"
    for remote in remotes:
        found = os.fsdecode(git.ask("for-each-ref", "--format=%(refname)", f"refs/remotes/{remote}/{name}"))
        if found:
            return f"that of {shown_path(remote)} is called {shown_path(f'{remote}/{name}')}"
    remote = remotes[0]
    if _ID.fullmatch(name):
        return f"{_command(depth, remote, name)} brings it, if {shown_path(remote)} has it"
    branch, tag = _command(depth, remote, f"{name}:{name}"), _command(depth, remote, "tag", name)
    return f"{branch} brings it, if it is a branch of {shown_path(remote)}, {tag} if it is a tag"


def _command(depth: str, *words: str) -> str:
    return legible(f"`git fetch{depth} {' '.join(map(quote, words))}`")
