"""Names that try to be markup, script, paths or links, in every field, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.browser import chromium, needs_chromium, served
from tests.site.checker import check
from tests.site.host import build, tiny

LABELS = ROOT.parent / "shared/bad-inputs/labels.txt"

# the same classes of payload as the shared list, for a clone that doesn't have it
OWN = [
    "<script>X(1)</script>",
    "<img src=x onerror=X(3)>",
    "</title><script>X(6)</script>",
    "&lt;/title&gt;&lt;script&gt;X(9)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;X(9)&amp;lt;/script&amp;gt;",
    '" onmouseover="X(12)',
    "' onfocus='X(13)' autofocus='",
    "]]></text><script>X(18)</script>",
    '<a href="//evil.example">click</a>',
    "[a](javascript:X(29))",
    "javascript:X(26)",
    "![x](//evil.example/p.png)",
    "https://evil.example/?q=1&r=2#f",
    "{{ config.site_url }}",
    '--8<-- "mkdocs.yml"',
    "${X(37)}",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<svg><style>@import '//evil.example/x.css'</style></svg>",
    "../../../../outside",
    "rg:rows/evil.md",
]


def _labels() -> list[str]:
    if not LABELS.is_file():
        return []
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def _file(label: str) -> str:
    """A results file with `label` in every field; JSON texts are YAML texts."""
    text = json.dumps(label, ensure_ascii=True)
    return "\n".join(
        [
            f"title: {text}",
            f"description: {text}",
            f"tags: [{text}]",
            f"authors: [{{organisation: {text}, affiliation: {text}}}, {{name: {text}}}]",
            f"source: {{command: {text}, commit: {text}}}",
            f"metrics: {{{text}: {{label: {text}, unit: {text}, description: {text}}}}}",
            f"rows: {{{text}: {{label: {text}, description: {text}}}}}",
            "tables:",
            f"  {text}:",
            f"    title: {text}",
            f"    description: {text}",
            f"    results: {{{text}: {{{text}: 0.5}}}}",
            "  records:",
            f"    results: [{{model: {text}, note: {text}, acc: 0.5}}, {{model: b, note: c, acc: 0.25}}]",
            "",
        ]
    )


def _visit(folder: Path, labels: list[str], gathered: int = 1) -> None:
    """Builds a site of the labels and opens its pages.

    Of those of rows, metrics and tags one in `gathered` has the theme's scripts and ours: the others are made
    alike, and what a name would bring in runs without these.
    """
    files = {f"{number:03}.yaml": _file(label) for number, label in enumerate(labels)}
    files["_gallery.yaml"] = f"title: {json.dumps(labels[0])}\n"
    tiny(folder, files)
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text()
        .replace("theme: material", "theme: {name: material, font: false, features: [navigation.footer]}")
        .replace("  - results-gallery", "  - results-gallery: {shared_by: 1}")
    )
    built = build(folder)
    assert built.code == 0, built.log
    assert "Traceback" not in built.log
    # some labels are paths themselves
    assert [text for text in check(built.site).problems if "path of a machine" not in text] == []
    pages = sorted(built.site.rglob("index.html"))
    # one page per file, good or broken: none is lost to a slug collision
    assert len([page for page in pages if page.parent.parent.name == "experiments"]) == len(labels)

    alike: set[Path] = set()
    for number, kind in enumerate(("rows", "metrics", "tags")):
        theirs = [page for page in pages if page.parent.parent.name == kind]
        alike |= {*theirs} - {*theirs[number % gathered :: gathered]}

    called: list[str] = []
    elsewhere: list[str] = []
    with served(built.site) as origin, chromium() as browser:
        context = browser.new_context()
        context.expose_function("X", lambda number: called.append(str(number)))
        context.on(
            "request",
            lambda request: None if request.url.startswith(origin) else elsewhere.append(request.url),
        )
        scripted = context.new_page()
        plain = context.new_page()
        plain.route("**/*.js", lambda route: route.abort())
        for path in pages:
            page = plain if path in alike else scripted
            address = f"{origin}/{path.relative_to(built.site).as_posix()}"
            page.goto(address, wait_until="load")
            page.evaluate("() => 0")  # a script that was let in has run by now
            assert page.url == address
            wrong = page.evaluate(
                """() => {
                  const found = [];
                  for (const element of document.querySelectorAll('.rg *, title, .md-nav *, .md-footer *')) {
                    for (const attribute of element.attributes)
                      if (attribute.name.startsWith('on')) found.push(attribute.name + '=' + attribute.value);
                  }
                  for (const link of document.querySelectorAll('.rg a')) {
                    const to = new URL(link.href.baseVal ?? link.href, location.href);
                    if (to.origin !== location.origin) found.push(to.href);
                  }
                  return found;
                }"""
            )
            # a description may hold a link that its author wrote; everything else is a name
            assert [item for item in wrong if not item.startswith("https://evil.example")] == [], address
    assert called == []
    assert [url for url in elsewhere if not url.startswith("data:")] == []


@needs_chromium
def test_no_name_runs_or_leads_away(tmp_path: Path) -> None:
    _visit(tmp_path, OWN[::3])


@needs_chromium
@pytest.mark.slow
def test_no_name_of_the_long_list_does(tmp_path: Path) -> None:
    if labels := _labels():
        _visit(tmp_path, labels, gathered=6)
    else:
        _visit(tmp_path, OWN)
