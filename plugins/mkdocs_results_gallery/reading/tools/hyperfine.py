"""hyperfine: what `--export-json` and `--export-csv` write; all times are seconds."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import (
    count_of,
    distinct,
    inner,
    lower,
    records_of,
    repeated,
)
from mkdocs_results_gallery.reading.tools.parts import text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode, nfc

_TIMES = ("mean", "median", "min", "max", "user", "system")
_HEAD = ("command", "mean", "stddev", "median", "user", "system", "min", "max")
_PARAMETER = "parameter_"


def _is_export(root: Node) -> bool:
    if not isinstance(root, MappingNode) or root.keys != ("results",):
        return False
    first = next(iter(records_of(root, "results")), None)
    return first is not None and {*_HEAD} <= {*first[0].keys}


def _is_csv(root: Node) -> bool:
    head = root.values[0] if isinstance(root, SequenceNode) and root.values else None
    if not isinstance(head, MappingNode) or head.keys[: len(_HEAD)] != _HEAD:
        return False
    return all(key.startswith(_PARAMETER) for key in head.keys[len(_HEAD) :])


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("results")))
    return _of([record for record, _ in records_of(root, "results")], lines)


def _shaped_records(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    return _of([record for record in root.values if isinstance(record, MappingNode)], lines)


def _of(records: Sequence[MappingNode], lines: Patchwork) -> Shaped:
    names = distinct(text_of(record, "command") for record in records)
    for name, record in zip(names, records, strict=True):
        lines.row(name, record.mark)
        for field in _TIMES:
            found = record.get(field)
            if found is None:
                continue
            if field == "mean":
                found = repeated(found, record.get("stddev"), count_of(record, "times"))
            lines.add(name, field, found, record.key_mark(field))
        _add_texts(lines, name, record)
    return lines.shaped(Settings(metrics={name: lower("s") for name in lines.metrics}))


def _add_texts(lines: Patchwork, name: str, record: MappingNode) -> None:
    """The parameters, what a command returned that failed, and the whole of one that is long."""
    command = text_of(record, "command")
    if not name.startswith(command):
        lines.text(name, "command", command)
    for key in inner(record, "parameters").keys:
        lines.text(name, key, text_of(record, "parameters", key))
    for key in record.keys:
        if key.startswith(_PARAMETER):
            lines.text(name, key.removeprefix(_PARAMETER), text_of(record, key))
    codes, _ = record.get("exit_codes") or ("", 0)
    values = codes.values if isinstance(codes, SequenceNode) else ()
    # one that a signal ended has no code
    ends = {"killed" if code == "null" else nfc(code) for code in values if isinstance(code, str)}
    if ends - {"0"}:
        lines.text(name, "exit codes", ", ".join(sorted(ends)))


_NAME = "hyperfine"
_DOCS = "hyperfine"
HYPERFINE = Tool(_NAME, frozenset({"results"}), _is_export, _shaped, _DOCS)
HYPERFINE_CSV = Tool(_NAME, frozenset(_HEAD), _is_csv, _shaped_records, _DOCS)
