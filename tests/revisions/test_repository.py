"""What a name means in a repository; what can't be had is said with the command that gets it."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

import pytest

from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.revisions.repository import Repository
from tests.revisions.repo import NOBODY, Repo, made


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Three commits on ``main``, one on ``side`` from the first of them, and one apart from all."""
    repo = made(tmp_path_factory.mktemp("made") / "top")
    repo.commit({"x": "1"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit({"y": "1"})
    repo.git("checkout", "-q", "main")
    repo.commit({"x": "2"})
    repo.git("tag", "-m", "t", "tagged")
    repo.commit({"x": "3"})
    repo.git("checkout", "-q", "--orphan", "apart")
    repo.commit({"x": "4"})
    repo.git("checkout", "-q", "main")
    return repo


def said(folder: Path, name: str, other: str = "") -> str:
    """The commit of a name, or of what two have in common; or why there is none."""
    try:
        with Repository.around(folder) as repository:
            found = repository.revision(name)
            return (repository.merge_base(found, repository.revision(other)) if other else found).commit
    except RevisionError as error:
        return str(error).replace(str(folder), "HERE")


@pytest.mark.parametrize("name", ["HEAD", "main", "side", "tagged", "main~1", "HEAD^"])
def test_names(repo: Repo, name: str) -> None:
    assert said(repo.top, name) == repo.git("rev-parse", f"{name}^{{commit}}")


def test_what_two_have_in_common(repo: Repo) -> None:
    assert said(repo.top, "main", "side") == repo.git("rev-parse", "main~2")
    assert said(repo.top, "main", "apart") == (
        "main...apart: the two have no commit in common; name both with a blank in the place of the dots"
    )


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere", "the repository has no such revision; `git log --all --oneline` lists what it has"),
        ("HEAD:x", "the repository has no such revision; `git log --all --oneline` lists what it has"),
        ("main..side", "the repository has no such revision; `git log --all --oneline` lists what it has"),
        ("--output=x", 'expected the name of a revision, got "--output=x"'),
        ("main\\nside", 'expected the name of a revision, got "main\\nside"'),
    ],
)
def test_names_of_nothing(repo: Repo, name: str, why: str) -> None:
    assert said(repo.top, name.replace("\\n", "\n")) == f"{name}: {why}"
    assert not (repo.top / "x.txt").exists()


def test_a_clone_that_is_shallow(repo: Repo, tmp_path: Path) -> None:
    """Each command, followed, lets the name mean something."""
    repo.git("clone", "-q", "--depth=1", f"file://{repo.top}", str(tmp_path / "c"))
    clone = Repo(tmp_path / "c")
    why = "this clone is shallow and has no such revision"
    first, deeper = repo.git("rev-parse", "main~2"), "brings more of its history, `git fetch --unshallow` all"

    def fetch(*more: str) -> str:
        return clone.git("fetch", "-q", *more)

    assert said(clone.top, "side") == (
        f"side: {why}; `git fetch --depth=1 origin side:side` brings it, if it is a branch of origin, "
        "`git fetch --depth=1 origin tag side` if it is a tag"
    )
    assert said(clone.top, "side~1").startswith(
        "side~1: this clone is shallow and has no revision side; `git fetch --depth=1 origin side:side`"
    )
    fetch("--depth=1", "origin", "side:side")
    fetch("--depth=1", "origin", "tag", "tagged")
    assert [said(clone.top, name) for name in ("side", "tagged")] == [
        repo.git("rev-parse", "side"),
        repo.git("rev-parse", "main~1"),
    ]
    there = "side:refs/remotes/origin/side"
    assert said(clone.top, "origin/side") == (
        f"origin/side: {why}; `git fetch --depth=1 origin {there}` brings it, if origin has it"
    )
    fetch("--depth=1", "origin", there)
    assert said(clone.top, "origin/side") == repo.git("rev-parse", "side")
    assert said(clone.top, first) == (
        f"{first}: {why}; `git fetch --depth=1 origin {first}` brings it, if origin has it"
    )
    assert said(clone.top, "main~2") == f"main~2: {why}; `git fetch --deepen=100` {deeper}"
    assert said(clone.top, first[:9]) == f"{first[:9]}: {why}; `git fetch --deepen=100` {deeper}"
    assert said(clone.top, "main", "origin/side") == (
        "main...origin/side: this clone is shallow, and ends before the two meet; "
        "`git fetch --deepen=100` brings more of both, `git fetch --unshallow` all"
    )
    fetch("--deepen=100")
    assert said(clone.top, "main", "origin/side") == said(clone.top, "main~2") == first
    assert said(clone.top, "x (y").startswith("x (y: the repository has no such revision; `git log")


def test_a_branch_of_the_remote(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "-q", str(repo.top), str(tmp_path / "c"))

    assert said(tmp_path / "c", "side") == (
        "side: this clone has no such revision; that of origin is called origin/side"
    )


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert said(tmp_path, "HEAD") == (
        "HERE: no git repository; compare two folders, or call it in a clone of the repository"
    )
    made(tmp_path / "new")
    assert said(tmp_path / "new", "HEAD") == (
        "HEAD: the repository has no commit yet; commit something first, or compare two folders"
    )


def test_a_bare_repository_has_revisions(repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "-q", "--bare", str(repo.top), str(tmp_path / "bare"))

    with Repository.around(tmp_path / "bare") as repository:
        assert repository.top is None
        assert repository.revision("main").commit == repo.git("rev-parse", "main")
        assert repository.listed(repository.revision("main"), "").ids.keys() == {"x"}


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to another user")
def test_a_repository_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of it is named, wherever the results are: of a part, git trusts nothing."""
    repo = made(tmp_path / "top's")
    repo.commit({"r/x": "1"})
    for path in (repo.top, repo.top / ".git"):
        os.chown(path, 12345, 12345)
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)

    cure = f"`git config --global --add safe.directory {quote(os.path.realpath(repo.top))}`"
    assert said(repo.top / "r", "HEAD") == (
        f"HERE: its repository belongs to another user; {cure} says that you trust it"
    )


def test_no_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert said(repo.top, "HEAD") == (
        "git can't be started: no such program was found; install git, or compare two folders"
    )


def test_a_hook_and_a_habit_decide_about_nothing(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = made(tmp_path / "other")
    other.commit({"z": "1"})
    for name, value in {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_INDEX_FILE": str(tmp_path / "none"),
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_TRACE": str(tmp_path / "trace"),
        "LC_ALL": "de_DE.UTF-8",
        # what trusts a folder still does
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "GIT_CONFIG_KEY_1": "diff.noprefix",
        "GIT_CONFIG_VALUE_1": "true",
    }.items():
        monkeypatch.setenv(name, value)
    with Repository.around(repo.top) as repository:
        revision = repository.revision("main~1")
        assert repository.top == Path(os.path.realpath(repo.top))
        assert repository.moved_since(revision, "").changed == {"x"}
    assert not (tmp_path / "trace").exists()
