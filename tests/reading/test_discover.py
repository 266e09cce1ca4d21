from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.discover import discover, wanted

TABLE = "r: {acc: 1}\n"


def tree(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(TABLE, encoding="utf-8")
    return root


def test_files_of_a_folder_stay_together(tmp_path: Path) -> None:
    found = discover(tree(tmp_path, "b.yaml", "a/z.yml", "a.yaml", "a/b.json", "c.csv", "d.tsv"), Options())
    assert found.files == ("a.yaml", "b.yaml", "c.csv", "d.tsv", "a/b.json", "a/z.yml")
    assert found.problems == ()


def test_hidden_and_other_files_are_not_seen(tmp_path: Path) -> None:
    found = discover(
        tree(tmp_path, ".a.yaml", ".git/b.yaml", "a/.b/c.yaml", "README.md", "a.yaml.bak"), Options()
    )
    assert (found.files, found.problems) == ((), ())


def test_lock_files_of_office_programs_are_not_seen(tmp_path: Path) -> None:
    found = discover(
        tree(tmp_path, "~$a.csv", "~$b/c.yaml", "a/~$_gallery.yaml", "~a.csv", "$a.csv"), Options()
    )
    assert (found.files, found.problems) == (("$a.csv", "~a.csv"), ())


def test_other_files_are_counted(tmp_path: Path) -> None:
    found = discover(tree(tmp_path, "a.md", "b/c.txt", "d.yaml", ".e"), Options(exclude=("d.yaml",)))
    assert (found.files, found.others) == ((), 3)


def test_folder_defaults_are_apart_outer_before_inner(tmp_path: Path) -> None:
    found = discover(
        tree(tmp_path, "b/_gallery.yaml", "_gallery.yaml", "a/b/_gallery.yml", "a/x.yaml"), Options()
    )
    assert found.defaults == ("_gallery.yaml", "b/_gallery.yaml", "a/b/_gallery.yml")
    assert found.files == ("a/x.yaml",)


@pytest.mark.parametrize(
    ("glob", "matching", "other"),
    [
        ("*.yaml", ["a.yaml"], ["b/a.yaml", "a.yml", ".yaml.x"]),
        ("**/*.yaml", ["a.yaml", "b/a.yaml", "b/c/a.yaml"], ["a.json"]),
        ("b/**", ["b/a", "b/c/a.yaml"], ["a", "bb/a"]),
        ("b/", ["b/a", "b/c/a.yaml"], ["b", "bb/a"]),
        ("./a.yaml", ["a.yaml"], ["b/a.yaml"]),
        ("b/*/a.yaml", ["b/c/a.yaml"], ["b/a.yaml", "b/c/d/a.yaml"]),
        ("**/old/**", ["old/a", "b/old/c/a"], ["older/a", "old"]),
        ("a?.yaml", ["ab.yaml"], ["a.yaml", "a/.yaml", "abc.yaml"]),
        ("a[0-9].yaml", ["a1.yaml"], ["ab.yaml", "a10.yaml"]),
        ("a[!0-9].yaml", ["ab.yaml"], ["a1.yaml", "a/.yaml"]),
        ("a[]b].yaml", ["a].yaml", "ab.yaml"], ["ac.yaml"]),
        ("a[.yaml", ["a[.yaml"], ["a.yaml"]),
        ("a[z-a].yaml", ["a[z-a].yaml"], ["az.yaml"]),
        ("figure_(right)+{x}.yaml", ["figure_(right)+{x}.yaml"], ["figure_right.yaml"]),
        ("*.csv", ["a.csv", "A.CSV", "a.Csv"], ["a.csvx"]),
        ("*.CSV", ["A.CSV"], ["a.csv", "a.Csv"]),
        ("a.csv", ["a.csv", "a.CSV"], ["A.csv", "A.CSV"]),
        ("old/**", ["old/a.CSV"], ["OLD/a.csv"]),
        ("a**b.yaml", ["ab.yaml", "ax/yb.yaml"], ["a.yaml"]),
        ("[", ["["], ["a"]),
        ("", [], ["a"]),
    ],
)
def test_globs(glob: str, matching: list[str], other: list[str]) -> None:
    options = Options(include=(glob,))
    assert [path for path in [*matching, *other] if wanted(path, options)] == matching
    assert not any(wanted(path, Options(include=("**",), exclude=(glob,))) for path in matching)
    assert all(wanted(path, Options(include=("**",), exclude=(glob,))) for path in other)


def test_a_glob_of_many_stars_is_no_trap() -> None:
    assert not wanted("a" * 200 + ".yaml", Options(include=("*a*a*a*b",)))


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_links_pipes_and_folders_are_told(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", "secret.yaml")
    root = tree(tmp_path / "results", "good.yaml", "folder.yaml/inner.yaml")
    (root / "link.yaml").symlink_to(outside / "secret.yaml")
    (root / "dangling.yaml").symlink_to(outside / "nothing.yaml")
    (root / "linked").symlink_to(outside, target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    os.mkfifo(root / "pipe.yaml")
    found = discover(root, Options())
    assert found.files == ("good.yaml", "folder.yaml/inner.yaml")
    assert sorted(f"{problem.severity} {problem}" for problem in found.problems) == [
        "error dangling.yaml: expected a file, got a symbolic link, which is never followed",
        "error folder.yaml: expected a file, got a folder with a file's name",
        "error link.yaml: expected a file, got a symbolic link, which is never followed",
        "error pipe.yaml: expected a regular file, got a device, a socket or a pipe",
        "skipped linked: a linked folder is not entered",
        "skipped loop: a linked folder is not entered",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="such names can't be made elsewhere")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"a\nb.yaml", "the control character U+000A"),
        (b"a\x1b[2J.yaml", "the control character U+001B"),
        (b"a\xff.yaml", "the lone surrogate U+DCFF"),
        ("a\u202eb.yaml".encode(), "the bidi control U+202E"),
    ],
)
def test_names_that_can_not_be_shown_are_told(tmp_path: Path, name: bytes, told: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TABLE, encoding="utf-8")
    found = discover(tmp_path, Options())
    assert found.files == ()
    (problem,) = found.problems
    assert problem.message == f"expected a file name that can be shown, got one with {told}"
    assert str(problem).isprintable()


