"""The real history of a file: each revision against the one before it.

A CSV is read as the documentation says, a YAML file as a list of records. Rows are named by as many of the
given fields as it takes to tell them apart.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from tests.independent.changes.counting import counted
from tests.independent.changes.sides import Said, Sheet, State
from tests.independent.changes.trial import Findings, read_report
from tests.independent.paper import is_number, number
from tests.independent.reading import Metric

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_NOTHING = ("", "null", "~", "NA", "N/A", "-")


def look_at_history(revisions: Sequence[Path], keys: Sequence[str]) -> Findings:
    """Compare each revision with the one before; `keys` are the fields that name the rows."""
    findings = Findings()
    for base, head in pairwise(revisions):
        found = _look_at_pair(base, head, keys)
        findings.counts += found.counts
        findings.contradictions += [f"{base.name} - {head.name}: {one}" for one in found.contradictions]
    return findings


def _look_at_pair(base: Path, head: Path, keys: Sequence[str]) -> Findings:
    told = _report(base, head)
    states = _states([base, head], keys)
    broken = [side for side, one in zip(("base", "head"), states, strict=True) if one is None]
    if base.read_bytes() == head.read_bytes():
        return Findings(Counter(same=1), [f"{told} of equal files"] if told["experiments"] else [])
    (file,) = told["experiments"]
    if broken or file["status"] == "broken":
        sides = sorted({problem["side"] for problem in file["problems"]})
        wrong = [] if sides == broken else [f"broken in {sides}, expected {broken}: {file['problems']}"]
        return Findings(Counter(broken=1), wrong)
    expected = counted(states[0], states[1], ())
    findings = read_report(told, {file["path"]: expected})
    findings.counts["pairs"] += 1
    (table,) = expected.tables
    for what, names in (("rows", table.rows), ("metrics", table.metrics)):
        findings.counts[f"{what} added"] += len(names["added"])
        findings.counts[f"{what} removed"] += len(names["removed"])
    return findings


def _report(base: Path, head: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="histories-") as folder:
        for side, revision in (("base", base), ("head", head)):
            (Path(folder) / side).mkdir()
            shutil.copyfile(revision, Path(folder) / side / f"table{revision.suffix}")
        names = StateNames(str(Path(folder) / "base"), str(Path(folder) / "head"))
        found = compare(names, SiteFolders(Path(folder)), Wish(Options()))
        written: dict[str, Any] = json.loads(REPORTS["json"](found, None))
        return written


def _states(revisions: Sequence[Path], keys: Sequence[str]) -> list[State | None]:
    """Both, with rows that are named by the same fields: as many as it takes in either."""
    for length in range(1, len(keys) + 1):
        states = [_state(one, keys[:length]) for one in revisions]
        if all(len(set(one.sheets[""].rows)) == len(one.sheets[""].rows) for one in states if one):
            break
    return states


def _state(revision: Path, keys: Sequence[str]) -> State | None:
    """The only table of a revision; None where it can't be read."""
    text = revision.read_text(encoding="utf-8")
    if revision.suffix == ".csv":
        records = list(csv.DictReader(io.StringIO(text)))
    else:
        try:
            records = yaml.load(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            return None
    sheet = _sheet(records, keys)
    return State({}, {"": sheet}) if sheet else None


def _sheet(records: list[dict[str, str]], keys: Sequence[str]) -> Sheet | None:
    """The table of all records; None where a column of numbers has something else in it."""
    names = [" / ".join(record[key] for key in keys) for record in records]
    fields = [one for one in dict.fromkeys(name for record in records for name in record) if one not in keys]
    metrics = []
    for name in fields:
        texts = [text for record in records if (text := _plain(record.get(name, ""))) not in _NOTHING]
        numbers = sum(map(is_number, texts))
        if 2 * numbers > len(texts):
            metrics.append(name)
            if numbers < len(texts):
                return None
    sheet = Sheet(
        names, {one: Metric(one) for one in metrics}, {one: {} for one in metrics}, {}, {}, {}, set()
    )
    for row, record in zip(names, records, strict=True):
        for name in metrics:
            text = _plain(record.get(name, ""))
            if text in _NOTHING:
                sheet.cells[row, name] = Said(why=("unknown", ""))
            else:
                sheet.cells[row, name], sheet.texts[row, name] = Said(number(text)), text
    for name in fields:
        if name not in metrics and any(record.get(name, "") for record in records):
            sheet.words[name] = {
                row: record.get(name, "").strip() for row, record in zip(names, records, strict=True)
            }
    return sheet


def _plain(text: str) -> str:
    return text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.strip()
