"""What is refused of HTML, SVG, scripts and other files that anybody may have written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import nh3
import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.pages.assets import as_script
from mkdocs_results_gallery.passive import (
    BARE,
    ELEMENTS,
    PLAIN,
    is_passive,
    is_passive_file,
    is_passive_image,
    is_passive_script,
)
from tests.conftest import ROOT
from tests.independent.files import gallery
from tests.site.everykind import BEFORE, RESULTS, since


def sites(folder: Path) -> Iterator[tuple[list[str], dict[str, bytes]]]:
    """Every kind of page and of file: all HTML, and the files by address."""
    places = {"demo": ROOT / "results", "every": folder / "results"}
    for path, text in RESULTS.items():
        write(folder / "results" / path, text)
    for path, text in BEFORE.items():
        write(folder / "before" / path, text)
    for seed in (1, 4):
        for path, text in gallery(seed).items():
            write(folder / str(seed) / path, text)
        places[str(seed)] = folder / str(seed)
    few = Limits(listed_cells=8, drawn_rows=3, annotated_cells=4, shared_pages=9)
    all_files = Options(figures=("svg", "png", "pdf"), share_images=True, language="de", workers=0)
    for name, place in places.items():
        ways = [Options(limits=few, directory_urls=False, repository="https://example.org/r")]
        for options in [*ways, all_files] if name == "every" else ways if name == "demo" else [Options()]:
            site = build(place, options, comparison=since(folder) if name == "every" else None)
            html = [text for page in site.pages for text in (page.html, page.search)]
            html += [heading.shown for page in site.pages for heading in page.headings]
            yield html, {asset.uri: asset.content for asset in site.assets}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    html: list[str] = []
    files: dict[str, bytes] = {}
    for texts, more in sites(tmp_path_factory.mktemp("made")):
        html += texts
        files |= {f"{len(html)}/{uri}": content for uri, content in more.items()}
    return html, files


class Seen(HTMLParser):
    """Elements and attributes of a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    unknown_decl = handle_pi = handle_decl


def test_all_that_we_make_is_passive(made: tuple[list[str], dict[str, bytes]]) -> None:
    html, files = made
    assert [text for text in html if not is_passive(text)] == []
    ours = {"results-gallery.js", "results-gallery.css"}
    other = {uri for uri, content in files.items() if not is_passive_file(uri, content)}
    assert {uri for uri in other if uri.rpartition("/")[2] not in ours and "gallery.json" not in uri} == set()
    assert {Path(uri).suffix for uri in files} == {
        *(".css", ".csv", ".js", ".json", ".pdf", ".png", ".svg", ".yaml")
    }


def test_nothing_is_let_pass_that_we_do_not_make(made: tuple[list[str], dict[str, bytes]]) -> None:
    html, files = made
    texts = [*html, *(content.decode() for uri, content in files.items() if uri.endswith(".svg"))]
    found = [Seen(text) for text in texts]
    elements = set().union(*(one.elements for one in found))
    attributes = {name for one in found for name, _ in one.attributes}
    # of what Markdown gives, our texts have some; it has all of it
    markdown = {"h4", "h5", "h6", "hr", "blockquote", "em", "strong", "del", "sub", "sup", "ol"}
    assert {*ELEMENTS} - elements <= markdown
    assert elements - {*ELEMENTS} == {"style", "desc", "title"}  # forms of their own
    lower = {name.lower() for name in (*PLAIN, *BARE)}
    assert lower - attributes == {"aria-current"}  # of a list of more pages than these


