"""Cells that say why they have no number, and numbers that can't be."""

# ruff: noqa: E501 - a file is one line here, and so is a message

from __future__ import annotations

import pytest

from mkdocs_results_gallery.model import Missing, Table
from mkdocs_results_gallery.words.missing import MISSING_KINDS, reason_of
from tests.reading.conftest import good, only_table, read, told


def reasons(table: Table) -> dict[str, tuple[str, str, str]]:
    """``row metric`` -> kind, text and note of each missing cell that is written."""
    return {
        f"{table.rows[i].name} {table.metrics[j].name}": (why.kind, why.text, why.note)
        for (i, j), why in table.missing.items()
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((kind, kind) for kind in MISSING_KINDS),
        ("Not Run", "not run"),
        ("NOT_RUN", "not run"),
        ("not-applicable", "not applicable"),
        ("'failed'", "failed"),
        ("null", "unknown"),
        ("NA", "unknown"),
        ("N/A", "unknown"),
        ("-", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_word_is_a_reason(text: str, kind: str) -> None:
    table = only_table(f"r: {{acc: {text}, f1: 1}}\n")
    assert reasons(table) == {"r acc": (kind, text.strip("'"), "")}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("{missing: failed}", ("failed", "failed", "")),
        ("{missing: failed, note: out of memory}", ("failed", "failed", "out of memory")),
        ("{value: null, missing: Not_Run}", ("not run", "Not_Run", "")),
        ("{value: NaN, missing: failed}", ("failed", "failed", "")),
        ("{value: failed, note: ' twice '}", ("failed", "failed", "twice")),
        ("{value: failed, missing: failed}", ("failed", "failed", "")),
        ("{value: null, note: lost the disk}", ("unknown", "null", "lost the disk")),
        ("{missing: null, note: lost the disk}", ("unknown", "", "lost the disk")),
        ("{missing: NA}", ("unknown", "NA", "")),
        ("{missing: excluded, note: null}", ("excluded", "excluded", "")),
    ],
)
def test_a_mapping_gives_a_reason_and_a_note(cell: str, expected: tuple[str, str, str]) -> None:
    assert reasons(only_table(f"r: {{acc: {cell}, f1: 1}}\n")) == {"r acc": expected}


def test_a_number_may_say_that_no_reason_is_needed() -> None:
    table = only_table("r: {acc: {value: 0.5, sd: 0.1, missing: null, note: null}}\n")
    assert (table.values[0, 0], table.uncertainty[0, 0].spread, dict(table.missing)) == (0.5, 0.1, {})


_KNOWN = "known are not run, failed, not applicable, excluded, below detection, unknown"
_WRITE = "{missing: failed, note: out of memory}"


@pytest.mark.parametrize(
    ("cell", "at", "got"),
    [
        ("{value: 0.5, missing: failed}", "failed", f"both a number and a reason why there is none; leave `missing` out, or write {_WRITE}"),
        ("{missing: faild}", "faild", f'"faild" as the reason why there is none; did you mean "failed"? {_KNOWN}'),
        ("{missing: lunch}", "lunch", f'"lunch" as the reason why there is none; {_KNOWN}'),
        ("{missing: [failed]}", "[failed]", f"a list as the reason why there is none; {_KNOWN}"),
        ("{value: failed, missing: not run}", "not run", f'two reasons, "failed" and "not run"; give one: {_WRITE}'),
        (f"{{value: 0.5, note: {'m' * 41}}}", "m", "a note of more than 40 characters beside a number; such a note is a mark or a few words; others go into the description"),
        ("{missing: failed, note: [a]}", "[a]", f"an unclear note; a note is one line of text, e.g. {_WRITE}"),
        ('{missing: failed, note: "a\\nb"}', '"a', f"an unclear note; a note is one line of text, e.g. {_WRITE}"),
        ("{note: failed}", "{", "a mapping; a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"),
        ("{value: 0.5, sd: failed}", "failed", '"failed" as sd; write a number, or null for a missing value'),
        ("notrun", "n", '"notrun"; did you mean "not run"? write a number, or null for a missing value'),
        ("timeout", "t", f'"timeout"; a run that gave no number is {_WRITE}'),
    ],
)  # fmt: skip # a case is a line
def test_a_wrong_reason_is_told(cell: str, at: str, got: str) -> None:
    done = read(f"r: {{f1: 1, acc: {cell}}}\n")
    column = len("r: {f1: 1, acc: ") + cell.index(at) + 1
    assert told(done) == [f"error 1:{column}: r > acc: expected a number or a missing value, got {got}"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.csv", "model,acc\na,0.5\nb,failed\nc,Not-Run\n"),
        ("a.tsv", "model\tacc\na\t0.5\nb\tfailed\nc\tNot-Run\n"),
        (
            "a.json",
            '[{"model": "a", "acc": 0.5}, {"model": "b", "acc": "failed"}, {"model": "c", "acc": {"missing": "Not-Run"}}]',
        ),
        (
            "a.json",
            '{"a": {"acc": 0.5}, "b": {"acc": "failed"}, "c": {"acc": {"value": null, "missing": "Not-Run"}}}',
        ),
        (
            "a.yaml",
            "- {model: a, acc: 0.5}\n- {model: b, acc: failed}\n- {model: c, acc: {missing: Not-Run}}\n",
        ),
        ("a.yaml", "orient: columns\nresults: {acc: {a: 0.5, b: failed, c: Not-Run}}\n"),
    ],
)
def test_every_format_has_reasons(path: str, text: str) -> None:
    table = only_table(text, path)
    assert reasons(table) == {"b acc": ("failed", "failed", ""), "c acc": ("not run", "Not-Run", "")}
    assert table.texts == ()


