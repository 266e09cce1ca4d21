"""What is taken from a store that anybody may have written to: only what a build could have put there.

A forged entry may show a wrong text. It is written nowhere else than where this experiment or this page is,
it runs nothing, and it ends no build.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from mkdocs_results_gallery.build.made import Job, Made, MadeFile, MadePage
from mkdocs_results_gallery.pages.lines import DIGEST
from mkdocs_results_gallery.pages.surroundings import TablePlace
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.passive import is_passive, is_passive_file

_KEY = re.compile("[0-9a-f]{64}")
_ID = re.compile(r'(?:rg|t[0-9]|row|metric)[^"<>&\s]*')
_SUFFIX = re.compile(r"(?:--[^/]*)?(?:\.[a-z0-9-]+)+")
_OBJECT = msgspec.json.Decoder(dict[str, Any])


def is_admitted(made: Made, job: Job) -> bool:
    """Whether this could have been made of an experiment, and so has the places of its page and files."""
    around, experiment = job.surroundings, job.experiment
    stems = [around.page.removesuffix(".md"), *(place.stem for place in around.tables)]
    problems = (*made.problems, *made.drawing, *made.observing)
    return (
        (made.page.source, made.page.kind) == (experiment.path, "experiment")
        and is_page_of(made.page, around.page)
        and are_files_of(made.files, stems, (around.source, around.data))
        and {*made.palettes} <= {*PALETTES}
        and all(decision.claim in range(len(experiment.claims)) for decision in made.decisions)
        and len(made.decisions) <= len(experiment.claims)
        and all(problem.file in ("", experiment.path) for problem in problems)
        and len(made.lines) == len(experiment.tables)
        and all(map(_are_lines_of, made.lines, around.tables))
        and _is_object(made.listed.catalogued)
    )


def is_page_of(page: MadePage, uri: str) -> bool:
    """Whether a page belongs at `uri`, and says nothing in its small parts that runs."""
    stem = uri.removesuffix(".md")
    return (
        page.uri == uri
        and _KEY.fullmatch(page.digest) is not None
        and page.image in ("", f"{stem}.share.png")
        and is_passive(page.search)
        and all(_ID.fullmatch(one.id) and is_passive(one.shown) for one in page.headings)
    )


def are_files_of(files: Sequence[MadeFile], stems: Sequence[str], others: Sequence[str] = ()) -> bool:
    """Whether each of `files` lies beside one of `stems`, or is one of `others`."""
    return all(
        _KEY.fullmatch(file.digest)
        and (file.uri in others or any(_is_beside(file.uri, stem) for stem in stems))
        for file in files
    )


def are_contents(contents: Sequence[bytes], made: Made, job: Job) -> bool:
    """Whether these are the bytes of the files that were `made`: the file itself, and nothing that runs."""
    return len(contents) == len(made.files) and all(
        content == job.experiment.content
        if file.uri == job.surroundings.source
        else is_passive_file(file.uri, content)
        for content, file in zip(contents, made.files, strict=True)
    )


def is_passive_page(html: bytes) -> bool:
    """Whether these are the bytes of a page that runs nothing."""
    try:
        return is_passive(html.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return False


def _is_beside(uri: str, stem: str) -> bool:
    return uri.startswith(stem) and _SUFFIX.fullmatch(uri, len(stem)) is not None


def _are_lines_of(lines: dict[str, bytes], place: TablePlace) -> bool:
    """Whether there is one for each row and each metric that has a page."""
    links = {"row": place.row_links, "metric": place.metric_links}
    return lines.keys() == links.keys() and all(
        len(digests) == DIGEST * sum(map(bool, links[kind])) for kind, digests in lines.items()
    )


def _is_object(text: str) -> bool:
    """Whether a text is one object of JSON, so that it ends where it is set into more."""
    try:
        _OBJECT.decode(text)
    except (msgspec.MsgspecError, ValueError):
        return False
    return True
