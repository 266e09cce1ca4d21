"""What a browser loads beside a page: one script, one stylesheet, and data as scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from mkdocs_results_gallery.palettes import LEVELS, colours, ink
from mkdocs_results_gallery.words.missing import (
    BASELINE_KINDS,
    CHANGE_KINDS,
    MARKS,
    MISSING_KINDS,
    OFF_SCALE,
    UNKNOWN,
    MissingKind,
    Stroke,
    missing_class,
)

_ENTRY = "results-gallery.js"
_IMPORT = re.compile(r'import (?:\{ (\w+(?:, \w+)*) \} from )?"\./([\w-]+\.js)";')
_EXPORT = re.compile(r"export (?=(?:async function|function\*?|class|const) (\w+)\b)")
_MODULE_SYNTAX = re.compile(r"\s*(?:import|export)\b|.*\bimport(?:\(|\.meta)")
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)[ \t]*$", re.DOTALL | re.MULTILINE)
"""One that has its lines for itself. No text of ours goes over lines, so none of them looks like one."""
_STYLE_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n|[ \t]*/\*.*?\*/", re.DOTALL | re.MULTILINE)
_ESCAPES = (
    ("\\", "\\\\"),
    ("'", "\\'"),
    ("\n", "\\n"),
    ("\r", "\\r"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
    ("</", "<\\/"),
)
_OPENING = re.compile(r"<(?=!--|script)", re.IGNORECASE)
"""With ``</`` all that means something to HTML, should anybody put our script into a page."""


def palette_class(palette: str) -> str:
    """The class of a table, or of a single cell in it, that is coloured with `palette`."""
    return f"rg-palette-{palette}"


def stylesheet(palettes: Iterable[str], *, has_changes: bool = False) -> bytes:
    """The styles of all pages, with a class for each level, ``.rg-l37``, and one for each of `palettes`.

    The table's colours are the figure's, and no page needs a style attribute. What has become of cells is
    known where a page `has_changes`.
    """
    sources = _sources(".css")
    styles = [
        _STYLE_COMMENT.sub("", sources["results-gallery.css"]),
        *_missing_rules(),
        *(_change_rules(sources["changes.css"]) if has_changes else ()),
        *map(_palette_rule, sorted(set(palettes))),
    ]
    return "\n".join([*styles, *_level_rules(), ""]).encode()


def _palette_rule(palette: str) -> str:
    # variables, so that a cell with a palette of its own takes that one, wherever it stands
    shades = (f"--rg-{level}:{one};--rg-i{level}:{ink(one)}" for level, one in enumerate(colours(palette)))
    return f".{palette_class(palette)}{{{';'.join(shades)}}}"


def _level_rules() -> Iterator[str]:
    for level in range(LEVELS):
        # as specific as it takes to stand above the striped tables of other themes
        selector = f".rg.rg.rg.rg.rg .rg-l{level}"
        yield f"{selector}{{--rg-at:{level};background:var(--rg-{level});color:var(--rg-i{level})}}"


_ANGLES: Mapping[Stroke, int] = {"falling": 45, "rising": 135, "level": 0, "upright": 90}
"""Degrees of the gradients whose stripes are the lines of a figure's hatch."""


def _missing_rules() -> Iterator[str]:
    """The hatch of each reason, as in the figures; and the sign where none is given: pages leave it out."""
    unknown = MISSING_KINDS[UNKNOWN]
    yield f".rg .rg-missing{{background-image:{_hatch(unknown)}}}"
    yield f".rg .rg-off{{background-image:{_hatch(MARKS[OFF_SCALE])}}}"
    before = '.rg .rg-missing:not([class*="rg-missing-"])::before'
    yield f'{before}{{content:"{unknown.sign}";content:"{unknown.sign}" / ""}}'
    yield from _rules_of({name: kind for name, kind in MISSING_KINDS.items() if name != UNKNOWN})


def _change_rules(source: str) -> Iterator[str]:
    yield _STYLE_COMMENT.sub("", source)
    yield from _rules_of({**CHANGE_KINDS, **BASELINE_KINDS})


def _rules_of(kinds: Mapping[str, MissingKind]) -> Iterator[str]:
    for name, kind in kinds.items():
        yield f".rg .{missing_class(name)}{{background-image:{_hatch(kind)}}}"


