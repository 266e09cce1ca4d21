"""What a browser loads beside a page: one script, one stylesheet, and data as scripts."""

from __future__ import annotations

import gzip
import re
from importlib import resources

import pytest

from mkdocs_results_gallery.pages.assets import as_script, bundle, script, stylesheet
from mkdocs_results_gallery.palettes import PALETTES
from tests.conftest import ROOT

ASSETS = ROOT / "plugins/mkdocs_results_gallery/pages/assets"

MODULES = {
    "main.js": 'import "./quiet.js";\nimport { NAME, twice } from "./twice.js";\n\ntwice(NAME);\n',
    "never.js": "export const unused = 1;\n",
    "quiet.js": "const NAME = 1; // its own\n",
    "twice.js": """\
import { add } from "./add.js";

export const NAME = "export";
export class Two {}

/** An import of
 * sums. */
export async function twice(x) {
  return add(x, x);
}
""",
    "add.js": "export function add(x, y) {\n  return x + y;\n}\n",
}


def test_modules_become_one_script_each_in_a_scope_of_its_own() -> None:
    assert (
        bundle(MODULES, "main.js")
        == """\
(() => {
"use strict";
if (typeof globalThis.resultsGallery === "function") return;
const modules$ = {};
modules$["quiet.js"] = (() => {
const NAME = 1; // its own
})();
modules$["add.js"] = (() => {
function add(x, y) {
  return x + y;
}
return { add };
})();
modules$["twice.js"] = (() => {
const { add } = modules$["add.js"];
const NAME = "export";
class Two {}
async function twice(x) {
  return add(x, x);
}
return { NAME, Two, twice };
})();
modules$["main.js"] = (() => {
const { NAME, twice } = modules$["twice.js"];
twice(NAME);
})();
})();
"""
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        *(
            (line, f"a.js:2: expected an import or export that `bundle` understands, got {line}")
            for line in (
                "export default 1;",
                "export let changing = 1;",
                "export const { one } = two;",
                "export { one };",
                'export * from "./b.js";',
                "export var one = 1;",
                'import one from "./b.js";',
                'import * as one from "./b.js";',
                'import { one as other } from "./b.js";',
                "import { one } from './b.js';",
                'import { one } from "b";',
                "import {",
                'const one = await import("./b.js");',
                "const here = import.meta.url;",
            )
        ),
        ('import { one, two } from "./b.js";', "a.js:2: b.js does not export two"),
        ('import { one } from "./c.js";', "a.js: there is no module c.js"),
        ('import "./d.js";', "modules import each other: a.js -> d.js -> a.js"),
    ],
)
def test_what_it_does_not_understand_stops_it(line: str, message: str) -> None:
    modules = {"a.js": f"// a\n{line}\n", "b.js": "export const one = 1;\n", "d.js": 'import "./a.js";\n'}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        bundle(modules, "a.js")


def test_no_text_of_our_scripts_goes_over_lines() -> None:
    """Else what looks like a comment in it would be left out."""
    for file in (resources.files("mkdocs_results_gallery.pages") / "assets").iterdir():
        if file.name.endswith(".js"):
            for line in file.read_text(encoding="utf-8").splitlines():
                assert line.count("`") % 2 == 0, (file.name, line)


def test_our_script_is_a_classic_one() -> None:
    text = script().decode()

    assert text.startswith("(() => {\n")
    assert text.count("modules$[") > 40
    assert "\nexport " not in text
    assert "fetch(" not in text  # it fails on a page that is opened from disk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":"b"}', """{"a":"b"}"""),
        ("it's \\n", "it\\'s \\\\n"),
        ("a\nb\r\u2028\u2029c", "a\\nb\\r\\u2028\\u2029c"),
        ("<b>é</b></SCRIPT><!-- <Script>", "<b>é<\\/b><\\/SCRIPT>\\u003c!-- \\u003cScript>"),
        ("half \ud800", "half ?"),
    ],
)
def test_data_is_a_script_that_hands_over_a_text(text: str, expected: str) -> None:
    assert as_script(text) == f"resultsGallery('{expected}');\n".encode()


def test_a_palette_is_a_class_and_so_is_each_level() -> None:
    rules = stylesheet(["viridis", "viridis"]).decode().splitlines()

    (palette,) = [line for line in rules if line.startswith(".rg-palette-")]
    assert palette.startswith(".rg-palette-viridis{--rg-0:#440154;--rg-i0:#ffffff;--rg-1:")
    assert palette.endswith(";--rg-100:#fde725;--rg-i100:#000000}")
    levels = [line for line in rules if " .rg-l" in line and "var(--rg-" in line]
    assert len(levels) == 101
    assert levels[37] == ".rg.rg.rg.rg.rg .rg-l37{--rg-at:37;background:var(--rg-37);color:var(--rg-i37)}"


def test_our_styles_are_published_without_their_comments() -> None:
    assets = resources.files("mkdocs_results_gallery.pages") / "assets"
    source = (assets / "results-gallery.css").read_text(encoding="utf-8")
    published = stylesheet([]).decode()

    assert "/*" in source
    assert "/*" not in published
    # each declaration is still there, on its line
    declared = re.compile(r" +([a-z-]+: [^/\n]*;)(?: /\*.*\*/)?$", re.MULTILINE)
    assert len(declared.findall(source)) > 500
    assert declared.findall(published) == declared.findall(source)


def test_script_and_all_styles_and_palettes_are_light() -> None:
    assert len(gzip.compress(script())) + len(gzip.compress(stylesheet(PALETTES))) <= 45_000


def test_no_module_exports_what_no_other_imports() -> None:
    sources = {one.name: one.read_text() for one in ASSETS.glob("*.js")}
    idle = [
        f"{file}: {name}"
        for file, source in sources.items()
        for name in re.findall(r"^export (?:async )?\w+\*? (\w+)", source, re.MULTILINE)
        if not any(
            re.search(rf"^import .*\b{name}\b.* from ", other, re.MULTILINE)
            for one, other in sources.items()
            if one != file
        )
    ]

    assert idle == []


def test_what_is_so_on_a_dark_page_is_so_in_each_theme_that_has_one() -> None:
    styles = "\n".join(one.read_text() for one in ASSETS.glob("*.css"))
    dark = re.findall(r'^.*data-(?:md-color-scheme="slate"|bs-theme="dark").*$', styles, re.MULTILINE)

    assert len(dark) > 2
    assert {re.sub(r"\) .*", ")", one) for one in dark} == {
        ':is([data-md-color-scheme="slate"], [data-bs-theme="dark"])'
    }


def test_every_class_of_the_stylesheets_is_given_to_something() -> None:
    classes = {name for one in ASSETS.glob("*.css") for name in re.findall(r"\.(rg-[\w-]+)", one.read_text())}
    files = [*ASSETS.glob("*.js"), *ASSETS.parent.rglob("*.html"), *ASSETS.parents[1].rglob("*.py")]
    sources = "\n".join(one.read_text() for one in files)
    # some end in a word that is put in later
    stems = set(re.findall(r"(rg-[\w-]+-)(?:\$\{|\{)", sources))

    assert len(classes) > 100
    assert {
        one for one in classes if not re.search(rf"\b{one}\b", sources) and not one.startswith(tuple(stems))
    } == set()