PAGE = (
    '<div class="rg">\n<h1 id="rg-top">T</h1>\n<p class="rg-note" title="a &lt;\u2060b&gt;">x &amp; y '
    '<a href="../rows/x/" rel="next">r</a></p><svg class="rg-heatmap" viewBox="0 0 1 1"><a xlink:href="#x">'
    '<rect fill="#0072b2" x="1"/><title>r</title></a></svg><input type="search" class="rg-filter" hidden>'
    "</div>"
)
ATTACKS = (
    "<script>alert(1)</script>", "<script src=//x.org/x.js></script>", "<SCRIPT>alert(1)</SCRIPT>",
    "<style>@import '//x';</style>", "<img src=x onerror=alert(1)>", '<img src="x" onerror="alert(1)">',
    "<img/src=x/onerror=alert(1)>", '<img src="data:image/svg+xml;base64,AAAA">',
    '<img src="https://x.org/x.png">', '<img class="rg" src="x.png">', '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>', '<a href=" javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>', '<a href="java\nscript:alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>', '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>', '<a href="&#x6a;avascript&#58;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="data:text/html;base64,PHN2Zz4=">x</a>', '<a href="vbscript:x">x</a>',
    "<a href=javascript:alert(1)>x</a>", "<a href='javascript:alert(1)'>x</a>",
    '<a xlink:href="javascript:alert(1)">x</a>', '<a href="x" href="javascript:alert(1)">x</a>',
    '<a href="blob:x">x</a>', '<a class="rg" onclick="alert(1)">x</a>',
    '<a class="rg"onclick="alert(1)">x</a>', "<a onclick=alert(1)>x</a>", '<p ONCLICK="alert(1)">x</p>',
    '<p\nonclick="alert(1)">x</p>', '<p/onclick="alert(1)">x</p>', '<p style="background:url(//x)">x</p>',
    '<div class="md-content">x</div>', '<div class="rg md-top">x</div>', '<div id="__config">{}</div>',
    '<div id="__search">x</div>', '<div name="x">x</div>', '<div data-md-component="search">x</div>',
    '<iframe src="x"></iframe>', '<iframe srcdoc="x"></iframe>', "<form action=x></form>",
    '<button type="submit">x</button>', '<button formaction="javascript:alert(1)">x</button>',
    '<input type="image" src="x">', "<object data=x></object>", "<embed src=x>", "<base href=//x.org/>",
    "<link rel=stylesheet href=//x>", '<meta http-equiv="refresh" content="0;url=//x">',
    "<math><mtext></mtext></math>", "<template><p></p></template>",
    "<svg><set attributeName=href to=javascript:alert(1)></set></svg>",
    "<svg><animate attributeName=href></animate></svg>",
    '<svg class="rg"><use xlink:href="data:image/svg+xml,x#x"></use></svg>',
    "<svg><foreignObject><p>x</p></foreignObject></svg>", "<svg><handler></handler></svg>",
    "<svg><script>alert(1)</script></svg>", '<rect fill="url(//x.org/x.svg#x)"/>', '<rect fill="URL(#x)"/>',
    '<image href="https://x.org/x.svg"/>', '<image xlink:href="x.svg"/>',
    '<svg xmlns="http://www.w3.org/1999/xhtml"></svg>', "<!-- x -->", "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>]]>", "<?xml-stylesheet href='x'?>", "<!DOCTYPE html>", "<%x%>",
    '<p title="&lt;img src=x onerror=alert(1)&gt;">x</p>', '<p title="&#60;img&gt;">x</p>',
    '<p title="&LT;img">x</p>', '<p title="&lt;/p">x</p>', '<div data-catalogue="https://x.org/x.js"></div>',
    '<div data-catalogue="//x.org/x.js"></div>', '<div data-catalogue="x.json"></div>',
    '<div data-catalogue="/x.js"></div>', '<div data-catalogue="data:text/javascript,x.js"></div>',
    '<div data-catalogue="\\\\x.org/x.js"></div>', '<p data-parts="https://x.org/x.js"></p>',
    '<p data-parts="a.js https://x.org/x.js"></p>', '<p data-parts="../x.csv"></p>',
    '<div data-root="javascript:alert(1)//"></div>', '<div data-root="https://x.org/"></div>',
    "<p class=rg>x</p>", "<p class='rg'>x</p>", '<p class="rg" <b>x</p>', '<p title="<b>">x</p>', "<p", "<",
    "</", '<p title="x', "</p x>", '</p onclick="x">', "<\x00p>", "<p\x0c>", "< p>", "<textarea>", "<xmp>",
    "<noscript>", "<plaintext>", "<title onload=x>", "<body onload=alert(1)>", "<html>", "<video src=x>",
    "<audio src=x>",
)  # fmt: skip # a long list of short texts


