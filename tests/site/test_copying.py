"""What a hostile name is in a copied table, and in the download beside it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from html import unescape

import mistune
import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, needs_chromium, served, visit
from tests.site.host import Built, build, tiny

pytestmark = needs_chromium

FORMULAS = [
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "＝3+1",
    "－1-x",
    "﹢1+x",
    "\u00a0=2+1",
    "\u3000＠x",
    "-",
    "--flag",
]
NUMBERS = ["-0.5", "-2", "1e-5", "-1e-05", "+.5", "-1,234", "-5%", "−5"]
TEXTS = ["a=b", "a-2", "x: -y", 'say "=1"', "'quoted'", '"=1+1"', "a, b", "ü~~b~~ $y$"]
LATER = {"a;=1+1": "a;'=1+1", "a;-2": "a;-2", "a;\u00a0@x;-1": "a;'\u00a0@x;-1"}
NAMES = [*FORMULAS, *NUMBERS, *TEXTS, *LATER]
AS_TEXT = [*(f"'{name}" for name in FORMULAS), *NUMBERS, *TEXTS, *LATER.values()]

MARKED = "a~~b~~ | $x$ *c* _d_ `e` [f](g) <b>h</b> &lt; \\ {: .i } 50%"
TEX = "* --[2] ~ $x_1$ \\par %"
SIGNS = ["\"a --- ''b'' ,,c,, ``d", "50 μ, β ≤ 1 ± 2 × 3 …", "- # ^ < > {x} | ÄÖß – — $$", "数 \u05d0"]

RESULTS = {
    "names.json": json.dumps(
        {
            "row_key": "model",
            "results": [
                {"model": name, "acc": -0.5 - at, "note": f"{FORMULAS[at % 4]}{at}"}
                for at, name in enumerate(NAMES)
            ],
        }
    ),
    "signs.json": json.dumps([{"model": name, "x": at} for at, name in enumerate(SIGNS)]),
    "full.yaml": """\
metrics:
  acc: {unit: percent, higher_is_better: true}
  t: {unit: ms, higher_is_better: false}
results:
  a: {acc: 91.0 ± 0.5, t: {missing: failed, note: out of memory (GPU)}, plain: -0.5}
  b: {acc: 80.0 ± 0.5, t: -3, plain: "<= 4.0 †"}
  c: {acc: not run, t: 4, plain: {value: NA, note: who (knows)}}
