"""What a file may say of a board and of scatters, and each way to say it wrongly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from mkdocs_results_gallery.choices import Board
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery

METRICS = """\
metrics:
  acc: {higher_is_better: true, unit: percent}
  f1: {higher_is_better: true, unit: percent}
  err: {higher_is_better: false, unit: percent}
  time: {higher_is_better: false, unit: s}
  none: {higher_is_better: true}
  size: {}
  odd: {higher_is_better: true, unit: percent, aggregate: none}
"""
ROWS = """\
results:
  a: {acc: 1, f1: 2, err: 5, time: 3, none: null, size: 4, odd: 1}
  b: {acc: 2, f1: null, err: 6, time: 4, none: null, size: 5, odd: 2}
"""


def read(folder: Path, text: str, defaults: str = "") -> tuple[list[Table], list[str]]:
    (folder / "x.yaml").write_text(text)
    if defaults:
        (folder / "_gallery.yaml").write_text(defaults)
    found = read_gallery(folder, Options())
    tables = [table for experiment in found.experiments for table in experiment.tables]
    return tables, [str(problem) for problem in found.problems]


ONE = Fraction(1)


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        ("{by: mean rank, metrics: acc}", Board("mean rank", ("acc",), (ONE,), None)),
        ("{by: mean rank, metrics: [f1, acc], missing: leave out}",
         Board("mean rank", ("acc", "f1"), (ONE, ONE), "leave out")),
        # what is said of missing cells means nothing where none is
        ("{by: win rate, metrics: [acc], missing: require}", Board("win rate", ("acc",), (ONE,), None)),
        ("{by: mean, metrics: [acc, f1], missing: require, weights: {acc: 2.50}}",
         Board("mean", ("acc", "f1"), (Fraction(5, 2), ONE), "require")),
        ('{by: win rate, missing: worst rank, weights: {"*": 3, acc: 2}}',
         Board("win rate", ("acc", "f1", "err", "time", "odd"),
               tuple(map(Fraction, (2, 3, 3, 3, 3))), "worst rank", ("size",), ("none",))),
        ("{by: mean rank, metrics: ['*e*'], missing: leave out}",
         Board("mean rank", ("err", "time"), (ONE, ONE), None, ("size",), ("none",))),
        ("{by: none, metrics: [nothing]}", None),
    ],
)  # fmt: skip # a case is a line or two
def test_a_board_is_settled_for_the_metrics_of_its_table(
    tmp_path: Path, board: str, expected: Board | None
) -> None:
    tables, problems = read(tmp_path, f"board: {board}\n{METRICS}{ROWS}")

    assert problems == []
    assert tables[0].board == expected


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        ("mean rank", ['x.yaml:1:8: board: expected a board (a mapping), got "mean rank"; {by: mean rank}']),
        ("{metrics: [acc]}", ["x.yaml:1:8: board: expected `by`, got none: one of mean rank, win rate, mean, "
                              "none; e.g. {by: mean rank, metrics: [accuracy, cost], missing: leave out}"]),
        ("{by: mean ranks}", ["x.yaml:1:13: board > by: expected one of mean rank, win rate, mean, none, got "
                              '"mean ranks"; did you mean "mean rank"?']),
        ("{by: mean rank, misisng: require}",
         ['x.yaml:1:24: board: expected a known key, got "misisng"; did you mean "missing"?']),
        ("{by: mean rank, metrics: []}",
         ["x.yaml:1:33: board > metrics: expected metrics, got an empty list; e.g. [accuracy, mmlu_*]"]),
        ("{by: mean rank, metrics: [acc, acd]}",
         ['x.yaml:1:39: board: expected a metric of the results, got "acd"; did you mean "acc"?']),
        ("{by: mean rank, metrics: ['x*']}",
         ['x.yaml:1:34: board: expected a glob that matches a metric, got "x*"; there are "acc", "f1", '
          '"err" and 4 more']),
        # told once, by the key that is there
        ("{By: mean rank}",
         ['x.yaml:1:9: board: expected a known key, got "By"; did you mean "by"?']),
        ("{by: mean rank, metrics: size}",
         ['x.yaml:1:8: board: expected metrics with a direction, got "size", which has none; '
          "set higher_is_better: under metrics, or name others under board"]),
        ("{by: mean rank, metrics: none}",
         ["x.yaml:1:8: board: expected a number in one of the metrics of the board, got none"]),
        ("{by: mean rank, metrics: [f1]}",
         ["x.yaml:1:8: board: expected `missing` beside `by`, because 1 cell has no number, got none; "
          "say what that means: missing: leave out, worst rank or require"]),
        ("{by: mean, metrics: [acc, time]}",
         ['x.yaml:1:8: board: expected metrics of one unit for a mean, got "percent" and "s"; name metrics '
          "that can be averaged under metrics: of the board; by: mean rank and win rate compare ranks"]),
        ("{by: mean, metrics: [acc, err]}",
         ["x.yaml:1:8: board: expected metrics of one direction for a mean, got acc and err; name metrics "
          "that can be averaged under metrics: of the board; by: mean rank and win rate compare ranks"]),
        ("{by: mean, metrics: [odd, acc]}",
         ['x.yaml:1:8: board: expected metrics that may be averaged, got "odd" with aggregate: none; leave '
          "it out of metrics: under board; by: mean rank and win rate compare ranks"]),
        ("{by: mean, metrics: [f1]}",
         ["x.yaml:1:8: board: expected `missing` beside `by`, because 1 cell has no number, got none; "
          "say what that means: missing: leave out or require"]),
        ("{by: mean, metrics: [f1], missing: worst rank}",
         ["x.yaml:1:43: board > missing: expected leave out or require beside `by: mean`, got worst rank; "
          "a mean has no ranks; by: mean rank or win rate has"]),
        ("{by: mean rank, metrics: [acc], weights: {acc: 0}}",
         ['x.yaml:1:55: board > weights > acc: expected a weight from 0.000001 to 1,000,000, got "0"; '
          "e.g. 2 or 0.5"]),
        ("{by: mean rank, metrics: [acc], weights: {acc: 1000000.5}}",
         ["x.yaml:1:55: board > weights > acc: expected a weight from 0.000001 to 1,000,000, got "
          '"1000000.5"; e.g. 2 or 0.5']),
        ("{by: mean rank, metrics: [acc], weights: {time: 2}}",
         ['x.yaml:1:50: board: expected a metric of the board, got "time"; name it under metrics: of the '
          "board too"]),
        ("{by: mean rank, metrics: [acc], weights: {tine: 2}}",
         ['x.yaml:1:50: board: expected a metric of the results, got "tine"; did you mean "time"?']),
        ("{by: mean rank, metrics: [acc], weights: {'a*': 2, '*c': 3}}",
         ['x.yaml:1:59: board: expected one weight for "acc", got 2 and 3; give it one by its name']),
        ("{by: mean rank, metrics: [acc], weights: 2}",
         ["x.yaml:1:49: board > weights: expected a mapping from at most 1,000 metrics to weights, got "
          '"2"; e.g. {accuracy: 2}']),
    ],
)  # fmt: skip # a case is a line or two
def test_each_mistake_is_told_where_it_stands_with_a_cure(
    tmp_path: Path, board: str, expected: list[str]
) -> None:
    tables, problems = read(tmp_path, f"board: {board}\n{METRICS}{ROWS}")

    assert (tables, problems) == ([], expected)


@pytest.mark.parametrize(
    ("weight", "is_right"),
    [
        ("0.000001", True),
        ("0.0000009", False),
        ("1e6", True),
        ("1000001", False),
        ("-1", False),
        ("1e999999999", False),
    ],
)
def test_weights_have_limits(tmp_path: Path, weight: str, is_right: bool) -> None:
    _, problems = read(
        tmp_path, f"board: {{by: mean, metrics: acc, weights: {{acc: {weight}}}}}\n{METRICS}{ROWS}"
    )

    assert (problems == []) is is_right


def test_a_range_says_what_a_unit_does_not(tmp_path: Path) -> None:
    text = "board: {by: mean}\nmetrics:\n  x: {higher_is_better: true, range: [0, 1]}\n"
    text += "  y: {higher_is_better: true%s}\n"
    rows = "results: {a: {x: 1, y: 2}}\n"

    assert read(tmp_path, text % ", range: [0, 100]" + rows)[1] == [
        'x.yaml:1:8: board: expected metrics of one range for a mean, got "0 to 1" and "0 to 100"; name '
        "metrics that can be averaged under metrics: of the board; by: mean rank and win rate compare ranks"
    ]
    assert read(tmp_path, text % "" + rows)[1] == []


def test_a_folder_says_it_for_the_files_below_as_far_as_it_fits(tmp_path: Path) -> None:
    defaults = "board: {by: mean, metrics: ['*', other]}\n"

    tables, problems = read(tmp_path, METRICS + ROWS, defaults)

    assert [table.board for table in tables] == [None]
    assert problems == [
        '_gallery.yaml:1:34: board: expected a metric of the results, got "other"; there are "acc", "f1", '
        '"err" and 4 more',
        "x.yaml: board: no overall column, as a folder above asks for it: expected metrics that may be "
        'averaged, got "odd" with aggregate: none; leave it out of metrics: under board; by: mean rank and '
        "win rate compare ranks, or leave it out of this file with board: {by: none}",
    ]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", ("acc", "err")),
        ("board: {by: none}\n", None),
        ("board: {by: mean rank, metrics: [time]}\n", ("time",)),
    ],
)
def test_the_nearest_board_wins_whole(tmp_path: Path, own: str, expected: tuple[str, ...] | None) -> None:
    tables, problems = read(tmp_path, own + METRICS + ROWS, "board: {by: win rate, metrics: [acc, err]}\n")

    assert problems == []
    assert (tables[0].board.metrics if tables[0].board else None) == expected


def test_a_folder_s_board_without_a_metric_to_rank_says_so_on_the_page(tmp_path: Path) -> None:
    tables, problems = read(tmp_path, "a: {x: 1}\nb: {x: 2}\n", "board: {by: win rate}\n")

    assert problems == []
    assert tables[0].board == Board("win rate", (), (), None, ("x",))


def test_of_several_tables_each_has_what_it_says_or_what_the_file_says(tmp_path: Path) -> None:
    text = """\
