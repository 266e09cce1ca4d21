"""What a list of experiments says of each: what it is about, and who is best where that is certain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.shared import find_membership, find_titles
from mkdocs_results_gallery.model import Metric, Table, Uncertainty
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.cards import about, leader_of, view_of
from mkdocs_results_gallery.reading import read_gallery
from tests.conftest import experiment, gallery, table

UP = {"higher_is_better": True}
LOW = {"higher_is_better": False}


def led(shown: Table) -> tuple[str, str, str, str] | None:
    found = leader_of(shown)
    return found and (found.titles[0], found.text, found.unit, found.titles[1])


@pytest.mark.parametrize(
    ("cells", "meaning", "expected"),
    [
        # no direction, one number, a tie, and all alike: nobody is best
        ({"a": 0.9, "b": 0.8}, {}, None),
        ({"a": 0.9, "b": None}, UP, None),
        ({"a": 0.9, "b": 0.9, "c": 0.8}, UP, None),
        ({"a": 0.9, "b": 0.9}, UP, None),
        # equal as they are shown, and told apart
        ({"a": 0.901, "b": 0.899}, UP, None),
        ({"a": 0.91, "b": 0.90}, UP, ("m", "0.91", "", "a")),
        ({"a": 0.91, "b": 0.90}, LOW | {"unit": "s"}, ("m", "0.90", "s", "b")),
        ({"a": 91, "b": 90}, UP | {"unit": "percent", "format": ".0f"}, ("m", "91", "%", "a")),
        ({"a": 91, "b": 90}, UP | {"unit": "percent", "format": ".0%"}, ("m", "91%", "", "a")),
    ],
)
def test_a_row_leads_where_it_is_alone_on_rank_one(
    cells: dict[str, float | None], meaning: dict[str, object], expected: object
) -> None:
    assert led(table({row: {"m": number} for row, number in cells.items()}, m=meaning)) == expected


@pytest.mark.parametrize(("spread", "leads"), [(0.08, False), (0.07, True)])
def test_a_row_leads_only_beyond_the_uncertainties(spread: float, leads: bool) -> None:
    shown = table({"a": {"m": 0.9}, "b": {"m": 0.8}, "c": {"m": 0.1}}, m=UP)
    unsure = replace(shown, uncertainty={(row, 0): Uncertainty(spread=spread) for row in (0, 1)})

    assert led(unsure) == (("m", "0.90", "", "a") if leads else None)


def test_the_first_metric_with_a_leader_is_named_apart_from_others_of_its_label() -> None:
    shown = table(
        {"a": {"m": 0.9, "n": 1.0}, "b": {"m": 0.9, "n": 2.0}},
        m=UP | {"label": "Acc"},
        n=UP | {"label": "Acc"},
    )

    assert led(shown) == ("Acc (n)", "2.00", "", "b")


BOARD = "metrics: {m: {higher_is_better: true}, n: {higher_is_better: true}}\nboard: {by: BY}\nresults:\n"
CLEAR = "  a: {m: 1, n: 9}\n  b: {m: 2, n: 8}\n  c: {m: 3, n: 10}\n"


@pytest.mark.parametrize(
    ("by", "results", "expected"),
    [
        ("mean rank", CLEAR, ("overall (mean rank)", "1.00", "", "c")),
        ("win rate", CLEAR, ("overall (win rate)", "1.000", "", "c")),
        ("mean", CLEAR, ("overall (mean)", "6.5", "", "c")),
        # a tie, and a mean of numbers that are not sure
        ("mean rank", "  a: {m: 1, n: 9}\n  b: {m: 2, n: 8}\n", None),
        ("mean", CLEAR.replace("10", "10 ± 9"), None),
        ("mean rank", CLEAR.replace("10", "10 ± 0.1"), ("overall (mean rank)", "1.00", "", "c")),
    ],
)
def test_a_board_is_led_by_its_overall_numbers(
    tmp_path: Path, by: str, results: str, expected: tuple[str, str, str, str] | None
) -> None:
    (tmp_path / "x.yaml").write_text(BOARD.replace("BY", by) + results)
    found = read_gallery(tmp_path, Options())

    assert [str(problem) for problem in found.problems] == []
    assert led(found.experiments[0].tables[0]) == expected


@pytest.mark.parametrize(
    ("description", "line"),
    [
        ("", ""),
        ("# Title\n\nFirst *words* of\nit & more.\n\nSecond.", "First words of it & more."),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * 120, "x" * 120),
        ("x" * 121, "x" * 120 + "\u00a0…"),
        ("word " * 24, ("word " * 24).strip()),
        ("word " * 25, ("word " * 24).strip() + "\u00a0…"),
        ("数" * 200, "数" * 120 + "\u00a0…"),
    ],
)
def test_what_it_is_about_is_one_line(description: str, line: str) -> None:
    one = table({"a": {"m": 1}})

    assert about(experiment("x.yaml", one, description=description)) == line


def test_the_only_table_may_say_what_it_is_about() -> None:
    one = replace(table({"a": {"m": 1}}), title="T", description="Says it.")
    other = replace(one, name="other")

    assert about(experiment("x.yaml", one)) == "Says it."
    assert about(experiment("x.yaml", one, other)) == "T"


@pytest.mark.parametrize(("experiments", "view"), [(12, "cards"), (13, "list")])
def test_more_than_a_dozen_are_a_list(experiments: int, view: str) -> None:
    assert view_of(experiments) == view


def labelled(**labels: str) -> Table:
    return replace(
        table({"r": dict.fromkeys(labels, 1.0)}),
        metrics=tuple(Metric(name, label=label) for name, label in labels.items()),
    )


@pytest.mark.parametrize(
    ("first", "second", "titles"),
    [
        ({"m": "M"}, {"m": ""}, {"m": "M"}),
        ({"m": "M"}, {"m": "N"}, {}),
        ({"m": "Acc", "n": "Acc"}, {}, {"m": "Acc (m)", "n": "Acc (n)"}),
        ({"m": "n"}, {"n": ""}, {"m": "n (m)"}),
        ({"m": "acc"}, {"n": "Acc"}, {"m": "acc (m)", "n": "Acc (n)"}),
    ],
)
def test_a_name_is_called_by_the_one_label_that_it_has(
    first: dict[str, str], second: dict[str, str], titles: dict[str, str]
) -> None:
    found = gallery(
        *(experiment(f"{at}.yaml", labelled(**labels)) for at, labels in enumerate((first, second)) if labels)
    )

    assert find_titles(found, find_membership(found))["metric"] == titles