@pytest.mark.skipif(sys.platform != "linux", reason="such names can't be made elsewhere")
def test_a_folder_whose_name_is_no_text_is_told_file_by_file(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff"))
    tree(folder, "b.yaml", "c.txt", "_gallery.yaml")
    found = discover(tmp_path, Options())
    told = "expected a file name that can be shown, got one with the lone surrogate U+DCFF"
    assert sorted(str(problem) for problem in found.problems) == [
        f"a\\udcff/_gallery.yaml: {told}",
        f"a\\udcff/b.yaml: {told}",
    ]
    assert (found.files, found.defaults) == ((), ())


def test_more_files_than_the_limit_are_told(tmp_path: Path) -> None:
    tree(tmp_path, "a.yaml", "b.yaml", "c.yaml")
    found = read_gallery(tmp_path, Options(limits=Limits(files=2)))
    assert [one.path for one in found.experiments] == ["a.yaml", "b.yaml"]
    assert [str(problem) for problem in found.problems] == [
        '.: expected at most 2 results files, got 3; the files from "c.yaml" on are left out; '
        "raise the limit `files`, or use `exclude`"
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unreadable here")
def test_an_unreadable_folder_is_told(tmp_path: Path) -> None:
    tree(tmp_path, "a/b.yaml", "c.yaml")
    (tmp_path / "a").chmod(0)
    try:
        found = discover(tmp_path, Options())
    finally:
        (tmp_path / "a").chmod(0o700)
    assert found.files == ("c.yaml",)
    assert [str(problem) for problem in found.problems] == [
        "a: expected a readable folder, got: Permission denied"
    ]


def test_two_dots_before_a_name_are_seldom_meant(tmp_path: Path) -> None:
    for name in (".a.yaml", "..b.yaml", "c.yaml"):
        (tmp_path / name).write_text("a: {x: 1}\n")
    found = read_gallery(tmp_path, Options())
    assert [one.path for one in found.experiments] == ["c.yaml"]
    assert [(one.severity, str(one)) for one in found.problems] == [
        ("skipped", "..b.yaml: a name that begins with a dot is hidden; rename it to have it read")
    ]


def test_hidden_folders_in_which_tools_keep_results_are_seen(tmp_path: Path) -> None:
    shown = ("m/.eval_results/a.yaml", ".asv/results/box/a.json", ".benchmarks/Linux/a.json")

    found = discover(tree(tmp_path, *shown, ".asv/env/b.json", ".asv/b.json", "results/.asv.json"), Options())

    assert {*found.files} == {*shown}
    assert found.problems == ()
