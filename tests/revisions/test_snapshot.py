"""What differs between two states of a folder, whoever keeps them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.revisions.excerpt import Excerpt
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.revisions.repository import NotHere, Repository
from mkdocs_results_gallery.revisions.snapshot import (
    CommittedFiles,
    Differing,
    FolderFiles,
    Needle,
    WorkingFiles,
    differing,
)
from tests.revisions.repo import Repo, made

TEN = "".join(f"row{n}: {{m: {n}}}\n" for n in range(10))
NEEDLE = Needle("w[o0]rd", re.compile(b"w[o0]rd"))
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 3\n"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Two commits, and a working tree that differs from the second."""
    repo = made(tmp_path_factory.mktemp("made") / "top")
    (repo.top / "link").symlink_to("elsewhere")
    repo.commit(
        {
            ".gitignore": "*.log\n",
            "word.txt": "word",
            "r/same.yaml": "word",
            "r/edited é.yaml": TEN,
            "r/moved.yaml": TEN + "a",
            "r/sub/gone.yaml": "x",
            "r/mode.yaml": "mode",
        }
    )
    repo.git("tag", "-m", "t", "first")
    repo.write({"r/edited é.yaml": TEN + "w0rd\n", "r/sub/gone.yaml": None, "r/[new]*.yaml": "new"})
    repo.git("mv", "r/moved.yaml", "r/sub/moved.yaml")
    (repo.top / "r/linked.yaml").symlink_to("same.yaml")
    (repo.top / "r/mode.yaml").chmod(0o755)
    repo.commit({"r/sub/moved.yaml": TEN + "b"})
    repo.git("mv", "r/mode.yaml", "r/renamed.yaml")
    repo.write(
        {"r/sub/moved.yaml": None, "r/plainly.yaml": TEN + "b", "r/new.log": "x", "r/new.yaml": "word"}
    )
    made(repo.top / "r/inner")
    repo.write({"r/inner/x.yaml": "x"})
    return repo


@pytest.fixture(scope="module")
def repository(repo: Repo) -> Iterator[Repository]:
    with Repository.around(repo.top / "r/not/there") as found:
        yield found


@pytest.fixture(scope="module")
def first(repository: Repository) -> CommittedFiles:
    return CommittedFiles(repository, repository.revision("first"), "r")


@pytest.fixture(scope="module")
def last(repository: Repository) -> CommittedFiles:
    return CommittedFiles(repository, repository.revision("HEAD"), "r")


def test_two_revisions(first: CommittedFiles, last: CommittedFiles) -> None:
    assert last.strange == {"linked.yaml": "a symbolic link, which is never followed"}
    assert differing(first, last) == Differing(
        frozenset(
            {"edited é.yaml", "moved.yaml", "sub/moved.yaml", "sub/gone.yaml", "[new]*.yaml", "linked.yaml"}
        ),
        {"sub/moved.yaml": "moved.yaml"},
    )


def test_the_working_tree(repo: Repo, last: CommittedFiles) -> None:
    work = WorkingFiles("here", repo.top / "r", last)

    assert work.strange == {
        "linked.yaml": "a symbolic link, which is never followed",
        "inner": "a submodule, which is another repository",
    }
    assert differing(last, work) == Differing(
        frozenset({"mode.yaml", "renamed.yaml", "sub/moved.yaml", "plainly.yaml", "new.yaml", "inner"}),
        {"renamed.yaml": "mode.yaml", "plainly.yaml": "sub/moved.yaml"},
    )
    assert work.content("new.yaml", 2) == b"wo"
    assert [work.content("same.yaml", most) for most in (2, 9, 3)] == [b"wo", b"word", b"wor"]
    assert repo.git("status", "--porcelain") != ""
    assert not (repo.top / ".git/index.lock").exists()


def test_a_folder_that_git_can_not_be_asked_for(last: CommittedFiles) -> None:
    odd = CommittedFiles(last.repository, last.revision, "r\nr")

    with pytest.raises(RevisionError, match=r"r\\nr: git can't be asked for a name with a line break$"):
        odd.paths  # noqa: B018 - it is looked up there

    assert CommittedFiles(last.repository, last.revision, "r/sub").paths == {"moved.yaml"}


def test_what_is_as_in_a_revision_is_read_from_there(repo: Repo, last: CommittedFiles) -> None:
    work = WorkingFiles("here", repo.top / "r", last)
    assert work.key("same.yaml") == last.key("same.yaml")
    (repo.top / "r/same.yaml").rename(repo.top / "aside")

    found = work.content("same.yaml", 9)

    (repo.top / "aside").rename(repo.top / "r/same.yaml")
    assert found == b"word"


