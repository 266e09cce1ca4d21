"""The command says what has changed, and ends as it is asked to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from mkdocs_results_gallery.cli.__main__ import main
from mkdocs_results_gallery.diffing.reports.diffschema import diff_schema
from tests.revisions.repo import Repo, made

SITE = "site_name: T\nplugins:\n- results-gallery: {results_dir: data, exclude: [drafts/**]}\n"
A = "metrics: {m: {higher_is_better: true}}\nresults:\n  a: {m: 1.0}\n  b: {m: 2.0}\n"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """One number is better, then the other is worse, then a row is gone; the tree is broken."""
    repo = made(tmp_path_factory.mktemp("made") / "top")
    repo.commit({"mkdocs.yml": SITE, "data/a.yaml": A, "data/drafts/x.yaml": A, "sub/x": ""})
    repo.commit({"data/a.yaml": A.replace("2.0", "2.5"), "data/drafts/x.yaml": None})
    repo.commit({"data/a.yaml": A.replace("1.0", "0.5").replace("2.0", "2.5")})
    repo.commit({"data/a.yaml": A.partition("  b")[0].replace("1.0", "0.5")})
    repo.write({"data/a.yaml": A.replace("2.0", "two")})
    return repo


@pytest.fixture
def diff(repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Diff:
    monkeypatch.chdir(repo.top / "sub")
    return Diff(capsys)


class Diff:
    """Calls the command; gives its exit code, what it says, and what goes to standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main(["diff", *arguments])
        said = self._capsys.readouterr()
        return code, said.out, said.err


def test_json_alone(diff: Diff) -> None:
    code, out, err = diff("HEAD~3", "HEAD~1", "--format", "json")

    told = json.loads(out)
    jsonschema.validate(told, diff_schema())
    assert (code, err) == (0, "")
    assert (told["base"], told["head"]) == ("HEAD~3", "HEAD~1")
    (one,) = told["experiments"]
    (table,) = one["tables"]
    assert (one["path"], one["renamed_from"], one["status"]) == ("a.yaml", None, "changed")
    assert table["rows"] == {"added": [], "removed": [], "renamed": []}
    assert {name: count for name, count in table["cells"].items() if count} == {
        "changed": 2,
        "better": 1,
        "worse": 1,
    }
    kept = ("row", "metric", "base", "head", "delta", "verdict")
    assert [[change[name] for name in kept] for change in table["changes"]] == [
        ["a", "m", "1.0", "0.5", "-0.5", "worse"],
        ["b", "m", "2.0", "2.5", "0.5", "better"],
    ]


@pytest.mark.parametrize(
    ("names", "fails"),
    [
        (("HEAD", "HEAD"), set()),
        (("HEAD~3", "HEAD~2"), {"any"}),
        (("HEAD~2", "HEAD~1"), {"worse", "any"}),
        (("HEAD~1", "HEAD"), {"removed", "any"}),
        (("HEAD",), {"worse", "removed", "claims", "any"}),
    ],
)
def test_what_it_fails_on(diff: Diff, names: tuple[str, ...], fails: set[str]) -> None:
    kinds = ("worse", "removed", "claims", "any")
    assert {kind for kind in kinds if diff(*names, "--fail-on", kind)[0]} == fails
    assert diff(*names)[0] == 0


def test_what_is_left_out_fails_nothing(diff: Diff) -> None:
    assert diff("HEAD~2", "HEAD~1", "--fail-on", "worse", "--ignore", "m*")[0] == 0
    assert diff("HEAD~2", "HEAD~1", "--fail-on", "removed", "--fail-on", "worse")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nix"], "nix: the repository has no such revision; `git log --all --oneline` lists what it has"),
        (["a", "b", "c"], "expected a base and a head at most, got 3 names"),
        (["--config", "nix.yml"], "nix.yml: expected a readable file, got: No such file or directory"),
        (["--config", "x"], "x: expected the plugin results-gallery under plugins, got nothing of it"),
        (["HEAD...", "HEAD"], "expected two names or HEAD..., got both"),
        ([""], 'expected the name of a revision, a folder or a file, got ""'),
        (["--docs", "nix"], "--docs nix: no such folder"),
        (
            ["../data"],
            "../data: expected another state, got what it is compared with; name a revision such as HEAD",
        ),
    ],
)
def test_a_call_that_is_wrong(diff: Diff, arguments: list[str], line: str) -> None:
    assert diff(*arguments) == (2, "", f"results-gallery: {line}\n")