def test_the_page_is_passive() -> None:
    assert is_passive(PAGE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_wherever_it_stands(attack: str) -> None:
    assert not is_passive(attack)
    assert not is_passive(PAGE + attack)
    assert not is_passive(PAGE.replace("x &amp; y", attack))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="1">'
    assert not is_passive_image("svg", svg + attack.encode() + b"</svg>")
    assert not is_passive_file(
        "x.svg", b'<?xml version="1.0" encoding="UTF-8"?>\n' + svg + attack.encode() + b"</svg>"
    )
    assert not is_passive_script(as_script(attack))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title="a', 'title="a" onclick="alert(1)'),
        ('href="../rows/x/"', 'href="javascript:x"'),
        ('class="rg-note"', 'class="rg-note" style="x"'),
        ('type="search"', 'type="file"'),
        (" hidden", " autofocus"),
        (" hidden", " hidden onfocus"),
        ("\u2060b", "b"),
        ('xlink:href="#x"', 'xlink:href="data:image/svg+xml;base64,AAAA"'),
        ('"#0072b2"', '"url(#x)"'),
        ('id="rg-top"', 'id="__config"'),
        ("<h1", "<H1"),
        ("</h1>", "</h1 >"),
    ],
)
def test_one_wrong_thing_is_enough(before: str, after: str) -> None:
    assert before in PAGE
    assert not is_passive(PAGE.replace(before, after))


STYLE = b"<style>:root{color:#1a1a1a}</style>"
SVG = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="1">'
    + STYLE
    + b"</svg>\n"
)


@pytest.mark.parametrize(
    "style",
    [
        b"<style>@import url(//x)</style>",
        b"<style>a{background:url(//x)}</style>",
        b"<style>a{x:\\75rl(//x)}</style>",
        b"<style>a{x:u\\72l(x)}</style>",
        b"<style>&lt;</style>",
        b"<style><!-- x --></style>",
        b"<style><![CDATA[x]]></style>",
        b"<style type='x'>a{}</style>",
        b"<style>@font-face{}</style>",
    ],
)
def test_a_style_that_loads_is_refused(style: bytes) -> None:
    assert is_passive_file("x.svg", SVG)
    assert not is_passive_file("x.svg", SVG.replace(STYLE, style))
    assert not is_passive_image("svg", STYLE)


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG,
        SVG.replace(b"?>\n", b"?>\n<!DOCTYPE svg>"),
        SVG.replace(b"?>\n", b"?><?xml-stylesheet href='x'?>\n"),
        SVG.replace(b"UTF-8", b"UTF-16"),
        SVG.decode().encode("utf-16"),
        SVG.replace(b"2000/svg", b"1999/xhtml"),
        SVG + b"\xff",
        b"\xef\xbb\xbf" + SVG,
    ],
)
def test_a_document_of_another_kind_is_refused(content: bytes) -> None:
    assert not is_passive_file("x.svg", content)


@pytest.mark.parametrize(
    "content",
    [
        b"alert(1)",
        b"resultsGallery('<p>x<\\/p>');\nalert(1)\n",
        b"resultsGallery('x');alert('x');\n",
        b"resultsGallery('x'+alert(1)+'');\n",
        b"resultsGallery('\\x3cscript>');\n",
        b"resultsGallery('\\u003cscript>alert(1)<\\/script>');\n",
        b"resultsGallery('<img src=x onerror=alert(1)>');\n",
        b"resultsGallery(`${alert(1)}`);\n",
        "resultsGallery('\u2028');\n".encode(),
        b"resultsGallery('x\\\\');alert(1)//');\n",
        b"resultsGallery('\\\n');\n",
        b"resultsGallery('\xff');\n",
    ],
)
def test_a_script_that_does_more_is_refused(content: bytes) -> None:
    assert is_passive_script(as_script('<tbody><tr data-row="1"><td>it\'s \\ &lt;\n\u2028</td></tr></tbody>'))
    assert not is_passive_file("x.rows-2.js", content)


