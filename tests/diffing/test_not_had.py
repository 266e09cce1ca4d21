"""What of a state can't be had is said, and is neither new nor gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.revisions.git import RevisionError
from tests.revisions.repo import Repo, made

A = "a: {m: 1.0}\n"
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'ab' * 32}\nsize 3\n"
LFS = "expected a readable file, got none: Git LFS keeps it elsewhere"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return made(tmp_path / "top")


def found(repo: Repo, *names: str) -> GalleryComparison:
    return compare(StateNames(*names), SiteFolders(repo.top / "r"), Wish(Options()))


def said(comparison: GalleryComparison) -> list[str]:
    files = (
        f"{one.path}: {one.status}"
        + "".join(f", {side.side}: {problem.message}" for side in one.broken for problem in side.problems)
        for one in comparison.experiments
    )
    return [*files, *(f"{one.severity}: {one}" for one in comparison.problems)]


def test_a_file_that_is_kept_elsewhere(repo: Repo) -> None:
    repo.commit({"r/a.yaml": POINTER, "r/gone.yaml": POINTER})
    repo.commit({"r/a.yaml": A, "r/gone.yaml": None})

    assert said(found(repo, "HEAD~1", "HEAD")) == [
        f"a.yaml: broken, base: {LFS}",
        f"warning: gone.yaml: HEAD~1: {LFS}; `git lfs fetch --all` brings it",
    ]
    assert said(found(repo, "HEAD", "HEAD~1"))[0] == f"a.yaml: broken, head: {LFS}"


def test_a_name_that_can_not_be_shown(repo: Repo) -> None:
    unshown = "expected a file name that can be shown, got one with the control character U+0009"
    repo.commit({"r/a.yaml": A, "r/\t.yaml": A})
    repo.commit({"r/a.yaml": A + "b: {m: 2}\n"})

    assert said(found(repo, "HEAD~1", "HEAD")) == ["a.yaml: changed"]
    repo.write({"r/\t.yaml": A.replace("1", "2")})
    assert said(found(repo)) == [f"error: \\t.yaml: {unshown}"]
    repo.write({"r/\t.yaml": None})
    assert said(found(repo)) == [f"warning: \\t.yaml: HEAD: {unshown}"]


def test_a_tree_that_leads_elsewhere(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"r/a.yaml": A})
    blob = repo.git("hash-object", "-w", "--stdin", stdin="b: {n: 2}\n")
    names = (f"/{tmp_path}/x.yaml", "../../x.yaml", "b//c.yaml", "ok.yaml")
    (repo.top / "tree").write_bytes(
        b"".join(f"100644 {name}\0".encode() + bytes.fromhex(blob) for name in names)
    )
    tree = repo.git("hash-object", "-t", "tree", "-w", "--literally", "tree")
    commit = repo.git("commit-tree", "-m", "c", repo.git("mktree", stdin=f"040000 tree {tree}\tr\n"))

    for pair, status in ((("HEAD", commit), "added"), ((commit, "HEAD"), "removed")):
        assert f"ok.yaml: {status}" in said(found(repo, *pair))
    assert not [*tmp_path.rglob("x.yaml")]


def test_a_file_that_is_named_and_holds_no_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("a.yaml").write_text(A)
    Path("words.bin").write_text("words")
    os.mkfifo("pipe")
    here = Repo(tmp_path)

    for names in (("a.yaml", "words.bin"), ("words.bin", "a.yaml")):
        with pytest.raises(RevisionError, match=r"words\.bin: expected a"):
            found(here, *names)
    with pytest.raises(
        RevisionError, match=r"^pipe: expected a results file, got none; expected a file, got"
    ):
        found(here, "a.yaml", "pipe")
    with pytest.raises(RevisionError, match=r"^nix: no such file or folder, and .*: no git repository; "):
        found(here, "a.yaml", "nix")
