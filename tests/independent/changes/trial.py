"""One pair of states, from their texts to every contradiction in what is written of their comparison."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from mkdocs_results_gallery.analysis.compare import IgnoredColumns
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from tests.independent.changes.claiming import flipped
from tests.independent.changes.counting import KINDS, Counted, CountedFile, counted
from tests.independent.changes.drafts import pair
from tests.independent.changes.saying import wrong_sentence
from tests.independent.changes.sides import state

LEFT_OUT = ("rank", "normalized_*")
"""What is left out of some comparisons."""


@dataclass
class Findings:
    """What was looked at, and what was found."""

    counts: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)


def look_at(seeds: Sequence[int]) -> Findings:
    """Make, compare and count again the pairs of some seeds, as the files of one folder."""
    pairs = {f"p{seed}.yaml": pair(seed) for seed in seeds}
    left_out = LEFT_OUT if seeds[0] % 4 == 0 else ()
    return read_report(report(pairs, left_out), counted_again(pairs, left_out))


def counted_again(pairs: Mapping[str, tuple[str, str]], left_out: Sequence[str]) -> dict[str, CountedFile]:
    """What differs in each file whose states are other texts."""
    return {
        path: counted(state(base), state(head), left_out, flipped(base, head))
        for path, (base, head) in pairs.items()
        if base != head
    }


def report(pairs: Mapping[str, tuple[str, str]], left_out: Sequence[str]) -> dict[str, Any]:
    """What is written for programs about two states of a folder."""
    with tempfile.TemporaryDirectory(prefix="changes-") as folder:
        for at, side in enumerate(("base", "head")):
            Path(folder, side).mkdir()
            for path, texts in pairs.items():
                Path(folder, side, path).write_text(texts[at], encoding="utf-8")
        names = StateNames(f"{folder}/base", f"{folder}/head")
        wish = Wish(Options(), IgnoredColumns(tuple(left_out)))
        found = compare(names, SiteFolders(Path(folder)), wish)
    written: dict[str, Any] = json.loads(REPORTS["json"](found, None))
    return written


def read_report(told: dict[str, Any], expected: dict[str, CountedFile]) -> Findings:
    """Every contradiction between a report and what was counted in each file."""
    findings = Findings()
    files = {one["path"]: one for one in told["experiments"]}
    findings.contradictions += _unlike("files", sorted(files), sorted(expected))
    for path in files.keys() & expected.keys():
        findings.counts["files"] += 1
        wrong = [*_file(files[path], expected[path], findings.counts)]
        findings.contradictions += [f"{path}: {one}" for one in wrong]
    doubts = any(table.doubts for one in expected.values() for table in one.tables)
    findings.contradictions += _claims(told["claims"], expected, findings.counts)
    if not doubts:
        flips = Counter((one["base"], one["head"]) for one in told["claims"])
        said = [*wrong_sentence(told["verdict"], [*expected.values()], flips, told["observations"])]
        findings.contradictions += said
        findings.counts["verdicts"] += 1
    return findings


def _claims(
    told: list[dict[str, Any]], expected: dict[str, CountedFile], counts: Counter[str]
) -> Iterator[str]:
    """Claims that flipped, but for those of which the reader can't know the verdict."""
    doubts = {(path, text) for path, one in expected.items() for text in one.doubtful_claims}
    found = sorted((one["path"], one["text"], one["base"], one["head"]) for one in told)
    wanted = sorted((path, *flip) for path, one in expected.items() for flip in one.flips)
    counts["flipped claims"] += len(wanted)
    counts["doubtful claims"] += len(doubts)
    yield from _unlike("claims", [one for one in found if one[:2] not in doubts], wanted)


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
