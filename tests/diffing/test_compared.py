"""Two states of a site: which files are read, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import anew
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.revisions.git import RevisionError
from tests.revisions.repo import Repo, made

A = "metrics: {m: {higher_is_better: true}}\nresults:\n  a: {m: 1.0, n: 5}\n  b: {m: 2.0, n: 6}\n"
ROWS = "".join(f"row{number}: {{m: {number}, n: 1}}\n" for number in range(9))
BAD = "a: {m: 1, n: 2}\nb: {m: 1..0, n: 2}\n"
CLAIM = "{text: t, metric: m, every: {below: {experiment: ../apart/other}}}"
NAMING = f"claims: [{CLAIM}]\nresults: {{a: {{m: 1}}}}\n"

FIRST = {
    "results/edited.yaml": A,
    "results/rewritten.yaml": A,
    "results/same.yaml": A,
    "results/gone.yaml": A,
    "results/moved.yaml": ROWS,
    "results/mended.yaml": BAD,
    "results/broken.yaml": A,
    "results/always.yaml": BAD,
    "results/notes.yaml": "just: words\n",
    "results/beside.csv": "row,m\na,1\n",
    "results/beside.csv.yaml": "title: One\n",
    "results/below/_gallery.yaml": "# nothing\n",
    "results/below/x.yaml": "a: {m: 1}\n",
    "results/below/deep/y.csv": "row,k\na,1\n",
    "results/apart/naming.yaml": NAMING,
    "results/apart/other.yaml": "a: {m: 2}\n",
    "results/apart/untouched.yaml": "a: {m: 2}\n",
    "results/other.yaml": "a: {m: 2}\n",
    "results/runs/one/metrics.json": '{"accuracy": 0.5, "loss": 1}\n',
    "results/runs/two/metrics.json": '{"accuracy": 0.6, "loss": 2}\n',
    "results/sets/_gallery.yaml": 'collect: {pattern: "{name}.json", title: All}\n',
    "results/sets/x.json": '{"acc": 1}\n',
    "results/sets/y.json": '{"acc": 2}\n',
}
SECOND = {
    "results/edited.yaml": A.replace("1.0", "1.5"),
    "results/rewritten.yaml": A.replace("1.0", "1.00") + "# a comment\n",
    "results/gone.yaml": None,
    "results/moved.yaml": None,
    "results/below/moved.yaml": ROWS + "more: {m: 1, n: 2}\n",
    "results/mended.yaml": A,
    "results/broken.yaml": BAD,
    "results/always.yaml": BAD + "# still\n",
    "results/beside.csv.yaml": "title: Two\n",
    "results/below/_gallery.yaml": "metrics: {m: {unit: s}}\n",
    "results/runs/two/metrics.json": '{"accuracy": 0.7, "loss": 2}\n',
    "results/sets/y.json": '{"acc": 3}\n',
}
THIRD = {"results/new.yaml": A, "results/edited.yaml": A, "results/ignored.log.yaml": A}


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = made(tmp_path_factory.mktemp("made") / "top")
    repo.commit({"README.md": "no results yet"})
    repo.commit({".gitignore": "*.log.yaml\n", **FIRST})
    repo.commit(SECOND)
    repo.write(THIRD)
    return repo


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed."""
    paths: list[str] = []
    parse = anew.parse

    def noted(unread: Unread, *more: object) -> Read:
        paths.append(unread.path)
        return parse(unread, *more)

    monkeypatch.setattr(anew, "parse", noted)
    return paths


def found(repo: Repo, *names: str, **options: object) -> GalleryComparison:
    wish = Wish(Options(**options))
    return compare(StateNames(*names), SiteFolders(repo.top / "results"), wish)


def said(comparison: GalleryComparison) -> list[str]:
    return [*_said(comparison)]


def _said(comparison: GalleryComparison) -> Iterator[str]:
    for one in comparison.experiments:
        before = f" (was {one.renamed_from})" if one.renamed_from else ""
        sides = "".join(f" {side.side}:{side.problems[0].line}" for side in one.broken)
        words = "".join(f", {restated.words}" for table in one.tables for restated in table.metadata)
        words += "".join(f", {restated.words}" for restated in one.metadata)
        yield f"{one.path}{before}: {one.status}{sides} {one.cells.changed}{words}"
    yield from (str(problem) for problem in comparison.problems)


def test_two_commits(repo: Repo, parsed: list[str]) -> None:
    comparison = found(repo, "HEAD~1", "HEAD")

    assert (comparison.base, comparison.head) == ("HEAD~1", "HEAD")
    assert said(comparison) == [
        "always.yaml: broken base:2 head:2 0",
        "beside.csv: changed 0, title",
        "broken.yaml: broken head:2 0",
        "edited.yaml: changed 1",
        "gone.yaml: removed 0",
        "mended.yaml: broken base:2 0",
        "rewritten.yaml: unchanged 0",
        "sets: changed 1",
        "below/moved.yaml (was moved.yaml): changed 0, metric m: unit",
        "below/x.yaml: changed 0, metric m: unit",
        "runs/metrics.json: changed 1",
    ]
    # what is the same in both is parsed once, what nobody asks for never
    assert sorted(parsed) == sorted(
        [
            *("always.yaml", "edited.yaml", "mended.yaml", "broken.yaml", "rewritten.yaml", "beside.csv") * 2,
            *("gone.yaml", "moved.yaml", "below/moved.yaml", "apart/naming.yaml", "apart/other.yaml"),
            *("below/x.yaml", "below/deep/y.csv", "runs/metrics.json", "sets") * 2,
            # alone, before it is known that they are rows of one table
            *("runs/one/metrics.json", *("runs/two/metrics.json",) * 4),
        ]
    )


