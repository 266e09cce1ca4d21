"""In a site of another language each text says which it is in: ours is English, the user's is the site's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import chromium, needs_chromium, opened, served, visit
from tests.site.host import Built, build, tiny, write

pytestmark = needs_chromium

# every word of the user's has a ß, no word of ours has one
RESULTS = {
    "_gallery.yaml": "title: ßGalerie\ndescription: ßAlle *ßArten*.\n"
    "metrics: {ßm: {unit: ßMeter, higher_is_better: true}, ßn: {unit: ßMeter, higher_is_better: true}}\n",
    "ßsub/_gallery.yaml": "title: ßOrdner\ndescription: ßDarin.\n",
    "ßsub/ßone.yaml": """\
title: ßEins
description: ßZwei ßMaße, mit `ßcode`.
date: 2024-10-18
tags: [ßtag, ßneu]
authors:
  - {name: ßAda, orcid: 0000-0002-1825-0097, affiliation: ßBund}
source: {url: "https://0.1/ß", doi: 10.1000/ß, commit: "0282574", command: ßmake}
metrics:
  ßg: {higher_is_better: true, range: [0, 1], reference: 0.5, unit: ßAnteil, format: .2f, aggregate: mean}
  ßp: {label: ßPräzision, range: [0, 1], reference: 0.5, unit: ßAnteil, format: .2f, description: ßEin *ßp*.}
groups: {ßnein: neg_*, ßja: "*"}
rows:
  ßa: {description: ßWelches ßLand.}
results:
  ßa: {ßg: 1.0, ßp: {value: 0.98, sd: 0.01, n: 10}}
  neg_ßa: {ßg: 1.0, ßp: 0.0}
  ßb: {ßg: 0.96, ßp: 0.92}
  neg_ßb: {ßg: 0.93, ßp: 0.09}
  ßc: {ßg: 0.97, ßp: failed}
  ßd: {ßg: 0.97, ßp: {missing: not run, note: ßspäter}}
  ßlangerßlangerßlangerßlangerßlangerßlangerßlangerßlangerßlangerßlangerßlanger: {ßg: 0.1, ßp: 0.3}
  ße: {ßg: 0.2, ßp: 0.3}
claims:
  - {text: ßJe ßbesser., metric: ßg, rows: "*", every: above reference}
  - {text: ßJe ßdoch., metric: ßp, rows: ßnein, every: "= 0.00", missing: ignore}
related: [ßzwei]
baseline: {experiment: ßzwei, table: ßklein}
""",
    "ßzwei.yaml": """\
tags: [ßtag, ßneu]
tables:
  ßklein:
    description: ßEs ßist *ßklein*.
    metrics:
      ßg: {higher_is_better: true, unit: ßAnteil, range: [0, 1], description: "ßWas ßes ßist."}
      ßt: {unit: ßs}
      ßdauer ßin ßeinem ßlangen ßNamen:
        {higher_is_better: false, scale: log, unit: ßSekunden ßje ßAnfrage, range: [1, 1000]}
    baseline: {row: ßu}
    board: {by: mean rank, metrics: [ßg, "ßdauer*"], weights: {ßg: 2}, missing: require}
    scatter: [[ßt, "ßdauer ßin ßeinem ßlangen ßNamen"], [ßg, "ßdauer ßin ßeinem ßlangen ßNamen"]]
    groups: {ßx: [ßa, ßu], ßy: [ßv, ßw]}
    results:
      ßa: {ßg: 0.5, ßt: 1.5, "ßdauer ßin ßeinem ßlangen ßNamen": 5}
      ßu: {ßg: 0.75, ßt: 2.5 ± 0.5, "ßdauer ßin ßeinem ßlangen ßNamen": 50}
      ßv: {ßg: 0.25, ßt: 20, "ßdauer ßin ßeinem ßlangen ßNamen": 500}
      ßw: {ßg: 0.1, ßt: 3, "ßdauer ßin ßeinem ßlangen ßNamen": {missing: failed}}
  ßtext:
    results: [{model: ßa, ßg: 0.5, ßnote: ßein ßText}, {model: ßz, ßg: 70, ßnote: "https://0.1/ß"}]
""",
    "ßgroß.csv": "row,ßm,ßn\n" + "".join(f"ßr{row},{row},{row * 2}\n" for row in range(120)),
    "ßkaputt.yaml": "title: ßFalsch\nresults:\n  ßa: {ßx: 0,5}\n",
}
PROSE = """\
# ßWorte

ßWert [0.96](results:ßone?row=ßb&metric=ßg), ßfehlt [?](results:ßone?row=ßc&metric=ßp),
ßMittel [9](results:ßone?mean&metric=ßp), [ßgilt *ßsehr*](results:ßone?metric=ßg&rows=ßa&every=above%200.5),
[ßhier](results:ßone), [](results:ßone).

![ßBild](results:ßone)