def test_folders_on_disk(repo: Repo, last: CommittedFiles, tmp_path: Path) -> None:
    (tmp_path / "a/.git").mkdir(parents=True)
    (tmp_path / "a/same.yaml").write_bytes(b"word")
    (tmp_path / "a/deep").mkdir()
    (tmp_path / "a/deep/x").write_bytes(b"x")
    os.mkfifo(tmp_path / "a/pipe")
    deep, flat = FolderFiles("a", tmp_path / "a"), FolderFiles("a", tmp_path / "a", is_deep=False)
    gone = FolderFiles("b", tmp_path / "b")

    assert (deep.paths, flat.paths, gone.is_there) == ({"same.yaml", "deep/x"}, {"same.yaml"}, False)
    assert deep.strange == {"pipe": "a device, a socket or a pipe"}
    assert differing(deep, FolderFiles("", tmp_path / "a")) == Differing(frozenset(), {})
    assert differing(last, deep).paths == (last.paths - {"same.yaml"}) | {"deep/x", "pipe", "linked.yaml"}
    assert differing(last, deep).renamed == {}


def test_words_are_found_wherever_they_are(
    repo: Repo, repository: Repository, last: CommittedFiles, tmp_path: Path
) -> None:
    everything = CommittedFiles(repository, last.revision, "")

    assert {*last.holding(NEEDLE)} == {"same.yaml", "edited é.yaml"}
    assert {*everything.holding(NEEDLE)} == {"word.txt", "r/same.yaml", "r/edited é.yaml"}
    assert {*WorkingFiles("", repo.top / "r", last).holding(NEEDLE)} == {
        "same.yaml",
        "edited é.yaml",
        "new.yaml",
    }
    assert {*FolderFiles("", repo.top / "r").holding(NEEDLE)} == {"same.yaml", "edited é.yaml", "new.yaml"}


def test_a_side_holds_what_was_brought_and_nothing_else(last: CommittedFiles, tmp_path: Path) -> None:
    side = Excerpt(last, tmp_path, 3)
    side.bring(["same.yaml", "sub/moved.yaml", "never.yaml"])
    side.bring(["same.yaml", "linked.yaml"])

    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")} == {
        "same.yaml",
        "sub",
        "sub/moved.yaml",
    }
    assert (tmp_path / "sub/moved.yaml").read_bytes() == TEN.encode()[:4]
    message = "expected a file, got a symbolic link, which is never followed"
    assert side.problems == [Problem("linked.yaml", 0, 0, "HEAD", message)]


def test_a_tree_that_nobody_would_make(tmp_path: Path) -> None:
    repo = made(tmp_path / "top")
    blob = repo.git("hash-object", "-w", "--stdin", stdin="bad")
    pointer = POINTER % (b"ab" * 32)
    large = repo.git("hash-object", "-w", "--stdin", stdin=pointer.decode())
    near = repo.git("hash-object", "-w", "--stdin", stdin=(POINTER % (b"cd" * 32)).decode())
    entries = [
        (b"100644 ..", blob), (b"100644 .GIT", blob), (b"100644 a\\b", blob), (b"100644 b", "1" * 40),
        (b"100644 c", large), (b"100644 d", near), (b"100644 d/e", blob), (b"160000 s", blob),
    ]  # fmt: skip # a line of each would be long
    tree = repo.top / "tree"
    tree.write_bytes(b"".join(name + b"\0" + bytes.fromhex(number) for name, number in entries))
    number = repo.git("hash-object", "-t", "tree", "-w", "--literally", "tree")
    commit = repo.git("commit-tree", "-m", "c", number)
    here = repo.top / ".git/lfs/objects/cd/cd" / ("cd" * 32)
    here.parent.mkdir(parents=True)
    here.write_bytes(b"big")
    (tmp_path / "side").mkdir()

    with Repository.around(repo.top) as repository:
        files = CommittedFiles(repository, repository.revision(commit), "")
        side = Excerpt(files, tmp_path / "side", 1000)
        side.bring(files.paths | files.strange.keys())

    assert {path.name: path.read_bytes() for path in (tmp_path / "side").iterdir()} == {"d": b"big"}
    assert sorted((one.file, one.message, one.hint) for one in side.problems) == sorted(
        [
            *(
                (path, "expected a file, got one whose name leads elsewhere in some folder", "")
                for path in ("..", ".GIT", "a\\b")
            ),
            (
                "b",
                "expected a readable file, got none: git has lost it",
                "`git fetch` may bring it, `git fsck` says what is missing",
            ),
            (
                "c",
                "expected a readable file, got none: Git LFS keeps it elsewhere",
                "`git lfs fetch --all` brings it",
            ),
            ("d/e", "expected a file that can be written beside the others, got: Not a directory", ""),
            ("s", "expected a file, got a submodule, which is another repository", ""),
        ]
    )


def test_a_file_that_is_gone_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    files = FolderFiles("", tmp_path)
    assert files.paths == {"x"}
    (tmp_path / "x").unlink()

    with pytest.raises(NotHere, match="No such file"):
        files.content("x", 1)
    assert files.key("x") != ""
