"""A small folder, and what is read of it, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs_results_gallery.model import Gallery, Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery


def written(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def read(root: Path, files: Mapping[str, str], **options: object) -> Gallery:
    return read_gallery(written(root, files), Options(**options))


def picture(gallery: Gallery) -> str:
    """All tables and problems."""
    return "\n".join([*_experiments(gallery), *map(_problem, gallery.problems)])


def _experiments(gallery: Gallery) -> Iterator[str]:
    for one in gallery.experiments:
        yield f"{one.path} = {one.title}"
        for table in one.tables:
            yield from _lines(table)


def _lines(table: Table) -> Iterator[str]:
    heads = [*(metric.name for metric in table.metrics), *(f"{column.name}:" for column in table.texts)]
    yield f"  {table.name or '-'} | {' | '.join(heads)}"
    for at, row in enumerate(table.rows):
        numbers = [table.written((at, metric)) or "." for metric in range(len(table.metrics))]
        yield f"  {row.name} | {' | '.join([*numbers, *(column.values[at] for column in table.texts)])}"


def _problem(problem: object) -> str:
    return f"{getattr(problem, 'severity', '')}: {problem}"
