"""The reader of TOML, for files that are rows of a table; without lines, as its library gives none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats.builder import TreeBuilder
from mkdocs_results_gallery.reading.tree import Document, Problems, mark_at

_AT = mark_at(1, 1)
_QUOTED = mark_at(1, 1, quoted=True)


class _Float(str):
    """A number as it is written."""

    __slots__ = ()


def read_toml(text: str, problems: Problems, limits: Limits) -> Document:
    """Read the tree of a TOML text. Reports what is wrong and raises `Abort`."""
    try:
        found = tomllib.loads(text, parse_float=_Float)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        message = f"expected TOML, got something else: {shown(str(error), 80)[1:-1]}"
        raise problems.stop("syntax", 0, (), message) from None
    builder = TreeBuilder(problems, limits)
    _put(found, builder)
    return builder.document()


def _put(value: object, builder: TreeBuilder) -> None:
    """A value and all in it; the depth of what was read is bounded by the library's own recursion."""
    if isinstance(value, Mapping):
        builder.open_fields(_AT)
        for key, inner in value.items():
            builder.put(str(key), _QUOTED)
            _put(inner, builder)
        builder.close()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        builder.open_items(_AT)
        for inner in value:
            _put(inner, builder)
        builder.close()
    elif isinstance(value, bool):
        builder.put(str(value).lower(), _AT)
    else:
        is_text = isinstance(value, str) and not isinstance(value, _Float)
        builder.put(str(value), _QUOTED if is_text else _AT)
