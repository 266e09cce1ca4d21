"""Every key of a results file and of ``_gallery.yaml``, said once, for the parser and for the JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_results_gallery.choices import AGGREGATE_NAMES, SCALE_KINDS
from mkdocs_results_gallery.options import SCALE_NAMES, STYLE_NAMES
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.provenance import Reference, Source
from mkdocs_results_gallery.reading.notation import PARENTHESES
from mkdocs_results_gallery.reading.schema.baselines import BaselineKind
from mkdocs_results_gallery.reading.schema.boards import BoardKind, ScatterKind
from mkdocs_results_gallery.reading.schema.cells import CELL
from mkdocs_results_gallery.reading.schema.claims import MOST_CLAIMS, OneClaim
from mkdocs_results_gallery.reading.schema.collect import OF_A_COLLECTION, Collecting
from mkdocs_results_gallery.reading.schema.compounds import (
    Authors,
    Group,
    ListOf,
    MappingOf,
    OneOf,
    Setting,
    Texts,
    Unparsed,
)
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.files import ColumnNames, Repeats, SomeFiles
from mkdocs_results_gallery.reading.schema.kinds import (
    DOI,
    NUMBER_FORMAT,
    Choice,
    Date,
    Flag,
    JsonSchema,
    Level,
    Number,
    OneLine,
    Prose,
    Range,
    Reader,
    WebAddress,
)
from mkdocs_results_gallery.reading.schema.tolerances import ToleranceKind
from mkdocs_results_gallery.reading.tree import (
    BESIDE,
    MappingNode,
    Place,
    SequenceNode,
    column_of,
    line_of,
    nfc,
)

_TABLE: JsonSchema = {
    "type": "object",
    "additionalProperties": {"type": ["object", "null"], "additionalProperties": CELL},
    "minProperties": 1,
}
_RECORDS: JsonSchema = {"type": "array", "items": {"type": "object"}, "minItems": 1}

_CI_LEVEL = Setting(Level(), "Confidence level of each ci, in percent; 95 where unsaid.")
_PAIRED = Setting(Flag(), "true: the rows were measured on the same data, so they are not independent.")

METRIC = Group(
    {
        "label": Setting(OneLine(), "Shown instead of the name."),
        "higher_is_better": Setting(Flag(), "true, false; left out when there is no better direction."),
        "range": Setting(Range(), "Possible values [low, high]; null at an end without a bound."),
        "domain": Setting(Range(), "Numbers [low, high] at the ends of the colours; else those of range."),
        "scale": Setting(Choice(SCALE_KINDS), "How colours go between them; log needs numbers above 0."),
        "reference": Setting(Number(), "Chance level, baseline or control, in the metric's unit."),
        "unit": Setting(OneLine(), "Plain text. With percent, cells may be written 82.21%."),
        "format": Setting(NUMBER_FORMAT, "How numbers are shown, e.g. .2f."),
        "description": Setting(Prose(), "Markdown, safe subset."),
        "aggregate": Setting(
            Choice(AGGREGATE_NAMES), "What a line below the table makes of its cells; none forbids any."
        ),
        "ci_level": _CI_LEVEL,
        "parentheses": Setting(
            Choice(PARENTHESES), "What the y of cells such as x (y) is; left out: a note beside the number."
        ),
        "paired": _PAIRED,
        "tolerance": Setting(
            ToleranceKind(), "By how much a number may change before a comparison shows it: abs, rel."
        ),
        "ignore": Setting(Flag(), "true: a comparison of two states leaves it out; false: not so."),
    }
)
ROW = Group(
    {
        "label": Setting(OneLine(), "Shown instead of the name."),
        "group": Setting(OneLine(), "The group of rows that it belongs to."),
        "description": Setting(Prose(), "Markdown, safe subset."),
    }
)
HEATMAP = Group(
    {
        "style": Setting(Choice(STYLE_NAMES), "What colour means."),
        "palette": Setting(Choice(tuple(PALETTES)), "Which colours."),
        "scale": Setting(
            Choice(
                SCALE_NAMES,
                SCALE_KINDS,
                "that is a `scale` of each metric, as in metrics: {cost: {scale: log}}",
            ),
            "One colour scale for the table, or one per metric.",
        ),
        "uncertainty": Setting(Flag(), "Whether the figure's cells show uncertainty."),
    }
)
SOURCE = Group(
    {
        "url": Setting(WebAddress(), "Web address."),
        "doi": Setting(DOI, "Bare, e.g. 10.1000/182."),
        "commit": Setting(OneLine(), "Commit that made the numbers; always text."),
        "command": Setting(OneLine(), "What was run."),
    }
)

_INHERITED: dict[str, Setting] = {
    "metrics": Setting(MappingOf(METRIC), "What the columns mean; the order of the columns."),
    "rows": Setting(MappingOf(ROW), "What the rows are; the order of the rows."),
    "groups": Setting(
        MappingOf(Texts("globs", "[neg_*]", one=True, are_globs=True)),
        "Groups of rows: name and glob, or globs, over row names.",
    ),
    "heatmap": Setting(HEATMAP, "How the tables are drawn."),
    "board": Setting(BoardKind(), "One overall number for each row, by a policy that the page states."),
    "scatter": Setting(
        ScatterKind(), "Two metrics that are drawn against each other, x and y; or several pairs."
    ),
    "baseline": Setting(
        BaselineKind(), "Another experiment, or {row: name}: what the tables are compared with."
    ),
    "row_key": Setting(
        Texts("field names", "[dataset, model]", one=True),
        "The field of a record that names its row; a list of fields is joined with ' / '.",
    ),
    "header": Setting(
        ColumnNames(),
        "false: no line of a CSV names its columns; a list: their names; true: the first line does.",
    ),
    "repeat": Setting(
        Repeats(), "true: lists are repeats; or the field that tells repeats apart, e.g. seed."
    ),
    "orient": Setting(Choice(("rows", "columns")), "columns: metric -> row -> number."),
    "ci_level": _CI_LEVEL,
    "paired": _PAIRED,
    "ignore": Setting(
        Texts("names of metrics", "[rank, normalized_*]", one=True, are_globs=True),
        "Metrics, names or globs, that a comparison of two states leaves out; what it hides is counted.",
    ),
}
_ELSEWHERE = {
    **{
        key: f"that is a `{key}` of a claim, as in claims: [{{text: …, metrics: […], {key}: …}}]"
        for key in ("pareto", "best", "worst")
    },
    **{key: f"that is a `{key}` of the heatmap, as in heatmap: {{{key}: …}}" for key in HEATMAP.settings},
    **{
        key: f"that is a `{key}` of each metric, as in metrics: {{cost: {{{key}: …}}}}"
        for key in METRIC.settings
    },
}
"""What belongs one level down, by key."""
_TITLE = Setting(OneLine(), "Plain text.")
_DESCRIPTION = Setting(Prose(), "Markdown, safe subset.")
_RESULTS = Setting(
    Unparsed("rows of numbers", (), {"anyOf": [_TABLE, _RECORDS]}),
    "The numbers: row -> metric -> number, or a list of records.",
)
_CLAIMS = "Sentences that the numbers must keep true."
_TAGS = Setting(Texts("tags", "[probing, llama]"), "Tags; each gets a page when experiments share it.")


def _claims(*, names_table: bool) -> ListOf:
    return ListOf(OneClaim(names_table), "claims", MOST_CLAIMS)


TABLE = Group(
    {
        "title": _TITLE,
        "description": _DESCRIPTION,
        **_INHERITED,
        "results": _RESULTS,
        "claims": Setting(_claims(names_table=False), _CLAIMS),
    },
    required=("results",),
    elsewhere=_ELSEWHERE,
)
FILE = Group(
    {
        "title": _TITLE,
        "description": _DESCRIPTION,
        "date": Setting(Date(), "ISO 8601: 2024, 2024-10, 2024-10-18 or a date-time."),
        "tags": _TAGS,
        "authors": Setting(Authors(), "Who made the numbers; the page then says how to cite them."),
        "source": Setting(OneOf(WebAddress(), "url", SOURCE), "Where the numbers come from."),
        **_INHERITED,
        "results": _RESULTS,
        "tables": Setting(
            Unparsed(
                "a mapping from table names",
                (MappingNode,),
                {"type": "object", "additionalProperties": TABLE.schema()},
            ),
            "Several tables: name -> the same keys as a file.",
        ),
        "claims": Setting(_claims(names_table=True), _CLAIMS),
        "related": Setting(Texts("file names", "[unseen-topics]"), "Other experiments, by path or its end."),
    },
    elsewhere=_ELSEWHERE,
)


def _settings(fields: MappingNode, values: Mapping[str, Any]) -> Settings:
    groups = {name: globs or () for name, globs in values.get("groups", {}).items()}
    return Settings(
        collect=values.get("collect"),
        files=tuple((glob, said) for glob, said in values.get("files", {}).items() if said),
        title=values.get("title", ""),
        description=values.get("description", ""),
        date=values.get("date", ""),
        tags=values.get("tags", ()),
        source=Source(**values.get("source", {})),
        authors=values.get("authors", ()),
        related=_references(fields, values.get("related", ())),
        metrics=values.get("metrics", {}),
        rows=values.get("rows", {}),
        row_order=tuple(values.get("rows", {})),
        groups=groups,
        heatmap=values.get("heatmap", {}),
        board=values.get("board"),
        scatter=values.get("scatter"),
        baseline=values.get("baseline"),
        row_key=values.get("row_key", ()),
        header=values.get("header"),
        repeat=values.get("repeat"),
        orient=values.get("orient", ""),
        ci_level=values.get("ci_level"),
        paired=values.get("paired"),
        ignore=values.get("ignore"),
        claims=values.get("claims", ()),
        own=fields,
    )


def _references(fields: MappingNode, texts: tuple[str, ...]) -> tuple[Reference, ...]:
    found = fields.get("related")
    marks: dict[str, int] = {}
    if found and isinstance(found[0], SequenceNode):
        for text, mark in found[0].items():
            if isinstance(text, str):
                marks.setdefault(nfc(text.strip()), mark)
    return tuple(
        Reference(text, line_of(mark), column_of(mark), is_beside=bool(mark & BESIDE))
        for text in texts
        for mark in [marks.get(text, 0)]
    )


SIDECAR = Group(
    {key: setting for key, setting in FILE.settings.items() if key not in ("results", "tables")},
    elsewhere=_ELSEWHERE,
)
"""Of a file ``x.csv.yaml`` beside ``x.csv``."""
SOME = Group({"tags": _TAGS, **_INHERITED}, elsewhere=_ELSEWHERE)
"""What a ``_gallery.yaml`` says of the files that a glob matches."""
GALLERY = Group(
    {
        "collect": Setting(
            Collecting(Group({**OF_A_COLLECTION, **SIDECAR.settings}, elsewhere=_ELSEWHERE), _settings),
            "Files of this folder and below that are one table, each a row; and what is said of the table.",
        ),
        "title": Setting(OneLine(), "Title of the gallery, in the top folder."),
        "description": _DESCRIPTION,
        "tags": Setting(Texts("tags", "[probing]"), "Tags of every file below."),
        "files": Setting(
            MappingOf(SomeFiles(SOME, _settings)),
            "Settings of some files: glob over their names -> the same keys; what a file says itself wins.",
        ),
        **_INHERITED,
    },
    elsewhere=_ELSEWHERE,
)


def read_settings(fields: MappingNode, group: Group, place: Place, reader: Reader) -> Settings:
    """Read the settings of a mapping; what is wrong is reported and left out."""
    return _settings(fields, group.read(fields, fields.mark, place, reader) or {})


_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def results_schema() -> JsonSchema:
    """JSON Schema 2020-12 of a results file in its long form, with ``results:`` or ``tables:``."""
    return {
        "$schema": _DIALECT,
        "title": "Results",
        "description": "A results file: metric tables and what there is to say about them.",
        **FILE.schema(),
        "anyOf": [{"required": ["results"]}, {"required": ["tables"]}],
    }


def gallery_schema() -> JsonSchema:
    """JSON Schema 2020-12 of ``_gallery.yaml``: what the files of a folder and of those below share."""
    return {
        "$schema": _DIALECT,
        "title": "Results folder",
        "description": "_gallery.yaml: what the results files of this folder and below inherit.",
        **GALLERY.schema(),
    }


def sidecar_schema() -> JsonSchema:
    """JSON Schema 2020-12 of a file beside a results file."""
    return {
        "$schema": _DIALECT,
        "title": "Beside results",
        "description": "x.csv.yaml beside x.csv: what there is to say about a file that can't say it itself.",
        **SIDECAR.schema(),
    }
