"""The bytes of one file become an experiment, or what is wrong with it: a function of nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.errors import BUG
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.provenance import Sidecar
from mkdocs_results_gallery.reading.collecting.collection import Recall
from mkdocs_results_gallery.reading.collecting.kinds import KINDS
from mkdocs_results_gallery.reading.collecting.table import CollectionReading, recorded_now
from mkdocs_results_gallery.reading.consistency import placed, report_percents, report_unused, with_numbers
from mkdocs_results_gallery.reading.formats import FORMATS, Format, read_document
from mkdocs_results_gallery.reading.formats.yaml import OWN_TAG
from mkdocs_results_gallery.reading.read import Read, Unread
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.sidecar import settings_beside
from mkdocs_results_gallery.reading.sound import with_sound_cures
from mkdocs_results_gallery.reading.tables.comparands import with_baselines
from mkdocs_results_gallery.reading.tables.parse import table_of
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tables.settling import settled
from mkdocs_results_gallery.reading.tables.shapes import rooted, shaped
from mkdocs_results_gallery.reading.tools import read_by, tool_of
from mkdocs_results_gallery.reading.tools.benchstat import is_benchstat, read_benchstat
from mkdocs_results_gallery.reading.tree import Abort, CellLines, Document, Problems


def parse(
    unread: Unread,
    limits: Limits,
    formats: Mapping[str, Format] = FORMATS,
    recall: Recall = recorded_now,
) -> Read:
    """What is read of a file, as `parse_bytes` reads it, or of those that stand for it."""
    if unread.collected is not None:
        kind = KINDS[unread.collected.collection.kind]
        return CollectionReading(kind, experiment_of, limits, formats, recall).read(unread, unread.collected)
    return parse_bytes(unread.content, unread.path, unread.settings, limits, formats, unread.sidecar)


def parse_bytes(
    content: bytes,
    path: str,
    settings: Settings,
    limits: Limits,
    formats: Mapping[str, Format] = FORMATS,
    sidecar: Sidecar | None = None,
) -> Read:
    """The experiment in `content`, the file at `path`; `settings` is what its folders say. Never raises."""
    problems = Problems(path, sidecar.path if sidecar else "")
    experiment = None
    try:
        with without_collection():
            if sidecar:
                settings = settings_beside(sidecar, settings, problems, limits, formats)
            document = read_document(content, path, problems, limits, formats)
            shaping = Shaping(settings, problems, limits)
            if document.is_whole or _is_of_another(document, shaping):
                experiment = _experiment(document, content, path, shaping)
                if experiment and sidecar:
                    experiment = replace(experiment, sidecar=sidecar)
    except Abort:
        pass
    except Exception as error:
        # our own bug costs this file its page, not the build; tests assert that it never happens
        problems.error("bug", 0, (), f"{BUG}: {type(error).__name__}", "please report it, with this file")
    contents = {path: content, **({sidecar.path: sidecar.content} if sidecar else {})}
    found = with_sound_cures(problems.all(), contents)
    return Read(None if problems.has_errors else experiment, found, content)


def _is_of_another(document: Document, shaping: Shaping) -> bool:
    """Whether a document has tags of another program and is no table, so that these are no mistakes."""
    alone = replace(shaping, problems=Problems(shaping.problems.file))
    if document.root is None or _found(document, alone) is not None or not alone.problems.is_skipped:
        return False
    shaping.problems.withdraw(OWN_TAG)
    return not shaping.problems.has_errors


def _experiment(document: Document, content: bytes, path: str, shaping: Shaping) -> Experiment | None:
    found = _found(document, shaping)
    return experiment_of(found, content, path, shaping.problems, shaping.limits) if found else None


def _found(document: Document, shaping: Shaping) -> Shaped | None:
    """The tables of a document, as its tool writes them, or as people do."""
    if isinstance(document.root, CellLines) and is_benchstat(document.root):
        return read_benchstat(document.root, shaping)
    root = rooted(document, shaping)
    if root is None:
        return None
    tool = tool_of(root)
    if tool and not isinstance(root, str):
        return read_by(tool, root, shaping)
    return shaped(root, document.mark, shaping)


def experiment_of(
    found: Shaped, content: bytes, path: str, problems: Problems, limits: Limits
) -> Experiment | None:
    """The experiment at `path`; None where its problems say why there is none."""
    claims = placed(found.settings.claims, found.tables, problems)
    tables = [table_of(raw, problems, limits) for raw in found.tables]
    if problems.has_errors:
        return None
    report_percents(claims, (table for table in tables if table is not None), problems)
    report_unused(found.settings, found.tables, problems)
    is_meant = found.settings.own is not None
    kept = with_numbers([table for table in tables if table is not None], is_meant, problems)
    if not kept:
        return None
    asked = {raw.name: raw.settings for raw in found.tables}
    both = [(asked[table.name], table) for table in kept]
    kept = with_baselines(both, settled(both, problems), problems)
    said = found.settings
    return Experiment(
        path=path,
        title=said.title,
        tables=kept,
        description=said.description,
        date=said.date,
        tags=said.tags,
        source=said.source,
        authors=said.authors,
        related=said.related,
        claims=tuple(written.claim for written in claims),
        content=content,
    )
