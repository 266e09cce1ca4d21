# ruff: noqa: E501 - a file is one line here, and so is a message

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from mkdocs_results_gallery.choices import AGGREGATE_NAMES, HeatmapChoice
from mkdocs_results_gallery.model import Metric, Missing, Row
from mkdocs_results_gallery.options import SCALE_NAMES, STYLE_NAMES
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.provenance import Reference, Source
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.keys import gallery_schema, results_schema, sidecar_schema
from tests.reading.conftest import cells, good, only_table, read, told

RESULTS = "results: {r1: {acc: 50}, r2: {acc: 60}}\n"

WHOLE = """\
title: Truth directions across datasets
description: |            # Markdown, safe subset
  AUROC of three probes
date: 2024-10-18
tags: [probing, llama-3-8b]
source: {url: https://example.org/run, doi: 10.1000/182, commit: 0282574, command: make all}
metrics:
  t_p: {label: t_P, higher_is_better: true, range: [0, 1], reference: 0.5, unit: AUROC, format: .2f, description: P, aggregate: mean}
  d_LR: {higher_is_better: false, range: [null, 1]}
rows:
  neg_cities: {label: cities (negated), description: Negated.}
groups: {negated: neg_*, other: [cities, "[x]*"]}
results:
  cities: {t_g: 1.00, t_p: {value: 0.98, sd: 0.01, n: 10}, d_LR: null}
  neg_cities: {t_g: 0.5, t_p: 0.1, d_LR: -1e-3}
  xyz: {t_g: "0.25", t_p: 0.86 ± 0.01, d_LR: {value: 0.5, ci: [0.4, 0.6]}}
claims:
  - {text: t_p fails, metric: t_p, rows: negated, every: < 0.10}
related: [unseen-topics]
heatmap: {style: sequential, palette: red-yellow, scale: shared, uncertainty: true}
"""


def test_a_file_with_everything() -> None:
    experiment = good(WHOLE, "probing/truth.yaml")
    assert experiment.title == "Truth directions across datasets"
    assert experiment.description == "AUROC of three probes"
    assert experiment.date == "2024-10-18"
    assert experiment.tags == ("probing", "llama-3-8b")
    assert experiment.source == Source("https://example.org/run", "10.1000/182", "0282574", "make all")
    assert experiment.related == (Reference("unseen-topics", 19, 11),)
    (table,) = experiment.tables
    assert table.heatmap == HeatmapChoice("sequential", "red-yellow", "shared", True)
    assert table.metrics == (
        Metric("t_g"),
        Metric("t_p", "t_P", True, (0, 1), 0.5, "AUROC", ".2f", "P", "mean"),
        Metric("d_LR", "", False, (None, 1)),
    )
    assert table.rows == (
        Row("cities", group="other", line=14),
        Row("neg_cities", "cities (negated)", "negated", "Negated.", 15),
        Row("xyz", group="other", line=16),
    )
    assert table.values.tolist()[1] == [0.5, 0.1, -0.001]
    assert dict(table.missing) == {(0, 2): Missing(text="null")}
    assert {at: (u.kind, u.spread, u.interval, u.n) for at, u in table.uncertainty.items()} == {
        (0, 1): ("sd", 0.01, None, 10),
        (2, 1): ("unspecified", 0.01, None, None),
        (2, 2): ("ci", None, (0.4, 0.6), None),
    }
    assert not table.values.flags.writeable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: no\n", "no"),
        ("title: 2024-10-18\n", "2024-10-18"),
        ("title: 1e3\n", "1e3"),
        ("title: '  spaced  '\n", "spaced"),
        ("title: |\n  a block\n", "a block"),
        ("title: cafe\u0301\n", "café"),
        ("title: a [b] <i>c</i>\n", "a [b] <i>c</i>"),
    ],
)
def test_texts_are_as_written(text: str, expected: str) -> None:
    assert good(text + RESULTS).title == expected


@pytest.mark.parametrize(
    "text", ["title:\n", "tags:\n", "metrics:\n", "heatmap: ~\n", "source: null\n", "date:\n"]
)
def test_an_empty_setting_is_none_at_all(text: str) -> None:
    assert good(text + RESULTS) is not None


@pytest.mark.parametrize(
    "date", ["2024", "2024-02", "2024-02-29", "2000-02-29", "2024-10-18T09:30", "2024-10-18 09:30:00Z"]
)
def test_dates(date: str) -> None:
    assert good(f"date: {date}\n" + RESULTS).date == date


