"""MLflow's runs: a row for each that has finished, at its last step."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.reading.collecting.collection import Member
from mkdocs_results_gallery.reading.collecting.finders.mlflow import RUN_NAME, meta_lines, said_in
from mkdocs_results_gallery.reading.collecting.means import CollectionKind, Means, MemberRecord
from mkdocs_results_gallery.reading.collecting.records import as_record
from mkdocs_results_gallery.reading.notation import INFINITE, NOT_A_NUMBER, NUMBER
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Shaped, Shaping
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Node,
    Problems,
    forbidden_character,
    nfc,
    wrong_in_name,
)
from mkdocs_results_gallery.words.phrases import counted, joined

_LINE = re.compile(r"(-?[0-9]{1,18}) (\S+)(?: (-?[0-9]{1,18}))?")
"""Time in milliseconds, value, step, which the first releases left out."""
_FINISHED = "3"
_LEFT = "\0left"
_NAME, _START, _METRICS, _PARAMETERS = "name", "start", "metrics", "params"


def _records(
    member: Member, contents: Mapping[str, bytes], means: Means, problems: Problems
) -> list[MappingNode]:
    """One record: the name, the number of the highest step of each metric, the parameters."""
    run = posixpath.dirname(member.path)
    said = meta_lines(contents[member.path])
    name = _text(contents.get(f"{run}/{RUN_NAME}", b"")) or said_in(said, "run_name") or member.names[0]
    parts: dict[str, list[tuple[str, int, Node, int]]] = {_METRICS: [], _PARAMETERS: []}
    for path in member.files[1:]:
        _, kind, inner = _parted(path, run)
        wrong = wrong_in_name(inner, means.limits.name_characters)
        if wrong:
            problems.error("name", 0, (kind,), f"expected a name, got {wrong}: {shown(inner)}")
        elif kind == _METRICS:
            found = _last(contents[path], inner, path, problems)
            if found is not None:
                parts[_METRICS].append((nfc(inner), 0, found, 0))
        elif kind == _PARAMETERS:
            parts[_PARAMETERS].append((nfc(inner), 0, _text(contents[path]), 1))
    start = said_in(said, "start_time")
    left = _why_left_out(said, bool(parts[_METRICS]))
    inner_parts = [(key, 0, as_record(leaves, 0, {}), 0) for key, leaves in parts.items()]
    return [as_record([(_NAME, 0, name, 1), (_START, 0, start, 1), (_LEFT, 0, left, 1), *inner_parts], 0, {})]


def _parted(path: str, run: str) -> tuple[str, str, str]:
    kind, _, inner = path[len(run) + 1 :].partition("/")
    return run, kind, inner


def _text(content: bytes) -> str:
    text = nfc(content.decode("utf-8", "replace").strip())
    return "" if forbidden_character(text) else " ".join(text.split())


def _why_left_out(said: Mapping[str, tuple[int, str]], has_metrics: bool) -> str:
    if said_in(said, "lifecycle_stage") == "deleted":
        return "deleted"
    if said_in(said, "status") not in (_FINISHED, "FINISHED", ""):
        return "not finished"
    return "" if has_metrics else "without metrics"


def _last(content: bytes, metric: str, path: str, problems: Problems) -> Node | None:
    """The number of the highest step; of the latest time where there are several. None: there is no line."""
    best: tuple[int, int, int] | None = None
    value = ""
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None or not _is_value(found[2]):
            message = f"expected lines of time, number and step in {shown(path, 80)}, got {shown(line)}"
            message += f" on line {number}"
            problems.error("metric", 0, (_METRICS, metric), message)
            return None
        order = int(found[3] or 0), int(found[1]), number
        if best is None or order > best:
            best, value = order, found[2]
    if best is None:
        return None
    return value if NUMBER.fullmatch(value) else _no_number(value)


def _is_value(text: str) -> bool:
    return bool(NUMBER.fullmatch(text) or INFINITE.fullmatch(text) or text in NOT_A_NUMBER)


def _no_number(text: str) -> MappingNode:
    """A cell for what is no number: a run may write ``nan`` and ``inf``."""
    return as_record([("missing", 0, "failed", 1), ("note", 0, f"the value is {text}", 1)], 0, {})


def _tables(
    lines: Sequence[MemberRecord], fields: tuple[str, ...], means: Means, shaping: Shaping
) -> Shaped | None:
    """Rows by the names of runs, in the order of their starts; runs of one name have their ids as well."""
    del fields, means
    kept = [line for line in lines if not _field(line, _LEFT)]
    kept = [line for line in kept if _has_name(line, shaping)]
    kept.sort(key=lambda line: int(_field(line, _START)[:18]) if _field(line, _START).isdecimal() else 0)
    left = Counter(_field(line, _LEFT) for line in lines if _field(line, _LEFT))
    if left:
        reasons = joined([f"{number} {reason}" for reason, number in sorted(left.items())])
        message = f"{counted(sum(left.values()), 'run')} of {len(lines)} left out: {reasons}"
        shaping.problems.notice("runs", 0, (), message)
    if not kept:
        return None
    often = Counter(_field(line, _NAME) for line in kept)
    rows = [(_row_name(line, often), line) for line in kept]
    metrics = {key for _, line in rows for key in _inner(line, _METRICS).keys}
    names = dict.fromkeys(key for _, line in rows for key in _inner(line, _PARAMETERS).keys)
    longest = shaping.limits.text_characters
    texts = tuple(
        TextColumn(
            f"{name} (parameter)" if name in metrics else name,
            tuple(str((_inner(line, _PARAMETERS).get(name) or ("", 0))[0])[:longest] for _, line in rows),
        )
        for name in names
    )
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    raw = tuple(RawRow(name, line.mark, _cells(line, known)) for name, line in rows)
    return Shaped((RawTable("", (), 0, raw, shaping.settings, texts=texts),), shaping.settings)


def _has_name(line: MemberRecord, shaping: Shaping) -> bool:
    """Whether a run's name can be one of a row; reports that it can't."""
    wrong = wrong_in_name(_field(line, _NAME), shaping.limits.name_characters)
    if wrong:
        message = f"expected the name of a run, got {wrong}: {shown(_field(line, _NAME))}"
        shaping.problems.error("row name", line.mark, (), message)
    return not wrong


def _row_name(line: MemberRecord, often: Mapping[str, int]) -> str:
    name = _field(line, _NAME)
    return name if often[name] == 1 else f"{name} / {line.names[0]}"


def _cells(line: MemberRecord, known: dict[tuple[str, ...], tuple[str, ...]]) -> MappingNode:
    inner = _inner(line, _METRICS)
    inner.keys = known.setdefault(inner.keys, inner.keys)
    return inner


def _field(line: MemberRecord, key: str) -> str:
    found = line.record.get(key)
    return found[0] if found and isinstance(found[0], str) else ""


def _inner(line: MemberRecord, key: str) -> MappingNode:
    found = line.record.get(key)
    return found[0] if found and isinstance(found[0], MappingNode) else as_record([], line.mark, {})


MLFLOW = CollectionKind(_records, _tables, "runs of MLflow, each at its last step")