def _hatch(kind: MissingKind) -> str:
    stripes = (
        f"repeating-linear-gradient({_ANGLES[stroke]}deg,transparent 0 5px,var(--rg-line) 5px 6px)"
        for stroke in kind.hatch
    )
    return ",".join(stripes) or "none"


@cache  # it is the same in every build
def script() -> bytes:
    """All modules as one classic script: unlike a module, it also runs on a page that is opened from disk.

    The signs of missing cells are a module as well, ``missing.js``, which is written here.
    """
    signs = json.dumps({kind.sign: kind.latex for kind in MISSING_KINDS.values()}, ensure_ascii=False)
    generated = {"missing.js": f"export const LATEX_OF_SIGN = {signs};\n"}
    return bundle(_sources(".js") | generated, _ENTRY).encode()


def as_script(text: str) -> bytes:
    """A classic script that hands `text` to the function ``resultsGallery`` (``loading.js``).

    Where a page is opened from disk, a script is the only file that it may load.
    """
    for special, escaped in _ESCAPES:
        text = text.replace(special, escaped)
    text = _OPENING.sub(r"\\u003c", text)
    return f"resultsGallery('{text}');\n".encode("utf-8", "replace")


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """The module `entry` and all that it imports as one classic script, each in a scope of its own.

    Only what our modules need is understood: ``import { a, b } from "./x.js";``, ``import "./x.js";`` and
    ``export`` before a function, class or const, each on one line. Anything else raises ValueError. Comments
    and empty lines are left out.
    """
    exports = {name: _EXPORT_LINE.findall(text) for name, text in modules.items()}
    scopes = [_scope(name, modules[name], exports) for name in _ordered(modules, entry, ())]
    # a page that loads it twice must not answer each click twice
    guard = 'if (typeof globalThis.resultsGallery === "function") return;'
    return "\n".join(["(() => {", '"use strict";', guard, "const modules$ = {};", *scopes, "})();", ""])


_EXPORT_LINE = re.compile(rf"^{_EXPORT.pattern}", re.MULTILINE)


def _ordered(modules: Mapping[str, str], name: str, above: tuple[str, ...]) -> list[str]:
    """`name` behind all that it imports, in the order in which a browser runs modules."""
    if name in above:
        raise ValueError(f"modules import each other: {' -> '.join((*above, name))}")
    if name not in modules:
        raise ValueError(f"{above[-1] if above else name}: there is no module {name}")
    imported = [found[2] for line in modules[name].splitlines() if (found := _IMPORT.fullmatch(line))]
    before = [one for other in imported for one in _ordered(modules, other, (*above, name))]
    return list(dict.fromkeys([*before, name]))


def _scope(name: str, text: str, exports: Mapping[str, list[str]]) -> str:
    """A module as a function that runs at once and returns what it exports."""
    # a fifth of the bytes, and nobody reads them there; the empty lines keep the numbers of the others true
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines = "\n".join(line for line in _plain(name, text, exports) if line)
    returned = f"return {{ {', '.join(exports[name])} }};\n" if exports[name] else ""
    return f'modules$["{name}"] = (() => {{\n{lines}\n{returned}}})();'


def _plain(name: str, text: str, exports: Mapping[str, list[str]]) -> Iterator[str]:
    """The lines of a module in the words of a classic script."""
    for number, line in enumerate(text.splitlines(), start=1):
        imported = _IMPORT.fullmatch(line)
        plain = _EXPORT.sub("", line, count=1) if _EXPORT.match(line) else line
        if imported:
            wanted = imported[1].split(", ") if imported[1] else []
            unknown = set(wanted) - set(exports[imported[2]])
            if unknown:
                raise ValueError(f"{name}:{number}: {imported[2]} does not export {min(unknown)}")
            yield f'const {{ {imported[1]} }} = modules$["{imported[2]}"];' if wanted else ""
        elif _MODULE_SYNTAX.match(plain):
            raise ValueError(
                f"{name}:{number}: expected an import or export that `bundle` understands, got {line.strip()}"
            )
        else:
            yield plain


def _sources(suffix: str) -> dict[str, str]:
    """The files of ours with `suffix`, by name."""
    folder = resources.files("mkdocs_results_gallery.pages") / "assets"
    return {
        file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(suffix)
    }
