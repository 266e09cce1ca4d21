from __future__ import annotations

from mkdocs_results_gallery.analysis.pairs import find_pairs, pair_table
from tests.conftest import table


def pairs(*names: str) -> list[tuple[str, list[tuple[str, str]]]]:
    shown = table({name: {"x": 1.0} for name in names})
    return [(one.shown, [(names[a], names[b]) for a, b in one.pairs]) for one in find_pairs(shown)]


def test_rows_pair_by_a_prefix_or_a_suffix_that_two_share() -> None:
    assert pairs("a", "neg_a", "b", "neg_b", "c") == [("neg_…", [("a", "neg_a"), ("b", "neg_b")])]
    assert pairs("small", "small-it", "large", "large-it") == [
        ("…-it", [("small", "small-it"), ("large", "large-it")])
    ]


def test_one_pair_is_chance_and_an_affix_needs_a_joint() -> None:
    assert pairs("a", "neg_a", "b") == []
    assert pairs("a", "xa", "b", "xb") == []
    assert pairs("_a", "a", "_b", "b") == []


def test_differences_are_those_of_the_written_numbers() -> None:
    shown = table(
        {"a": {"x": 0.92}, "neg_a": {"x": 0.09}, "b": {"x": 0.3}, "neg_b": {"x": 0.1}, "neg_c": {"x": 9.0}}
    )
    (found,) = find_pairs(shown)

    differences = pair_table(shown, found)

    assert [row.name for row in differences.rows] == ["a", "b"]
    assert differences.values.tolist() == [[-0.83], [-0.2]]


def test_a_missing_side_leaves_a_gap() -> None:
    shown = table({"a": {"x": None}, "neg_a": {"x": 0.1}, "b": {"x": 0.3}, "neg_b": {"x": 0.1}})
    (found,) = find_pairs(shown)

    (first, second) = pair_table(shown, found).values[:, 0].tolist()

    assert (first != first, second) == (True, -0.2)