board: {by: mean rank, metrics: [acc, time]}
metrics: {acc: {higher_is_better: true}, time: {higher_is_better: false}}
tables:
  one: {results: {a: {acc: 1}}}
  two: {board: {by: win rate}, results: {a: {acc: 1, time: 2}}}
  three: {scatter: [acc, time], results: {a: {acc: 1, time: 2}}}
  four: {results: {a: {size: 1}}}
"""
    tables, problems = read(tmp_path, text)

    assert problems == []
    assert [(table.board.by, table.board.metrics) if table.board else None for table in tables] == [
        ("mean rank", ("acc",)),
        ("win rate", ("acc", "time")),
        ("mean rank", ("acc", "time")),
        None,
    ]
    assert [table.scatters for table in tables] == [(), (), (("acc", "time"),), ()]


@pytest.mark.parametrize(
    ("scatter", "expected"),
    [
        ("[time, acc]", (("time", "acc"),)),
        ("[[time, acc], [acc, size], [time, acc]]", (("time", "acc"), ("acc", "size"))),
        ("[]", ()),
    ],
)
def test_a_scatter_is_a_pair_of_metrics_or_several(
    tmp_path: Path, scatter: str, expected: tuple[tuple[str, str], ...]
) -> None:
    tables, problems = read(tmp_path, f"scatter: {scatter}\n{METRICS}{ROWS}")

    assert (tables[0].scatters, problems) == (expected, [])


_EXAMPLE = "e.g. [cost, accuracy], x before y, or a list of such pairs"


@pytest.mark.parametrize(
    ("scatter", "expected"),
    [
        ("acc", f'x.yaml:1:10: scatter: expected two metrics, got "acc"; {_EXAMPLE}'),
        ("[acc]", f"x.yaml:1:10: scatter: expected two metrics, got 1; {_EXAMPLE}"),
        ("[acc, acc]", f"x.yaml:1:10: scatter: expected two metrics, got one twice; {_EXAMPLE}"),
        ("[[acc, time], acc]", f'x.yaml:1:24: scatter > item 2: expected two metrics, got "acc"; {_EXAMPLE}'),
        (
            "[acc, tine]",
            'x.yaml:1:10: scatter: expected a metric of the results, got "tine"; did you mean "time"?',
        ),
        ("none", 'x.yaml:1:10: scatter: expected two metrics, got "none"; [] for no picture'),
        (
            f"[{', '.join(['[acc, time]'] * 7)}]",
            "x.yaml:1:10: scatter: expected at most 6 pairs of metrics, got 7",
        ),
    ],
)
def test_each_mistake_of_a_scatter_is_told(tmp_path: Path, scatter: str, expected: str) -> None:
    tables, problems = read(tmp_path, f"scatter: {scatter}\n{METRICS}{ROWS}")

    assert (tables, problems) == ([], [expected])


def test_what_no_file_below_a_folder_has_is_told_where_the_folder_says_it(tmp_path: Path) -> None:
    defaults = "board: {by: win rate, metrics: [acc, tine], weights: {size: 2}}\nscatter: [time, ac]\n"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/_gallery.yaml").write_text("title: Below\n")
    (tmp_path / "sub/y.yaml").write_text(METRICS + ROWS)

    _, problems = read(tmp_path, "r: {weight: 1}\n", defaults)

    assert problems == [
        '_gallery.yaml:1:38: board: expected a metric of the results, got "tine"; did you mean "time"?',
        '_gallery.yaml:2:10: scatter: expected a metric of the results, got "ac"; did you mean "acc"?',
    ]