def test_projects(repo: Repo, diff: Diff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(repo.top, tmp_path / "site", ignore=shutil.ignore_patterns(".git"))
    for place in ("plain/results/a.yaml", "bare/a.yaml", "named/a.yaml"):
        Path(place).parent.mkdir(parents=True)
        Path(place).write_text(A)
    Path("named/_gallery.yaml").touch()
    Path("named/results").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    nothing = (0, "Nothing has changed.\n", "")
    for pair in (("plain", "bare"), ("bare", "named"), ("./plain/results/a.yaml", "bare/a.yaml")):
        assert diff(*pair) == nothing
    assert "a.yaml" in diff("plain", "site")[1]


def test_paths_behind_dashes(repo: Repo, diff: Diff) -> None:
    assert "a.yaml" in diff("HEAD~3", "HEAD", "--", "../data/a.yaml")[1]
    for path in ("*.yaml", "..", "a.yaml"):  # a folder above the results has all of them
        assert "a.yaml" in diff("HEAD~3", "HEAD", "--", path)[1]
    nothing = "Nothing has changed.\n"
    assert diff("HEAD~3", "HEAD", "--", "b*.yaml", "../mkdocs.yml") == (0, nothing, "")
    assert diff("HEAD~3", "HEAD", "--fail-on", "any", "--", "../data/b.yaml") == (
        0,
        nothing,
        "../data/b.yaml: nothing here has this name, nor what differs\n",
    )


def test_results_that_were_elsewhere(
    repo: Repo, tmp_path: Path, diff: Diff, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = made(tmp_path / "moved")
    moved.commit({"mkdocs.yml": SITE, "data/a.yaml": A})
    moved.git("mv", "data", "tables")
    moved.commit({"mkdocs.yml": SITE.replace("data", "tables"), "tables/b.yaml": A})
    monkeypatch.chdir(moved.top)

    told = json.loads(diff("HEAD~1", "--format", "json")[1])

    assert [(one["path"], one["status"]) for one in told["experiments"]] == [("b.yaml", "added")]
    code, out, err = diff("--results", "nowhere")
    assert (code, out) == (2, "")
    assert err == (
        "results-gallery: nowhere: neither state has this results folder; --results names another one\n"
    )


def test_a_bare_repository(repo: Repo, tmp_path: Path, diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.git("clone", "-q", "--bare", str(repo.top), str(tmp_path / "bare"))
    monkeypatch.chdir(tmp_path / "bare")

    assert diff("HEAD~3", "HEAD~2")[1].startswith("1 cell better")
    assert diff("HEAD~3") == (
        2,
        "",
        "results-gallery: this repository has no working tree; name two revisions: BASE HEAD\n",
    )


def test_two_galleries(tmp_path: Path, diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    two = "plugins:\n- results-gallery: {results_dir: one, path: first}\n"
    two += "- results-gallery: {results_dir: two}\n"
    site = made(tmp_path)
    names = {"a": "first/a", "b": "gallery/b", "c": "b"}
    page = "".join(f"[{words}](results:{name}?metric=m&best=b)\n" for words, name in names.items())
    site.commit({"mkdocs.yml": two, "one/a.yaml": A, "two/b.yaml": A, "docs/p.md": page, "one/c.yaml": A})
    site.write(
        {"one/a.yaml": A.replace("1.0", "3"), "two/b.yaml": A.replace("1.0", "3"), "docs/p.md": f"x {page}"}
    )
    site.write({"one/c.yaml": A + "x"})

    told = json.loads(diff("--format", "json")[1])

    assert [one["path"] for one in told["experiments"]] == ["one/a.yaml", "one/c.yaml", "two/b.yaml"]
    assert [(one["path"], one["text"], one["head"]) for one in told["claims"]] == [
        ("p.md", "a", "contradicted"),
        ("p.md", "b", "contradicted"),
        ("p.md", "c", "contradicted"),
    ]
    alone = json.loads(diff("--format", "json", "--results", "two")[1])
    assert [one["path"] for one in alone["experiments"]] == ["b.yaml"]
    why = "the site has 2 galleries; --results one compares one of them"
    assert diff("./one", "./two") == (2, "", f"results-gallery: {tmp_path / 'one'}: {why}\n")
    shutil.copytree(tmp_path, tmp_path / "old", ignore=shutil.ignore_patterns(".git", "old"))
    site.write({"two/b.yaml": A})
    assert [one["path"] for one in json.loads(diff("./old", "--format", "json")[1])["experiments"]] == [
        "two/b.yaml"
    ]