@pytest.mark.parametrize(
    ("uri", "content"),
    [
        ("x.html", b"<p>"),
        ("x.htm", b"<p>"),
        ("x.xhtml", b"<p>"),
        ("x.xml", b"<p/>"),
        ("x.mjs", b"alert(1)"),
        ("x.css", b"a{}"),
        ("x.wasm", b""),
        ("x", b""),
        ("x.SVG", SVG),
        ("x.png", b"<svg onload='alert(1)'>"),
        ("x.pdf", b"x"),
        ("x.pdf", b"%PDF-1.4\n/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        ("x.pdf", b"%PDF-1.4\n<< /S /J#61vaScript >>"),
        ("x.pdf", b"%PDF-1.4\n<< /Type /ObjStm >>"),
    ],
)
def test_a_file_that_we_do_not_publish_is_refused(uri: str, content: bytes) -> None:
    assert not is_passive_file(uri, content)


BITS = [
    "<", ">", '"', "'", "/", "=", " ", "\t", "\n", "\x00", "&", "&lt;", "&#60;", "&colon;", "javascript:",
    "data:", "onerror=", ' onclick="x"', "<img src=x onerror=alert(1)>", "<script>", "</script>", "<!--",
    "-->", "<![CDATA[", "]]>", "<style>", "<svg>", "</svg>", "<title>", "</title>", "<a ", "href=",
    "xlink:href=", "style=", "class=", "//", "\\", "`", ":", "#", "?", "<p", "</p", "<math>", "<use ", "url(",
    "id=",
]  # fmt: skip # a list of short texts


def spoilt(dice: random.Random, text: str) -> str:
    """`text` with some bits set into it, cut out, doubled or moved."""
    for _ in range(dice.randint(1, 4)):
        at, to = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
        to = min(to, at + dice.choice((0, 1, 2, 5, 20)))
        bit = dice.choice(BITS) if dice.random() < 0.7 else text[at:to]
        place = dice.randrange(len(text) + 1) if dice.random() < 0.3 else to
        text = text[:at] + text[to:place] + bit + text[place:] if place > to else text[:at] + bit + text[to:]
    return text


def acts(text: str) -> list[str]:
    """What an HTML parser finds in a text that may do something."""
    seen = Seen(text)
    found = [
        *(seen.elements - {*ELEMENTS, "title"}),
        *(one for one in seen.others if one != " rg-backlinks "),
    ]
    for name, value in seen.attributes:
        address = re.sub(r"[\x00-\x20]", "", value or "").lower()
        if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction", "srcset", "name"):
            found.append(name)
        elif name in ("href", "src", "xlink:href") and not address.startswith("data:image/png;base64,"):
            if urlsplit(address).scheme not in ("", "http", "https", "mailto"):
                found.append(f"{name}={value}")
        elif name == "title" and re.search("<[a-zA-Z/!?]", value or ""):
            found.append(f"title={value}")
    return found


@cache
def cleaner() -> nh3.Cleaner:
    """A parser of browsers' kind, which leaves out what we don't write; it knows no SVG."""
    names = {
        *PLAIN,
        *BARE,
        "class",
        "id",
        "title",
        "href",
        "src",
        "type",
        "fill",
        "stroke",
        "data-parts",
        "data-root",
    }
    return nh3.Cleaner(
        tags={*ELEMENTS} - {"svg", "g", "rect", "text", "tspan", "path", "circle", "image"},
        attributes={"*": {name.lower() for name in names} | {"data-catalogue"}},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )


def check_spoilt(seed: int) -> int:
    """How many of some spoilt texts are passive; none does anything."""
    dice, passive = random.Random(seed), 0
    html = PAGE.partition("<svg")[0] + "</div>"
    for _ in range(600):
        text = spoilt(dice, dice.choice((PAGE, html)))
        if is_passive(text):
            passive += 1
            assert acts(text) == [], text
            if "<svg" not in text:
                kept = cleaner().clean(text)
                assert kept.count("<") >= len(re.findall("<(?!title)[a-z]", text)), (text, kept)
    return passive


def test_no_spoilt_text_that_passes_does_anything() -> None:
    assert check_spoilt(1) > 30


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 60))
def test_no_spoilt_text_of_many_does_anything(seed: int) -> None:
    assert check_spoilt(seed) > 20
