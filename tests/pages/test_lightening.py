from __future__ import annotations

import gzip
from importlib import resources

from mkdocs_results_gallery.heatmap.palettes import PALETTES
from mkdocs_results_gallery.pages.lightening import lighter_script, lighter_style
from mkdocs_results_gallery.pages.stylesheet import palettes_css

ASSETS = {
    file.name: file.read_text(encoding="utf-8")
    for file in (resources.files("mkdocs_results_gallery.pages") / "assets").iterdir()
    if file.name.endswith((".css", ".js"))
}


def test_a_script_loses_what_only_its_authors_read() -> None:
    source = """\
// What it does.
import { a } from "./a.js";

/** What f is,
 * at length. */
export function f(x) {
  // why
  const path = "//x"; // kept: it stands behind code
  return `/* ${path} */`;
}
"""
    assert lighter_script(source) == (
        'import { a } from "./a.js";\nexport function f(x) {\n'
        'const path = "//x"; // kept: it stands behind code\nreturn `/* ${path} */`;\n}\n'
    )


def test_a_stylesheet_loses_them_too() -> None:
    source = "/* Ours */\n.rg {\n  /* why\n   so */\n  color: red; /* yes */\n}\n\n.rg a {\n}\n"

    assert lighter_style(source) == ".rg {\ncolor: red; \n}\n.rg a {\n}\n"


def test_no_text_of_a_module_runs_over_several_lines() -> None:
    odd = [
        (name, line)
        for name, text in ASSETS.items()
        if name.endswith(".js")
        for line in text.splitlines()
        if line.count("`") % 2
    ]

    assert odd == []


def test_all_scripts_styles_and_palettes_together_are_light() -> None:
    files = [
        (lighter_script if name.endswith(".js") else lighter_style)(text).encode()
        for name, text in ASSETS.items()
    ]

    weight = sum(len(gzip.compress(content)) for content in (*files, palettes_css(PALETTES)))

    assert weight <= 40_000