def test_the_working_tree(repo: Repo) -> None:
    comparison = found(repo)

    assert (comparison.base, comparison.head) == ("HEAD", "working tree")
    assert said(comparison) == ["edited.yaml: changed 1", "new.yaml: added 0"]
    assert said(found(repo, "HEAD")) == said(comparison)
    assert "edited.yaml: changed 1" not in said(found(repo, "HEAD~1"))


def test_options_of_the_site(repo: Repo) -> None:
    only = found(repo, "HEAD~1", "HEAD", include=("edited.yaml",), exclude=("sets/**",))
    assert said(only) == ["edited.yaml: changed 1"]


def test_no_results_yet(repo: Repo) -> None:
    comparison = found(repo, "HEAD~2", "HEAD")

    assert {one.status for one in comparison.experiments} == {"added", "broken"}
    assert len(comparison.experiments) == 16
    assert said(comparison)[-1] == '.: expected a results folder, got none in "HEAD~2"'


def test_from_where_two_parted(repo: Repo) -> None:
    repo.git("branch", "-f", "older", "HEAD~1")

    comparison = found(repo, "HEAD...older")

    assert (comparison.base, comparison.head) == ("merge base of HEAD and older", "older")
    assert said(comparison) == []
    assert said(found(repo, "HEAD~1..HEAD")) == said(found(repo, "HEAD~1", "HEAD"))
    # without an end, the working tree has gone on from there
    assert said(found(repo, "older...")) == said(found(repo, "older"))


def test_folders(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    other = A.replace(", n: 6", "")
    files = {"a/x.yaml": A, "a/old.yaml": ROWS, "b/x.yaml": other, "b/new.yaml": ROWS}
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    elsewhere = Repo(tmp_path)

    assert said(found(elsewhere, "a", "./b")) == ["new.yaml (was old.yaml): unchanged 0", "x.yaml: changed 0"]
    assert said(found(elsewhere, "a/x.yaml", "b/x.yaml")) == ["x.yaml: changed 0"]
    (one,) = said(found(elsewhere, "a/old.yaml", "b/x.yaml"))
    assert one == "x.yaml (was old.yaml): changed 0, metric m: higher_is_better"
    assert "old.yaml: added 0" in said(found(repo, "HEAD", "./a"))
    with pytest.raises(RevisionError, match=r"^\./c: no such file or folder$"):
        found(elsewhere, "./c", "./b")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    repo = made(tmp_path / "top")
    repo.commit({"results/a.yaml": A, "results/linked.yaml": A, "results/kept.yaml": A, "results/pic": "x"})
    inner = made(repo.top / "results/inner")
    inner.commit({"x.yaml": A})
    inner.git("checkout", "-q", "-b", "other")
    for name in ("linked.yaml", "pic"):
        (repo.top / "results" / name).unlink()
        (repo.top / "results" / name).symlink_to("a.yaml")
    repo.git("-c", "advice.addEmbeddedRepo=false", "add", "-A")
    repo.commit({"results/no\nname.yaml": A, "results/_gallery.yaml": "metrics: 3\n"})

    assert said(found(repo, "HEAD~1", "HEAD")) == [
        "linked.yaml: broken head:0 0",
        "inner: HEAD: expected a file, got a submodule, which is another repository",
        '_gallery.yaml:1:10: metrics: expected a mapping from names, got "3"',
        "no\\nname.yaml: expected a file name that can be shown, got one with the control character U+000A",
    ]
    # what can't be compared is told again where it differs, though nothing about that is new
    inner.commit({"x.yaml": A + "# more\n"})
    repo.write({"results/no\nname.yaml": A + "# more\n"})
    assert said(found(repo))[1:] == [
        "no\\nname.yaml: expected a file name that can be shown, got one with the control character U+000A"
    ]
    assert said(found(repo))[:1] == ["inner: expected a file, got a submodule, which is another repository"]


def test_a_table_of_many_files_may_name_another(tmp_path: Path, parsed: list[str]) -> None:
    repo = made(tmp_path / "top")
    claim = "claims: [{text: t, metric: acc, every: {above: {experiment: a, metric: m}}}]"
    repo.commit(
        {
            "results/a.yaml": "x: {m: 0.5}\n",
            "results/sets/_gallery.yaml": f'collect:\n  pattern: "{{name}}.json"\n  {claim}\n',
            "results/sets/x.json": '{"acc": 1}',
            "results/plain/_gallery.yaml": "description: 'experiment: none'\n",
            "results/plain/b.yaml": A,
        }
    )
    repo.write({"results/a.yaml": "x: {m: 2}\n"})

    comparison = found(repo)

    assert [(one.path, one.line, one.base, one.head) for one in comparison.claims] == [
        ("sets/_gallery.yaml", 3, "holds", "contradicted")
    ]
    assert "plain/b.yaml" not in parsed


def test_a_file_that_may_have_another_name(tmp_path: Path) -> None:
    repo = made(tmp_path / "top")
    repo.commit({"results/a.yaml": A})
    repo.write({"results/a.yaml": None, "results/b.json": '{"a": {"m": 1, "n": 5}, "b": {"m": 2, "n": 6}}'})

    comparison = found(repo)

    assert said(comparison) == ["a.yaml: removed 0", "b.json: added 0"]
    assert comparison.renamed == (("a.yaml", "b.json"),)
