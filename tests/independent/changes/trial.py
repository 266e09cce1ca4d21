"""One pair of states, from their texts to every contradiction in what is written of their comparison."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mkdocs_results_gallery.analysis.compare import IgnoredColumns, compare_experiments
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.model import Experiment
from tests.independent.changes.counting import KINDS, Counted, CountedFile, counted
from tests.independent.changes.drafts import pair
from tests.independent.changes.saying import wrong_sentence
from tests.independent.changes.sides import state
from tests.reading.conftest import read
from tests.reading.conftest import told as messages


@dataclass
class Findings:
    """What was looked at, and what was found."""

    counts: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)


def look_at(seed: int) -> Findings:
    """Make, compare and count again the pair of a seed."""
    base, head, left_out = pair(seed)
    told = report(base, head, left_out)
    expected = counted(state(base), state(head), left_out)
    findings = read_report(told, {"a.yaml": expected})
    if not any(table.doubts for table in expected.tables):
        findings.contradictions += wrong_sentence(told["verdict"], [expected])
        findings.counts["verdicts"] += 1
    return findings


def report(base: str, head: str, left_out: tuple[str, ...]) -> dict[str, Any]:
    """What is written for programs about two states of one file."""
    found = compare_experiments(read_again(base), read_again(head), IgnoredColumns(left_out))
    written: dict[str, Any] = json.loads(REPORTS["json"](GalleryComparison("base", "head", (found,)), None))
    return written


def read_again(text: str) -> Experiment:
    """The file; that it names a metric to leave out that it does not have is no reason to stop."""
    done = read(text)
    assert [message for message in messages(done) if ": ignore: " not in message] == []
    assert done.experiment is not None
    return done.experiment


def read_report(told: dict[str, Any], expected: dict[str, CountedFile]) -> Findings:
    """Every contradiction between a report and what was counted in each file."""
    findings = Findings()
    for file in told["experiments"]:
        findings.counts["files"] += 1
        for wrong in _file(file, expected[file["path"]], findings.counts):
            findings.contradictions.append(f"{file['path']}: {wrong}")
    return findings


def _file(told: dict[str, Any], expected: CountedFile, counts: Counter[str]) -> Iterator[str]:
    status = "changed" if expected.is_changed else "unchanged"
    counts[status] += 1
    if told["status"] != status:
        yield f"is {told['status']}, expected {status}"
    names = {"added": expected.added, "removed": expected.removed}
    yield from _unlike("tables", {key: told["table_names"][key] for key in names}, names)
    yield from _unlike("said of the file", _stated(told["metadata"]), sorted(expected.stated))
    tables = {one["name"]: one for one in told["tables"]}
    yield from _unlike("tables on both sides", [*tables], [one.name for one in expected.tables])
    for one in expected.tables:
        if one.name in tables:
            yield from (f"{one.name} {wrong}".strip() for wrong in _table(tables[one.name], one, counts))


def _unlike(what: str, told: object, expected: object) -> Iterator[str]:
    if told != expected:
        yield f"{what}: {told}, expected {expected}"


def _stated(said: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return sorted((one["of"], one["name"], one["key"]) for one in said)


def _table(told: dict[str, Any], expected: Counted, counts: Counter[str]) -> Iterator[str]:
    yield from _unlike("rows", told["rows"], expected.rows)
    yield from _unlike("metrics", told["metrics"], expected.metrics)
    yield from _unlike("said otherwise", _stated(told["metadata"]), sorted(expected.stated))
    scales = [(one["metric"], Fraction(one["factor"]), one["cells"]) for one in told["rescaled"]]
    yield from _unlike("rescaled", scales, expected.rescaled)
    yield from _unlike("in another unit", told["other_units"], expected.other_units)
    if expected.doubts:
        counts["doubts"] += 1
        return
    cells = {kind: expected.cells[kind] for kind in KINDS}
    counts.update(expected.cells)
    counts["rescaled"] += len(expected.rescaled)
    counts["renamed"] += len(expected.rows["renamed"]) + len(expected.metrics["renamed"])
    counts["tables"] += 1
    cells["changed"] = sum(cells[kind] for kind in ("better", "worse", "within", "neutral"))
    yield from _unlike("cells", dict(sorted(told["cells"].items())), dict(sorted(cells.items())))
    others = sorted((one["row"], one["metric"], one["kind"]) for one in told["others"])
    yield from _unlike("other cells", others, sorted(expected.others))
    changes = [_change(one) for one in told["changes"]]
    yield from _unlike("changes", sorted(changes), sorted(expected.changes))
    order = [(expected_row, metric) for expected_row, metric, *_ in changes]
    yield from _unlike("order of changes", order, [one[:2] for one in expected.changes])


def _change(one: dict[str, Any]) -> tuple[str, str, Fraction, Fraction, Fraction, str, bool, bool]:
    base, head, delta = (Fraction(Decimal(one[key])) for key in ("base", "head", "delta"))
    sure = one["beyond_uncertainty"], one["unclear"]
    return one["row"], one["metric"], base, head, delta, one["verdict"], *sure
