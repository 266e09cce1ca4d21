"""One mistake is one message: what follows from another problem is counted in it."""

from __future__ import annotations

from mkdocs_results_gallery.errors import Problem, Severity, folded


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
