"""What mends a problem, as data: followed to the letter, the problem is gone and no new one came."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from mkdocs_results_gallery.errors import Insert, Problem, Replace, SetOption, as_said, left_out, lines_beside
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.tables.instead import instead
from tests.reading.conftest import read
from tests.reading.curing import cured, followed

FOLDER = Path(__file__).parent


def cases() -> Iterator[Path]:
    for pattern in ("bad/*/*.yml", "neighbours/*.yml", "read/*.yml"):
        yield from sorted(FOLDER.glob(pattern))


@pytest.mark.parametrize("case", [*cases()], ids=lambda path: path.stem)
def test_each_cure_works(case: Path, tmp_path: Path) -> None:
    golden = yaml.safe_load(case.read_text(encoding="utf-8"))
    content = golden["text"].encode(golden.get("encoding", "utf-8"))
    place = tmp_path / golden["file"]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    (tmp_path / "more").mkdir()  # a gallery is more than one file
    (tmp_path / "more/good.yaml").write_text("a: {acc: 0.5}\n")
    before = [one for one in read_gallery(tmp_path, Options()).problems if one.file == golden["file"]]

    for problem in before:
        if problem.cure is None:
            continue
        after = cured(tmp_path, problem, Options())

        still = {one.file: one for one in after.problems if is_same(one, problem)}
        assert still == {}, f"{problem.cure} leaves it"
        known = {kind(one) for one in before}
        assert [str(one) for one in after.problems if one.counts and kind(one) not in known] == []
        place.write_bytes(content)
        for more in tmp_path.rglob("*"):
            if more.is_file() and more not in (place, tmp_path / "more/good.yaml"):
                more.unlink()


def is_same(one: Problem, other: Problem) -> bool:
    """Whether a problem is still there, on whatever line it is now."""
    return (one.file, one.place, one.message) == (other.file, other.place, other.message)


_DATA = re.compile(r'"(?:\\.|[^"])*"|\d+')


def kind(problem: Problem) -> str:
    """A problem's message without what it says of the one file."""
    return f"{problem.severity} {_DATA.sub('…', problem.message)}"


def test_a_cure_as_json_has_it() -> None:
    assert as_said(Replace(3, 5, "1,5", "1.5")) == {
        "kind": "replace",
        "line": 3,
        "column": 5,
        "old": "1,5",
        "new": "1.5",
    }
    assert as_said(lines_beside("a/x.csv", "row_key: id")) == {
        "kind": "insert",
        "file": "a/x.csv.yaml",
        "line": 0,
        "text": "row_key: id\n",
    }
    assert as_said(left_out("a.json")) == {"kind": "option", "name": "exclude", "value": ["a.json"]}


@pytest.mark.parametrize("path", ["a.json", "b/[x].yaml", "c*.csv", "d?.csv", "[!a].json"])
def test_a_file_is_left_out_and_no_other(path: str, tmp_path: Path) -> None:
    for name in ("a.json", "b/[x].yaml", "b/x.yaml", "c*.csv", "cc.csv", "d?.csv", "d1.csv", "[!a].json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"a": {"x": 1}}' if name[-1] != "v" else "model,x\na,1\n")
    before = {one.path for one in read_gallery(tmp_path, Options()).experiments}

    options = followed(tmp_path, path, left_out(path), Options(exclude=("none",)))

    assert options.exclude[0] == "none"
    assert {one.path for one in read_gallery(tmp_path, options).experiments} == before - {path}


def test_an_edit_is_made_as_an_editor_makes_it(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: {x: 1, y: 1}\nb: {x: 1}")

    followed(tmp_path, "a.yaml", Replace(1, 9, "1", "2"), Options())
    followed(tmp_path, "a.yaml", Insert("a.yaml", 2, "# b\n"), Options())
    followed(tmp_path, "a.yaml", Insert("a.yaml", 0, "c: {x: 3}\n"), Options())
    followed(tmp_path, "a.yaml", Insert("new.yaml", 0, "title: New\n"), Options())
    options = followed(tmp_path, "a.yaml", SetOption("limits", json.dumps({"files": 3})), Options())

    assert file.read_text() == "a: {x: 1, y: 2}\n# b\nb: {x: 1}\nc: {x: 3}\n"
    assert (tmp_path / "new.yaml").read_text() == "title: New\n"
    assert (options.limits.files, options.limits.cells) == (3, Options().limits.cells)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0,5", "0.5"), ("1,234", ""), ("12,3456", "12.3456"), ("1'013.5", "1013.5"), ("1 013", "1013"),
        ("0x10", "16"), ("0b11", "3"), ("0o17", "15"), ("1_000.5", "1000.5"), ("n/a", "null"),
        ("\\N", "null"),
        ("1d3", "1e3"), ("1.2 × 10^5", "1.2e5"), ("−0.5", "-0.5"), (" 0.5 ", "0.5"), ("007.5", "7.5"),
        ("٣", "3"), ("yes", ""), ("2024-10-18", ""), ("~0.5", ""), ("0.5", ""), ("1" * 65, ""),
    ],
)  # fmt: skip # a case is short
def test_what_is_written_instead(text: str, meant: str) -> None:
    assert instead(text) == meant


def test_what_is_escaped_has_no_cure() -> None:
    (plain,) = read('{"r": {"x": "−1", "y": 1}}', "a.json").problems
    (escaped,) = read('{"r": {"x": "\\u22121", "y": 1}}', "a.json").problems

    assert plain.cure == Replace(1, 13, "−1", "-1")
    assert escaped.cure is None


@pytest.mark.parametrize(
    ("beside", "given"),
    [
        ("title: T\n", True),
        ("description: |\n  metrics: none\n", True),
        ("metrics: {f: {higher_is_better: true}}\n", False),
        ('"metrics" : {}\n', False),
        ("{title: T}\n", False),
    ],
)
def test_what_is_added_beside_a_file_may_stand_there(beside: str, given: bool, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("model,t,f\na,1 ms,2\nb,3 ms,4\n")
    (tmp_path / "a.csv.yaml").write_text(beside)

    (told,) = [one for one in read_gallery(tmp_path, Options()).problems if "the unit is" in one.message]

    assert (told.cure is not None) == given
    if given:
        after = cured(tmp_path, told, Options()).problems
        assert not [one for one in after if one.counts or is_same(one, told)]


def test_the_cure_of_one_unit_says_those_of_all() -> None:
    done = read("model,t,m\na,1 ms,2 MB\nb,3 ms,4 MB\n", "a.csv")

    said = lines_beside("a.csv", "metrics: {t: {unit: ms}, m: {unit: MB}}")
    assert [problem.cure for problem in done.problems] == [said, said]