@pytest.mark.parametrize(("word", "meaning"), [("true", True), ("TRUE", True), ("False", False), ("", None)])
def test_directions(word: str, meaning: bool | None) -> None:
    table = only_table(f"metrics: {{acc: {{higher_is_better: {word}}}}}\n" + RESULTS)
    assert table.metrics[0].higher_is_better is meaning


@pytest.mark.parametrize("name", STYLE_NAMES)
def test_styles(name: str) -> None:
    assert only_table(f"heatmap: {{style: {name}}}\n" + RESULTS).heatmap.style == name


@pytest.mark.parametrize("name", tuple(PALETTES))
def test_palettes(name: str) -> None:
    assert only_table(f"heatmap: {{palette: {name}}}\n" + RESULTS).heatmap.palette == name


@pytest.mark.parametrize("name", SCALE_NAMES)
def test_scales(name: str) -> None:
    assert only_table(f"heatmap: {{scale: {name}}}\n" + RESULTS).heatmap.scale == name


@pytest.mark.parametrize("name", AGGREGATE_NAMES)
def test_aggregates(name: str) -> None:
    assert only_table(f"metrics: {{acc: {{aggregate: {name}}}}}\n" + RESULTS).metrics[0].aggregate == name


def test_a_file_may_take_back_what_its_folder_wants() -> None:
    folder = Settings(heatmap={"uncertainty": True, "style": "diverging"})
    assert only_table(RESULTS, settings=folder).heatmap == HeatmapChoice("diverging", uncertainty=True)
    own = only_table("heatmap: {uncertainty: false}\n" + RESULTS, settings=folder)
    assert own.heatmap == HeatmapChoice("diverging", uncertainty=False)


def test_repeated_tags_are_told_and_kept_once() -> None:
    done = read("tags: [a, B, a, b]\n" + RESULTS)
    assert done.experiment is not None
    assert done.experiment.tags == ("a", "B", "b")
    assert told(done) == [
        'warning 1:14: tags > item 3: expected each once, got "a" beside "a"',
        'warning 1:17: tags > item 4: expected each once, got "b" beside "B"',
    ]


def test_metrics_and_rows_say_the_order_when_all_are_named() -> None:
    text = "metrics: {c: , a: , b: }\nrows: {y: , x: }\nresults: {x: {a: 1, b: 2, c: 3}, y: {a: 4, b: 5, c: 6}}\n"
    table = only_table(text)
    assert [metric.name for metric in table.metrics] == ["c", "a", "b"]
    assert cells(table) == {"y": {"c": 6, "a": 4, "b": 5}, "x": {"c": 3, "a": 1, "b": 2}}


def test_who_explains_one_metric_moves_none() -> None:
    table = only_table("metrics: {c: }\nrows: {y: }\nresults: {x: {a: 1, c: 3}, y: {a: 4, c: 6}}\n")
    assert cells(table) == {"x": {"a": 1, "c": 3}, "y": {"a": 4, "c": 6}}


def test_a_row_of_its_own_group_stays_there_and_the_first_glob_has_the_rest() -> None:
    text = (
        "rows: {a1: {group: own}}\ngroups: {one: a*, two: [a2, b*]}\n"
        "results: {a1: {x: 1}, a2: {x: 2}, b: {x: 3}, c: {x: 4}}\n"
    )
    assert [row.group for row in only_table(text).rows] == ["own", "one", "two", ""]


def test_problems_come_all_at_once() -> None:
    done = read(
        "titel: x\ndate: soon\ntags: x\nmetrics: {acc: {range: 1}}\nresults: {r: {acc: yes, acc: 1, f1: no}}\n"
    )
    assert [text.split(":")[0] for text in told(done)] == [
        f"{s} {n}" for s, n in zip(["warning", *["error"] * 6], [1, 2, 3, 4, 5, 5, 5], strict=True)
    ]


SCHEMAS = {"results": results_schema(), "gallery": gallery_schema(), "sidecar": sidecar_schema()}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas_with_a_word_on_every_key(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)

    def described(part: dict[str, Any]) -> None:
        for child in part.get("properties", {}).values():
            assert child.get("description")

    described(schema)
    described(schema["properties"]["metrics"]["additionalProperties"])


