"""The Jinja templates that the pages are rendered with: ours, and those of the user in their stead."""

from __future__ import annotations

import sys
import traceback
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FunctionLoader,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket
from markupsafe import Markup

from mkdocs_results_gallery.errors import Problem, legible, shown_path
from mkdocs_results_gallery.pages.page import OURS, dense, is_english, marked, safe_html, with_code
from mkdocs_results_gallery.safe_open import read_regular
from mkdocs_results_gallery.store import key_of
from mkdocs_results_gallery.words.phrases import counted

_LARGEST = 4 * 1024 * 1024
"""Bytes of a file of the user's that may be a template."""
_LONGEST = 200
"""Characters of an error that are reported in a template."""

_PACKAGE = PackageLoader("mkdocs_results_gallery.pages")

_HINT = "until it is mended, the gallery's own stands in for it"


@dataclass(frozen=True, slots=True)
class TemplateFailure:
    """A template of the user's that failed for one page."""

    file: str
    """Its path, which begins with the name of the user's folder."""
    line: int
    """1-based; 0 where it is unknown."""
    said: str
    """The error in one line."""
    page: str
    """URI of the page."""


def failed_templates(failures: Iterable[TemplateFailure]) -> tuple[Problem, ...]:
    """Report an error for each place of a user's template that failed."""
    pages: dict[tuple[str, int, str], list[str]] = {}
    for one in failures:
        pages.setdefault((one.file, one.line, one.said), []).append(one.page)
    return tuple(
        Problem(file, line, 0, "", f"this template failed {_on(some)}: {said}", _HINT)
        for (file, line, said), some in pages.items()
    )


@dataclass(frozen=True, slots=True)
class TheirTemplates:
    """The user's templates as they were when they were read: so they are used, and so they count."""

    folder: Path | None = None
    """Where they were; None: there are none."""
    texts: tuple[tuple[str, bytes | None], ...] = ()
    """The path of each below the folder, with ``/``, and what it holds, None where that can't be read; in the
    order of the paths."""

    @classmethod
    def read(cls, folder: Path | None) -> TheirTemplates:
        """Read all that lies in a folder, and that a template there may include."""
        if folder is None:
            return cls()
        files = [path for path in sorted(folder.rglob("*")) if not path.is_dir()]
        return cls(folder, tuple((path.relative_to(folder).as_posix(), _read(path)) for path in files))

    @property
    def digest(self) -> str:
        """64 hexadecimal digits."""
        parts = [part for path, content in self.texts for part in (path, "" if content is None else content)]
        return key_of(self.folder.name if self.folder else "", *parts)

    def source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """What Jinja asks for: the text of a template and the path of its file; None where there is none."""
        for path, content in self.texts:
            if path == name and self.folder:
                if content is None:
                    raise OSError(f"{path} can't be read")
                return content.decode(), str(self.folder / path), lambda: True
        return None


def _read(path: Path) -> bytes | None:
    try:
        content = read_regular(path, _LARGEST + 1, follows=True)
    except (OSError, ValueError):
        return None
    return content if len(content) <= _LARGEST else None


class Templates:
    """Templates by name. Where one of the user's fails, the page has ours, and that is kept in `failures`."""

    def __init__(self, theirs: TheirTemplates, language: str = OURS) -> None:
        """`theirs` replace ours of the same name. `language` is the site's."""
        self.theirs = theirs
        self._folder = theirs.folder
        self._ours = _ours(language)
        loaders = ChoiceLoader([FunctionLoader(theirs.source), _PACKAGE]) if theirs.texts else None
        self._theirs = _environment(loaders, language) if loaders else None
        self.failures: list[TemplateFailure] = []
        """In the order of the pages that were rendered."""

    def rendered(self, template: str, uri: str, context: dict[str, object]) -> Markup:
        """The HTML of the page at `uri`."""
        if self._theirs:
            try:
                page = _rendered(self._theirs, template, context)
                page.encode()  # half a character would stop whoever writes the page
                return page
            except Exception as error:
                # where ours can't be rendered either, the template is not to blame
                page = _rendered(self._ours, template, context)
                self._note(template, uri, error)
                return page
        return _rendered(self._ours, template, context)

    def _note(self, template: str, uri: str, error: Exception) -> None:
        file, line = self._place(error) or (template, 0)
        said = legible(" ".join(f"{type(error).__name__}: {error}".split()))[:_LONGEST]
        name = f"{self._folder.name}/{file}" if self._folder else file
        self.failures.append(TemplateFailure(name, line, said, uri))

    def _place(self, error: Exception) -> tuple[str, int] | None:
        """Where in the user's folder it was: Jinja puts the templates' own lines into a traceback."""
        places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        if isinstance(error, TemplateSyntaxError) and error.filename:
            places.append((error.filename, error.lineno))
        for file, line in reversed(places):
            if self._folder and Path(file).is_relative_to(self._folder):
                return Path(file).relative_to(self._folder).as_posix(), line
        return None


def _on(pages: list[str]) -> str:
    return f"on {pages[0]}" if len(pages) == 1 else f"on {len(pages):,} pages, first on {pages[0]}"


def _rendered(env: Environment, template: str, context: dict[str, object]) -> Markup:
    return Markup(dense(env.get_template(template).render(**context)))  # noqa: S704 - autoescaped


class _Strict(Environment):
    """What our templates ask of an object it has: no need to look among items, too, in Python."""

    getattr = staticmethod(getattr)  # type: ignore[assignment] # what compiled templates call


@cache  # ours don't change, and compiling them takes longer than a small gallery
def _ours(language: str) -> Environment:
    env = _environment(_PACKAGE, language, _Strict)
    if not sys.dont_write_bytecode:
        env.bytecode_cache = _Compiled(env)
    return env


class _Compiled(FileSystemBytecodeCache):
    """Our templates compiled, kept beside this module as Python keeps it.

    Not in a project's cache: what lies there is run, so it must be as hard to change as the package is.
    """

    def __init__(self, env: Environment) -> None:
        folder = Path(__file__).parent / "__pycache__"
        # of the compiled code Jinja compares the source and Python's version only
        settings = jinja_version, env.autoescape, env.trim_blocks, env.lstrip_blocks
        made_by = zlib.crc32(repr(settings).encode())
        super().__init__(str(folder), f"%s-{made_by:08x}.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, where the package may be written to."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find one; what was cut off is compiled again."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()


def _environment(loader: BaseLoader, language: str, kind: type[Environment] = Environment) -> Environment:
    """All is escaped, nothing may be undefined."""
    result = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    result.filters["safe_html"] = safe_html
    result.filters["code"] = with_code
    result.filters["counted"] = counted
    result.filters["theirs"] = str if is_english(language) else lambda text: marked(text, text)
    result.filters["shown_path"] = shown_path
    return result
