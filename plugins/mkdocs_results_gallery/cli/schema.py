"""`results-gallery schema`: what a file or a report may say, as JSON Schema."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping

from mkdocs_results_gallery.cli.reply import Reply
from mkdocs_results_gallery.diffing.reports.diffschema import diff_schema
from mkdocs_results_gallery.reading.schema.keys import gallery_schema, results_schema, sidecar_schema


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kind", nargs="?", choices=tuple(SCHEMAS), default="results")


def answer(chosen: Namespace) -> Reply:
    """Run the command."""
    return Reply(json.dumps(SCHEMAS[chosen.kind](), indent=2) + "\n", 0)


SCHEMAS: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "results": results_schema,
    "gallery": gallery_schema,
    "sidecar": sidecar_schema,
    "diff": diff_schema,
}
"""By the name that the command takes."""