![ßTafel](results:ßzwei?table=ßklein&show=table)
"""

# every text node of ours, with its language and, of what can't be mixed, its element
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const not = '.md-code__nav, .md-nav__title, script, .rg-addressed, .rg-convert';
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent.closest('.rg, [data-md-component=toc]') || parent.closest(not)) continue;
    const lang = parent.closest('[lang]').getAttribute('lang');
    const whole = parent.closest('.rg-tip, .rg-says');
    found.push([node.data.trim(), lang.replace('_', '-'), whole ? 'script' : parent.tagName.toLowerCase()]);
  }
  return found;
}"""
WHOLE = ("title", "option", "script")
"""Texts of which no part can have a language of its own, or whose parts the scripts are not told."""
# of the user's files, but not his words
PATHS = {"yaml", "csv", "https", "results", "neg_", "neg_x", "mit"}
NO_WORDS = PATHS | {"CSV", "SVG", "JSON", "PNG", "PDF", "DOI", "sd"}


def wrong(texts: list[tuple[str, str, str]], language: str) -> list[tuple[str, str, str]]:
    """The texts whose language is not that of their words."""
    found = []
    for text, lang, tag in texts:
        words = {word.strip("0123456789") for word in re.findall(r"\w+", text)}
        theirs = {word for word in words if "ß" in word}
        ours = {word for word in words - theirs - NO_WORDS if len(word) > 1}
        expected = {"en"} if ours else set()
        expected |= {language} if theirs else set()
        may_mix = tag in WHOLE or "…" in text
        if expected - {lang} and not (may_mix and lang in expected):
            found.append((text, lang, tag))
    return found


PAGES = [
    "gallery/",
    "gallery/?find=ß&sort=metric:ßg",
    "gallery/metrics/",
    "words/",
]


def site(folder: Path, theme: str) -> Built:
    tiny(folder, RESULTS, theme)
    write(folder, {"docs/words.md": PROSE})
    config = (folder / "mkdocs.yml").read_text()
    config = config.replace("nav: [index.md, ", "nav: [index.md, words.md, ")
    limits = "  - results-gallery: {limits: {listed_cells: 80, drawn_rows: 60}}\n"
    (folder / "mkdocs.yml").write_text(config.replace("  - results-gallery\n", limits))
    built = build(folder)
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def read(page: Page) -> list[tuple[str, str, str]]:
    opened(page)
    for button in page.locator(".rg-drop > button").all()[:4]:
        button.click()
    for place in ("[data-row='0'][data-metric='0']", "[data-row='5'][data-metric='1']"):
        for cell in page.locator(f"g.rg-cell{place}:visible").all()[:1]:
            cell.hover()
    # also in the view that is not shown
    pressed = ".rg-tool-scale, tr:nth-child(-n+2) .rg-pin"
    page.locator(pressed).evaluate_all("(buttons) => buttons.forEach((button) => button.click())")
    for point in page.locator(".rg-point").all()[:1]:
        point.hover()
    if page.locator("image[data-rows]").count():
        page.locator("image[data-rows]").first.hover()
        page.locator(".rg-on").first.click()
    texts: list[tuple[str, str, str]] = page.evaluate(TEXTS)
    return texts


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("{name: material, font: false, language: de}", "de"),
        ("{name: mkdocs, locale: pt_BR}", "pt-BR"),
    ],
)
def test_every_text_says_its_language(browser: Browser, tmp_path: Path, theme: str, language: str) -> None:
    built = site(tmp_path, theme)
    catalogue = json.loads(built.page("gallery/gallery.json"))
    pages = PAGES + [f"gallery/{one['url']}" for one in catalogue["experiments"]]
    for kind in ("experiments", "baselines", "metrics", "rows", "tags"):
        for path in sorted((built.site / "gallery" / kind).glob("*/index.html"))[:2]:
            pages.append(path.parent.relative_to(built.site).as_posix() + "/")
    page = browser.new_page()
    found: list[str] = []
    seen = 0
    with served(built.site) as origin:
        for address in dict.fromkeys(pages):
            visit(page, f"{origin}/{address}")
            page.wait_for_timeout(50)
            texts = read(page)
            said = page.locator(".rg[lang], .rg [lang]").evaluate_all(
                "(all) => all.map((one) => one.getAttribute('lang'))"
            )
            assert set(said) <= {"en", language}
            seen += len(texts)
            found += [f"{address}: {one}" for one in wrong(texts, language)]
    assert seen > 1_000
    assert not found, "\n".join(found)


def test_an_english_site_says_nothing_of_it(tmp_path: Path) -> None:
    built = site(tmp_path, "{name: mkdocs, locale: en}")
    for path in (built.site / "gallery").rglob("*.html"):
        ours = path.read_text(encoding="utf-8").partition('<div class="rg ')[2]
        assert " lang=" not in ours.partition("</footer>")[0], path
