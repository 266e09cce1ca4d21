"""What a results file may say; and the same as JSON Schema, for editors and for checks outside of Python.

kinds.py         what a setting's value may be
compounds.py     settings made of others: lists, mappings, authors
comparisons.py   comparisons as people write them
claims.py        claims, as data that can be checked
settings.py      every key of a results file and of ``_gallery.yaml``

"""

from __future__ import annotations

from typing import Any

from mkdocs_results_gallery.reading.schema.settings import FILE, GALLERY

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def results_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a results file in its long form, with ``results:`` or ``tables:``."""
    return {
        "$schema": _DIALECT,
        "title": "Results",
        "description": "A results file: metric tables and what there is to say about them.",
        **FILE.schema(),
        "anyOf": [{"required": ["results"]}, {"required": ["tables"]}],
    }


def gallery_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of ``_gallery.yaml``: what the files of a folder and of those below share."""
    return {
        "$schema": _DIALECT,
        "title": "Results folder",
        "description": "_gallery.yaml: what the results files of this folder and below inherit.",
        **GALLERY.schema(),
    }