""",
    "long.yaml": "metrics: {x: {higher_is_better: true}}\nresults:\n"
    + "".join(f"  r{at}: {{x: {min(at, 7)}}}\n" for at in range(12)),
    "marked.json": json.dumps([{"model": MARKED, "x": 1}, {"model": TEX, "x": 2}]),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(tiny(tmp_path_factory.mktemp("copying"), RESULTS, "{name: mkdocs}"), "--strict")
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module")
def page(built: Built) -> Iterator[Page]:
    with served(built.site) as origin, chromium() as browser:
        context = browser.new_context(base_url=f"{origin}/gallery/experiments/")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        yield context.new_page()


def copied(page: Page, experiment: str, form: str) -> str:
    visit(page, f"{experiment}/")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name=f"as {form}").click()
    page.wait_for_function(f"() => document.body.textContent.includes('copied as {form}')")
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


def test_no_name_is_a_formula_and_each_number_stays_in_what_is_copied_and_what_is_downloaded(
    page: Page, built: Built
) -> None:
    download = list(csv.reader(built.page("gallery/experiments/names.csv").splitlines()))
    clipboard = list(csv.reader(copied(page, "names", "TSV").splitlines(), "excel-tab"))

    values = [f"{-0.5 - at:g}" for at in range(len(NAMES))]
    notes = [f"'{FORMULAS[at % 4]}{at}" for at in range(len(NAMES))]
    assert download == [["row", "acc", "note"], *map(list, zip(AS_TEXT, values, notes, strict=True))]
    assert clipboard == [["", "acc", "note"], *download[1:]]


def test_a_name_in_markdown_is_what_it_was(page: Page) -> None:
    markdown = copied(page, "marked", "Markdown")
    html = str(
        mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "math", "mark"])(markdown)
    )

    first = html.partition("<tbody>")[2].partition("</td>")[0].rpartition(">")[2]
    assert unescape(first) == MARKED
    assert markdown.splitlines()[2] == (
        "| a\\~\\~b\\~\\~ \\| \\$x\\$ \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) &lt;b>h&lt;/b> &amp;lt; "
        "\\\\ \\{: .i \\} 50% | 1 |"
    )


COMMANDS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciigrave": "`",
    "ldots": "…",
    "-": "\u00ad",
}
MATHS = {
    "pm": "±",
    "mu": "μ",
    "beta": "β",
    "leq": "≤",
    "times": "×",
    "uparrow": "↑",
    "downarrow": "↓",
    "circ": "○",
}
_TOKEN = re.compile(
    r"\\symbol\{(?P<code>\d+)\}|\\(?P<command>[a-zA-Z]+|-)(?:\{\})?|\\(?P<sign>[&%$#_{}])|\$(?:\\(?P<math>[a-z]+)|(?P<plain>-))\$"
    r"|\{(?P<grouped>[\[\]*`']+)\}|(?P<nothing>\{\})|(?P<dash>---?)|(?P<tie>~)|(?P<text>[^\\$#%_~^&{}\[\]*<>|`\"])"
)


READ: dict[str, Callable[[str], str | None]] = {
    "code": lambda one: chr(int(one)),
    "command": COMMANDS.get,
    "math": MATHS.get,
    "plain": str,
    "sign": str,
    "grouped": str,
    "nothing": lambda _: "",
    "dash": {"--": "–", "---": "—"}.get,
    "tie": lambda _: "\u00a0",
    "text": str,
}


def read_latex(text: str) -> str:
    """What LaTeX prints for a text of a cell; fails for all that could mean anything else."""
    shown, at, last = "", 0, ""
    while at < len(text):
        token = _TOKEN.match(text, at)
        assert token, f"{text[at:]!r} would not be itself in {text!r}"
        for kind, value in token.groupdict().items():
            if value is None:
                continue
            if kind == "text":
                assert not (value == last and value in "-',"), f"twins in {text!r}"
            found = READ[kind](value)
            assert found is not None, f"{value} in {text!r}"
            shown += found
            last = value if kind == "text" else ""
        at = token.end()
    return shown


def read_table(latex: str) -> tuple[list[list[str]], str]:
    """The cells of a copied table as LaTeX prints them, bold ones between stars, and the note below it."""
    lines = latex.splitlines()
    assert lines[0].startswith("% needs \\usepackage{booktabs}")
    columns = re.fullmatch(r"\\begin\{tabular\}\{(l[lr]*)\}", lines[1])
    assert columns
    assert [lines[2], lines[4]] == ["\\toprule", "\\midrule"]
    end = lines.index("\\end{tabular}")
    assert lines[end - 1] == "\\bottomrule"
    found = []
    for line in [lines[3], *lines[5 : end - 1]]:
        assert line.endswith(" \\\\")
        cells = re.split(r" (?<!\\)& ", line.removesuffix(" \\\\"))
        cells[0] = cells[0].removeprefix(" & ")
        bold = [re.fullmatch(r"\\textbf\{(.*)\}", cell) for cell in cells]
        found.append(
            [
                f"*{read_latex(one[1])}*" if one else read_latex(cell)
                for cell, one in zip(cells, bold, strict=True)
            ]
        )
    assert {len(cells) for cells in found} == {len(columns[1])}
    note = re.fullmatch(r"\\par\\smallskip\{\\footnotesize (.*)\\par\}", "\n".join(lines[end + 1 :]) or "x")
    return found, read_latex(note[1]) if note else ""


def test_every_name_in_latex_is_what_it_was(page: Page) -> None:
    names, _ = read_table(copied(page, "names", "LaTeX"))
    assert [line[0] for line in names[1:]] == [name.replace("−", "-") for name in NAMES]  # $-$ is both
    marked, note = read_table(copied(page, "marked", "LaTeX"))
    assert ([line[0] for line in marked[1:]], note) == ([MARKED, TEX], "")
    signs, _ = read_table(copied(page, "signs", "LaTeX"))
    assert [line[0] for line in signs[1:]] == SIGNS


def test_a_table_in_latex_has_units_directions_best_marks_and_says_what_marks_mean(page: Page) -> None:
    cells, note = read_table(copied(page, "full", "LaTeX"))

    assert cells == [
        ["", "acc (%) ↑", "t (ms) ↓", "plain"],
        ["a", "*91.0 ± 0.5*", "×", "-0.5"],
        ["b", "80.0 ± 0.5", "*-3*", "≤ 4.0 †"],
        ["c", "○", "4", "–"],
    ]
    assert note == (
        "Bold: best in its column. ↑: higher is better. ↓: lower is better. "
        "×: failed. ○: not run. –: missing."
    )


def test_a_part_of_a_table_says_that_the_best_is_that_of_all(page: Page) -> None:
    visit(page, "long/")
    page.get_by_role("searchbox", name="Filter rows").fill("r7")
    page.wait_for_function("() => document.querySelectorAll('.rg-table tr.rg-out').length === 11")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="as Markdown").click()
    page.wait_for_function("() => document.body.textContent.includes('copied as Markdown')")

    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text.splitlines()[2:] == [
        "| r7 | **7** |",
        "",
        "Bold: best in its column, of all rows of the table, several where tied. ↑: higher is better.",
    ]


def test_what_is_copied_for_a_spreadsheet_is_the_download(page: Page, built: Built) -> None:
    download = list(csv.reader(built.page("gallery/experiments/full.csv").splitlines()))
    clipboard = list(csv.reader(copied(page, "full", "TSV").splitlines(), "excel-tab"))

    assert clipboard == [["", *download[0][1:]], *download[1:]]
    assert download == [
        [
            "row",
            "acc",
            "acc ±",
            "acc missing",
            "t",
            "t missing",
            "plain",
            "plain bound",
            "plain note",
            "plain missing",
        ],
        ["a", "91.0", "0.5", "", "", "failed: out of memory (GPU)", "-0.5", "", "", ""],
        ["b", "80.0", "0.5", "", "-3", "", "", "≤ 4.0", "†", ""],
        ["c", "", "", "not run", "4", "", "", "", "", "NA: who (knows)"],
    ]
