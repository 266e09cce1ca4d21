"""One mistake is one message: what follows from another problem is counted in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.build import rehearse
from mkdocs_results_gallery.cli.check import REPORTS, Checked
from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.errors import Problem, Severity, folded
from mkdocs_results_gallery.hosts.mkdocs.files import log_problems
from mkdocs_results_gallery.model import BrokenFile, Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.tree import Problems, mark_at


def problem(file: str, line: int, message: str, cause: str = "", severity: Severity = "warning") -> Problem:
    return Problem(file, line, 0, "", message, "", severity, cause)


def told(*problems: Problem) -> list[str]:
    return [str(one) for one in folded(problems)]


def test_what_stands_alone_stays() -> None:
    assert told(problem("b", 1, "two"), problem("a", 1, "one"), problem("a", 1, "one")) == [
        "a:1: one",
        "b:1: two",
    ]


def test_what_follows_from_a_broken_file_is_folded_into_its_first_error() -> None:
    assert told(
        problem("t.yaml", 4, "broken", severity="error"),
        problem("t.yaml", 9, "broken too", severity="error"),
        problem("a.yaml", 2, "speaks of it", "t.yaml"),
    ) == ["t.yaml:4: broken; 1 more follows from this: a.yaml:2", "t.yaml:9: broken too"]


def test_the_first_place_tells_what_is_missing_and_the_others_are_counted() -> None:
    missing = [problem(f"{name}.md", 3, f"no row in {name}", "f.yaml: row x") for name in "abc"]

    assert told(*missing, problem("d.md", 3, "no row", "f.yaml: row y")) == [
        "a.md:3: no row in a; 2 more follow from this: b.md:3, c.md:3",
        "d.md:3: no row",
    ]


def test_five_places_are_named_and_further_ones_counted() -> None:
    def of(number: int) -> list[str]:
        return told(*(problem("a.md", line, "lost", "x") for line in range(1, number + 1)))

    assert of(6) == ["a.md:1: lost; 5 more follow from this: a.md:2, a.md:3, a.md:4, a.md:5, a.md:6"]
    assert of(7) == [
        "a.md:1: lost; 6 more follow from this: a.md:2, a.md:3, a.md:4, a.md:5, a.md:6 and 1 more"
    ]


def test_a_mistake_that_counts_is_not_folded_into_a_word() -> None:
    assert told(
        problem("a.yaml", 1, "not checked", "x", "skipped"),
        problem("b.yaml", 1, "lost", "x"),
    ) == ["a.yaml:1: not checked", "b.yaml:1: lost"]


def test_a_notice_says_what_was_found_and_fails_nothing(caplog: pytest.LogCaptureFixture) -> None:
    target = Target(Path("results"), "results", Options())
    problems = Problems("x.csv")
    problems.notice("key", mark_at(1, 1), (), "the rows are named by model and size", "row_key: name")
    checked = Checked(target, ("x.csv",), (), problems.all(), {}, {}, is_broken_promise=False)

    assert [one.counts for one in problems.all()] == [False]
    assert not problems.has_errors
    assert not problems.is_skipped
    assert REPORTS["human"]([checked]) == (
        "notice: results/x.csv:1:1: the rows are named by model and size; row_key: name\n"
        "1 good file, 0 broken files, 0 skipped files, 0 errors, 0 warnings, 1 notice\n"
    )
    assert REPORTS["github"]([checked]).startswith("::notice file=results/x.csv,line=1,col=1::the rows")
    with caplog.at_level("INFO", logger="mkdocs"):
        log_problems(problems.all())
    assert [record.levelname for record in caplog.records] == ["INFO"]


def test_the_same_notice_of_many_files_is_one_line() -> None:
    found = [Problems(f"{name}.csv") for name in "abc"]
    for problems in found:
        problems.notice("key", mark_at(1, 1), (), "named by model", f"say so in {problems.file}.yaml")
    found[0].notice("key", mark_at(2, 1), (), "named by step")

    assert told(*(one for problems in found for one in problems.all())) == [
        "a.csv:1:1: named by model; say so in a.csv.yaml; the same of 2 more: b.csv:1:1, c.csv:1:1",
        "a.csv:2:1: named by step",
    ]


def test_a_notice_is_no_problem_of_a_page_that_can_t_be_shown(tmp_path: Path) -> None:
    found = Problem("x.yaml", 1, 1, "", "found this", severity="notice")
    wrong = Problem("x.yaml", 2, 1, "", "got that")
    gallery = Gallery(broken=(BrokenFile("x.yaml", (found, wrong), b""),), problems=(found, wrong))

    (page,) = (page for page in rehearse(gallery, Options()).pages if page.kind == "broken")

    assert "got that" in page.html
    assert "found this" not in page.html