def _valid(text: str, schema: str = "results") -> bool:
    # the texts of a file are dates for PyYAML, not for JSON Schema
    data = yaml.load(text, yaml.BaseLoader) if "date" in text and ":" not in schema else yaml.safe_load(text)
    return jsonschema.Draft202012Validator(SCHEMAS[schema]).is_valid(data)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("2024-10-18", "'2024-10-18'").replace("0282574", "'0282574'"),
        RESULTS,
        "title: 5\nresults:\n- {model: a, acc: 0.9}\nrow_key: model\n",
        "row_key: [model, dataset]\n" + RESULTS,
        "orient: columns\nresults: {acc: {a: 1}}\n",
        "tables: {t: {title: T, results: {a: {b: 1}}}}\n",
        "metrics: {acc: }\n" + RESULTS,
        "source: https://example.org\n" + RESULTS,
        "date: '2024-10-18T10:00:00Z'\n" + RESULTS,
        "results: {a: {b: NA, c: 86 ± 1, d: null}}\n",
        "results: {a: {b: 1, c: {missing: Not_Run, note: later}, d: {value: null, missing: N/A}}}\n",
    ],
)
def test_the_schema_allows_what_we_read(text: str) -> None:
    jsonschema.validate(yaml.safe_load(text), SCHEMAS["results"], jsonschema.Draft202012Validator)
    assert not [problem for problem in read(text).problems if problem.severity == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "titel: x\n" + RESULTS,
        "tags: x\n" + RESULTS,
        "tags: [a, a]\n" + RESULTS,
        "date: soon\n" + RESULTS,
        "source: ftp://example.org\n" + RESULTS,
        "source: {link: x}\n" + RESULTS,
        "metrics: [acc]\n" + RESULTS,
        "metrics: {acc: {range: [0, 1, 2]}}\n" + RESULTS,
        "metrics: {acc: {range: 1}}\n" + RESULTS,
        "metrics: {acc: {format: 2f}}\n" + RESULTS,
        "metrics: {acc: {higher_is_better: higher}}\n" + RESULTS,
        "metrics: {acc: {better: higher}}\n" + RESULTS,
        "rows: [a]\n" + RESULTS,
        "heatmap: {style: rainbow}\n" + RESULTS,
        "orient: rows, please\n" + RESULTS,
        "claims: all\n" + RESULTS,
        "results: soon\n",
        "results:\n",
        "results: {}\n",
        "results: []\n",
        "results: {a: 1}\n",
        "results: {a: {b: []}}\n",
        "results: {a: {b: {value: 1, sdd: 2}}}\n",
        "results: {a: {b: 1, c: {missing: lunch}}}\n",
        "results: {a: {b: 1, c: {note: later}}}\n",
        "metrics: {acc: {aggregate: average}}\n" + RESULTS,
        "heatmap: {uncertainty: often}\n" + RESULTS,
        "tables: {t: {a: {b: 1}}}\n",
        "title: x\n",
    ],
)
def test_the_schema_refuses_what_we_tell_of(text: str) -> None:
    assert not jsonschema.Draft202012Validator(SCHEMAS["results"]).is_valid(yaml.safe_load(text))
    assert read(text).problems


def test_the_folder_schema() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS["gallery"])
    assert validator.is_valid(yaml.safe_load("title: A\nmetrics: {acc: {unit: percent}}\nrow_key: model\n"))
    assert not validator.is_valid(yaml.safe_load("results: {a: {b: 1}}\n"))


@pytest.mark.parametrize(
    ("month", "days"), enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)
)
def test_a_month_has_its_days(month: int, days: int) -> None:
    assert good(f"date: 2024-{month:02}-{days}\n" + RESULTS).date == f"2024-{month:02}-{days}"
    assert told(read(f"date: 2024-{month:02}-{days + 1}\n" + RESULTS)) != []


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        ("authors: Ada", True),
        ("authors: [Ada, {name: Grace}]", True),
        ("authors: [[Ada]]", False),
        ("claims: [{text: S, metric: acc, count: 1, where: above 1}]", True),
        ("claims: [{text: S, metric: acc, count: 1}]", False),
        ("claims: [{text: S, metric: acc, every: above 1, where: above 1}]", False),
        ("claims: [{text: S, metric: acc, metrics: f1, every: above 1}]", False),
        ("claims: [{text: S, metric: acc, every: {'<': {row: r1}}}]", True),
        ("claims: [{text: S, metric: acc, every: {'<': [1]}}]", False),
        ("claims: [{text: S, metric: acc, every: {'<': {times: 2}}}]", False),
        ("claims: [{text: S, metric: acc, every: {'<': true}}]", False),
    ],
)
def test_the_schema_refuses_what_is_no_claim_and_no_author(text: str, is_valid: bool) -> None:
    assert _valid(f"{text}\n{RESULTS}") is is_valid
