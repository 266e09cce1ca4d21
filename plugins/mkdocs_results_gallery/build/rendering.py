"""Pages of a gallery as a whole are rendered: the index, those of tags, the lists of names.

What they show is put together in each build, which costs little; rendering it costs much, and is done only
where what is shown is not what was rendered before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import msgspec
from markupsafe import Markup

from mkdocs_results_gallery.build.kept import packed
from mkdocs_results_gallery.build.made import is_passive_page
from mkdocs_results_gallery.pages.page import Content, digest_of
from mkdocs_results_gallery.pages.templating import TemplateFailure, Templates
from mkdocs_results_gallery.store import DoubtedStore, get_if, key_of

_MARKUP = 1
"""The code of a text that is HTML already: the same as plain text would be rendered otherwise."""


def _tagged(value: object) -> object:
    if isinstance(value, Markup):
        return msgspec.msgpack.Ext(_MARKUP, value.encode("utf-8", "surrogatepass"))
    if isinstance(value, partial):  # of a `Content`, whose key stands beside it
        return None
    raise NotImplementedError(f"a page can't be kept that needs a {type(value).__name__}")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_tagged)


def _shown(context: dict[str, object]) -> bytes | str:
    """All that a page shows, as a part of its key."""
    try:
        return _ENCODER.encode(context)
    except UnicodeEncodeError:  # a name of a file that is no text, in the list of what is skipped
        return repr(context)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A rendered page without its HTML."""

    digest: str
    templating: tuple[TemplateFailure, ...]
    """What failed of the user's templates."""


_DECODER = msgspec.msgpack.Decoder(_Rendered)


class KeptRendering:
    """Renders pages, or takes them from the store."""

    def __init__(self, store: DoubtedStore, conditions: str, templates: Templates) -> None:
        """`conditions` is the key of all that decides about a page beside what it shows."""
        self._store = store
        self._conditions = conditions
        self._templates = templates
        self.rendered = 0
        """How many pages were rendered, and not taken from the store."""
        self.failures: list[TemplateFailure] = []
        """Of the user's templates."""

    def page(self, template: str, uri: str, context: dict[str, object]) -> Content[str]:
        """The HTML of the page at `uri`."""
        key = key_of("rendered", self._conditions, template, uri, _shown(context))
        made = self._known(key) or self._render(key, template, uri, context)[0]
        self.failures += made.templating
        return Content(made.digest, partial(self._html, key, template, uri, context))

    def _known(self, key: str) -> _Rendered | None:
        entry = self._store.get(key)
        try:
            return None if entry is None else _DECODER.decode(entry)
        except (msgspec.MsgspecError, ValueError):
            return None

    def _render(self, key: str, template: str, uri: str, context: dict[str, object]) -> tuple[_Rendered, str]:
        """Render a page and keep it: the small part last, so that the other is where that is."""
        failures = self._templates.failures
        before = len(failures)
        html = str(self._templates.rendered(template, uri, context))
        made = _Rendered(digest_of(html), tuple(failures[before:]))
        del failures[before:]
        self._store.put(_html_key(key), html.encode("utf-8", "surrogatepass"))
        self._store.put(key, packed(made))
        self.rendered += 1
        return made, html

    def _html(self, key: str, template: str, uri: str, context: dict[str, object]) -> str:
        entry = get_if(self._store, _html_key(key), is_passive_page)
        if entry is not None:
            return entry.decode("utf-8", "surrogatepass")
        return self._render(key, template, uri, context)[1]


def _html_key(key: str) -> str:
    return key_of("html", key)