def test_one_number_among_reasons_makes_a_metric_and_reasons_alone_make_a_text() -> None:
    table = only_table(
        "run,acc,state,size\na,failed,failed,small\nb,failed,failed,unknown\nc,0.5,excluded,large\n", "a.csv"
    )
    assert [metric.name for metric in table.metrics] == ["acc"]
    assert [(column.name, column.values) for column in table.texts] == [
        ("state", ("failed", "failed", "excluded")),
        ("size", ("small", "unknown", "large")),
    ]


def test_a_row_may_be_called_like_a_reason() -> None:
    table = only_table("- {model: unknown, acc: 1}\n- {model: failed, acc: 2}\n")
    assert [row.name for row in table.rows] == ["unknown", "failed"]


def test_equal_reasons_are_one_object() -> None:
    table = only_table(
        "a: {x: {missing: failed, note: oom}, y: 1}\nb: {x: {missing: failed, note: oom}, y: failed}\n"
    )
    assert table.missing[0, 0] is table.missing[1, 0]
    assert table.missing[1, 1] == Missing("failed", "failed")


@pytest.mark.parametrize("text", ["", "n/a", "fail", "not  run", "not run ", "un\u212anown", "failed" * 5])
def test_what_is_no_reason(text: str) -> None:
    assert reason_of(text) is None


_RANGE = "metrics: {acc: {range: [0, 1]}, s: {range: [0, null]}, d: {range: [null, 5]}}\n"


def test_a_number_outside_the_range_of_its_metric_is_warned_of() -> None:
    done = read(
        _RANGE + "results:\n  a: {acc: 1.2, s: -1e-3, d: {value: 6, sd: 1}}\n  b: {acc: 1, s: 0, d: 5}\n"
    )
    hint = "mend the number, or the `range` of the metric"
    assert told(done) == [
        f"warning 3:12: results > a > acc: expected a number from 0 to 1, the metric's range, got 1.2; {hint}",
        f"warning 3:20: results > a > s: expected a number of at least 0, as the metric's range says, got -1e-3; {hint}",
        f"warning 3:30: results > a > d: expected a number of at most 5, as the metric's range says, got 6; {hint}",
    ]
    assert done.experiment is not None
    assert done.experiment.tables[0].values.tolist() == [[1.2, -0.001, 6], [1, 0, 5]]


def test_the_range_is_looked_at_in_columns_and_records_too() -> None:
    by_columns = read("metrics: {acc: {range: [0, 1]}}\norient: columns\nresults:\n  acc: {a: 0.5, b: 2}\n")
    records = read("metrics: {acc: {range: [0, 1]}}\nresults:\n- {m: a, acc: 0.5}\n- {m: b, acc: 2}\n")
    assert [text.partition(" expected")[0] for text in told(by_columns)] == [
        "warning 4:20: results > acc > b:"
    ]
    assert [text.partition(" expected")[0] for text in told(records)] == ["warning 4:15: results > b > acc:"]


def test_many_numbers_outside_a_range_are_counted() -> None:
    done = read(
        "metrics: {acc: {range: [0, 1]}}\nresults:\n" + "".join(f"  r{i}: {{acc: 50}}\n" for i in range(60))
    )
    assert len(told(done)) == 21
    assert (
        told(done)[-1] == "warning 23:14: results > r20 > acc: 40 more of the same kind from here on (range)"
    )


def test_an_interval_without_its_number_is_warned_of() -> None:
    done = read(
        "r: {acc: {value: 0.5, ci: [0.6, 0.7]}, f1: {value: 0.5, ci: [0.5, 0.5]}, m: {value: NA, ci: [1, 2]}}\n"
    )
    assert told(done) == [
        "warning 1:10: r > acc: expected a ci that holds the value 0.5, got [0.6, 0.7]; "
        "ci is [low, high] around the value, not its distance from it"
    ]


def test_a_number_at_the_end_of_its_range_is_in_it() -> None:
    assert good(_RANGE + "results: {a: {acc: 1, s: 0, d: 5}, b: {acc: failed, s: null}}\n")
