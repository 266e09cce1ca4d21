"""What fails for one experiment costs its page alone, and is told; the code that fails here really runs."""

# ruff: noqa: E501 - whole messages

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.embed.galleries import Guide
from mkdocs_results_gallery.embed.query import Query
from mkdocs_results_gallery.embed.resolve import Resolver
from mkdocs_results_gallery.errors import Fallen, Fence, Subject, folded
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages import row
from tests.fuzz.trials import dangling
from tests.site.host import build_alone, tiny, write

OBSERVERS = '''
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.observation import Metrics, Observation


@dataclass(frozen=True)
class Late(Observation):
    """All is well with it until a page is made of it."""

    def filled(self, write, literal=str):
        if literal is not str:
            raise RuntimeError("secret of the table")
        return "So it is."


def late(table):
    for at, metric in enumerate(table.metrics):
        if metric.name == "late":
            yield Late("late", "So it is.", {"metric": Metrics((at,))}, ((0, at),), 99)


def early(table):
    if table.metrics[0].name == "early":
        raise RuntimeError("no early tables")
    return ()
'''
FILES = {
    "a.yaml": "tags: [t]\nresults: {r: {acc: 0.1}, s: {acc: 0.2}}\n",
    "b.yaml": "tags: [t]\nrelated: [late]\nresults: {r: {acc: 0.3}, s: {acc: 0.4}}\n",
    "late.yaml": "tags: [t]\nresults: {r: {acc: 0.5, late: 1}, q: {acc: 0.6, late: 2}}\n",
    "late2.yaml": "title: Late too\ntags: [t]\nresults: {q: {late: 3}}\n",
}
GOOD = {name: FILES[name] for name in ("a.yaml", "b.yaml")}
BUG = "a bug in results-gallery: RuntimeError in pages/sentences.py, line N; please report it, with this file"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with observers, as pip installs one."""
    points = "[mkdocs_results_gallery.observers]\nlate = late_observers:late\nearly = late_observers:early\n"
    folder = tmp_path / "installed"
    write(
        folder,
        {
            "late_observers.py": OBSERVERS,
            "late_observers-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: late-observers\nVersion: 1\n",
            "late_observers-1.dist-info/entry_points.txt": points,
        },
    )
    monkeypatch.syspath_prepend(folder)
    return folder


def made(folder: Path, files: dict[str, str], **options: object) -> Site:
    write(folder / "results", files)
    return build(folder / "results", Options(workers=0, **options))


def told(site: Site) -> list[str]:
    return [f"{one.severity} {_plain(str(one))}" for one in site.problems]


def _plain(text: str) -> str:
    return re.sub(r"line \d+;", "line N;", text)


def html(site: Site) -> dict[str, str]:
    return {page.uri: str(page.html) for page in site.pages}


def test_what_fails_for_an_experiment_costs_its_page(tmp_path: Path, installed: Path) -> None:
    site = made(tmp_path, FILES)

    assert told(site) == [
        'warning b.yaml:2:11: related: expected an experiment, got "late.yaml", a file with errors; '
        "mend that file first",
        f"error late.yaml: {BUG}",
        f"error late2.yaml: {BUG}",
    ]
    assert [file.path for file in site.book.gallery.broken] == ["late.yaml", "late2.yaml"]
    pages = html(site)
    assert "This results file can't be shown. 1 problem" in pages["experiments/late.md"]
    assert "a bug in results-gallery: RuntimeError in pages/sentences.py" in pages["experiments/late.md"]
    # nothing of them is anywhere else: not on shared pages, not in the catalogue
    assert [uri for uri in pages if uri.startswith(("metrics/", "rows/", "tags/"))] == [
        "metrics/acc.md",
        "rows/r.md",
        "rows/s.md",
        "tags/t.md",
        "metrics/index.md",
        "rows/index.md",
        "tags/index.md",
    ]
    assert [uri for uri, page in pages.items() if "Late too" in page or ">q<" in page] == []
    (catalogue,) = [json.loads(asset.content) for asset in site.assets if asset.uri == "gallery.json"]
    assert [one["path"] for one in catalogue["experiments"]] == ["a.yaml", "b.yaml"]
    assert catalogue["broken"] == ["late.yaml", "late2.yaml"]
    assert [*dangling(site)] == []
    assert not any("secret" in str(one) for one in (*site.problems, *pages.values()))


def test_the_rest_is_as_if_the_file_were_not_there(tmp_path: Path, installed: Path) -> None:
    files = {**GOOD, "b.yaml": FILES["b.yaml"].replace("related: [late]\n", "")}
    whole = html(made(tmp_path / "whole", files))
    fenced = html(made(tmp_path / "fenced", {**files, "late.yaml": FILES["late.yaml"]}))

    assert {*fenced} - {*whole} == {"experiments/late.md"}
    assert [uri for uri in whole if whole[uri] != fenced[uri]] == ["index.md"]  # which names the broken file


def test_all_that_fail_are_told_at_once(tmp_path: Path, installed: Path) -> None:
    site = made(tmp_path, {f"{number}.yaml": FILES["late.yaml"] for number in range(30)})

    assert len(site.book.gallery.broken) == 30
    assert site.book.gallery.experiments == ()


def test_an_observer_that_fails_costs_its_sentences(tmp_path: Path, installed: Path) -> None:
    site = made(tmp_path, {**GOOD, "early.yaml": "results: {r: {early: 1}}\n"})

    assert [one for one in told(site) if "late" not in one] == [
        "warning entry points: mkdocs_results_gallery.observers, early: the observer failed: "
        "RuntimeError: no early tables"
    ]
    assert "experiments/early.md" in html(site)


def test_where_no_process_starts_one_warning_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pictures of a page stay: they are SVG, which needs none."""
    monkeypatch.setattr("mkdocs_results_gallery.heatmap.drawing._PRELOAD", ("no_such_module",))
    write(tmp_path, GOOD | {"b.yaml": FILES["b.yaml"].replace("related: [late]\n", "")})

    site = build(tmp_path, Options(figures=("svg", "png", "pdf")))

    assert [str(one) for one in folded(site.problems)] == [
        "a.yaml: the PNG and PDF could not be drawn: a.yaml: no process could be started; with the option `workers: 0` "
        "the build draws PNG and PDF itself, without a deadline; 1 more follows from this: b.yaml"
    ]
    assert [
        uri for uri in ("a.svg", "a.png", "a.pdf") if f"experiments/{uri}" in {one.uri for one in site.assets}
    ] == ["a.svg"]
    assert "rg-heatmap" in html(site)["experiments/a.md"]
    assert [*dangling(site)] == []


JUNK = {
    "exits": ("sys.exit(3)", "SystemExit: 3"),
    "of several lines": (r"raise RuntimeError('boom \x1b[31m\n<b>')", "RuntimeError: boom \\x1b[31m <b>"),
    "without a text": ("class E(Exception):\n  __str__ = None\n raise E", "E: it has no text"),
    "no observation": ("yield 5", "TypeError: it yields int, not Observation"),
    "an iterator": ("yield said(iter([(0, 0)]))", "TypeError: cells must be a tuple, got list_iterator"),
    "endless": ("yield said(itertools.repeat((0, 0)))", "TypeError: cells must be a tuple, got repeat"),
    "outside": ("yield said(((9, 0),))", "ValueError: cell (9, 0) lies outside the table"),
    "rows outside": (
        "yield Observation('junk', '{a}', {'a': Rows((0, 9))}, ((0, 0),), 99)",
        "ValueError: Rows(indices=(0, 9)) lies outside the table",
    ),
    "half a character": (
        r"yield said((), '\ud800')",
        "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 4: surrogates not allowed",
    ),
    "a control character": (
        r"yield said((), '\x00')",
        "ValueError: a sentence is one line of at most 2,000 characters",
    ),
    "long": ("yield said((), 'x' * 2001)", "ValueError: a sentence is one line of at most 2,000 characters"),
}


@pytest.mark.parametrize(("code", "failure"), JUNK.values(), ids=[*JUNK])
def test_an_observer_may_do_or_yield_anything(
    code: str, failure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"junk_{tmp_path.name}"
    head = (
        "import itertools, sys\n"
        "from mkdocs_results_gallery.analysis.observation import Observation, Rows\n"
        "def said(cells, text='So.'):\n return Observation('junk', text, {}, cells, 99)\n"
    )
    write(
        tmp_path / "installed",
        {
            f"{name}.py": f"{head}def look(table):\n {code}\n",
            "junk-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: junk\nVersion: 1\n",
            "junk-1.dist-info/entry_points.txt": f"[mkdocs_results_gallery.observers]\njunk = {name}:look\n",
        },
    )
    monkeypatch.syspath_prepend(tmp_path / "installed")

    site = made(tmp_path, GOOD | {"b.yaml": FILES["a.yaml"]})

    assert told(site) == [
        f"warning entry points: mkdocs_results_gallery.observers, junk: the observer failed: {failure}"
    ]
    assert len(site.book.gallery.experiments) == 2


def test_what_fails_on_a_shared_page_costs_that_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("secret of the row")

    monkeypatch.setattr(row, "rank_words", broken)
    ranked = "metrics: {acc: {higher_is_better: true}}\n"
    site = made(
        tmp_path, {name: ranked + text.replace("related: [late]\n", "") for name, text in GOOD.items()}
    )

    assert told(site) == [
        'error .: the page of the row "r" and 1 more: a bug in results-gallery: RuntimeError in pages/row.py, '
        "line N; please report it, with the files that share it",
    ]
    assert [*html(site)] == [
        "index.md",
        "experiments/a.md",
        "experiments/b.md",
        "metrics/acc.md",
        "tags/t.md",
        "metrics/index.md",
        "tags/index.md",
    ]
    assert [*dangling(site)] == []
    answer = Resolver(Guide(site.book)).link(Query("", {"row": "r"}), "", str)
    assert answer.problem == 'the row "r" has no page: it could not be made'


def test_prose_that_speaks_of_it_gets_a_warning(tmp_path: Path, installed: Path) -> None:
    resolver = Resolver(Guide(made(tmp_path, FILES).book))

    for ask in (resolver.link, resolver.image):
        answer = ask(Query("late", {}), "", str)
        assert answer.problem == 'expected an experiment, got "late.yaml", a file with errors'


def test_a_failure_while_prose_is_filled_costs_that_place(tmp_path: Path) -> None:
    def broken(uri: str) -> str:
        raise ZeroDivisionError

    answer = Resolver(Guide(made(tmp_path, GOOD).book)).link(Query("a", {}), "words", broken)

    assert re.sub(r"\d+$", "N", answer.problem) == (
        "a bug in results-gallery: ZeroDivisionError in embed/resolve.py, line N"
    )


def test_check_finds_the_same(tmp_path: Path, installed: Path) -> None:
    write(tmp_path / "results", FILES)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_results_gallery.cli", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (1, "")
    assert _plain(done.stdout).splitlines() == [
        f"error: results/late.yaml: {BUG}; 1 more follows from this: results/b.yaml:2:11",
        f"error: results/late2.yaml: {BUG}",
        "2 good files, 2 broken files, 0 skipped files, 2 errors, 0 warnings",
    ]


def test_it_fails_a_strict_build_only(tmp_path: Path, installed: Path) -> None:
    tiny(tmp_path, {**GOOD, "b.yaml": GOOD["a.yaml"], "late.yaml": FILES["late.yaml"]}, "mkdocs")
    environment = {"PYTHONPATH": str(installed)}

    built = build_alone(tmp_path, **environment)
    assert (built.code, [_plain(line) for line in built.warnings]) == (
        0,
        [f"results-gallery: late.yaml: {BUG}"],
    )
    assert "be shown" in built.page("gallery/experiments/late/index.html")
    assert "0.1" in built.page("gallery/experiments/a/index.html")
    assert build_alone(tmp_path, "--strict", **environment).code == 1


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>{{ experiment.title }}</p>\n{{ 1 // (experiment.path != 'a.yaml') }}\n", "2: this template failed on "
         "experiments/a.md: ZeroDivisionError: integer division or modulo by zero"),
        ("\n\n{{ experiment.nothing }}\n", "3: this template failed on 2 pages, first on experiments/a.md: "
         "UndefinedError: 'mkdocs_results_gallery.model.Experiment object' has no attribute 'nothing'"),
        ("{% if %}\n", "1: this template failed on 2 pages, first on experiments/a.md: "
         "TemplateSyntaxError: Expected an expression, got 'end of statement block'"),
        ("{{ '\\ud800' }}\n", " this template failed on 2 pages, first on experiments/a.md: "
         r"UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed"),
    ],
)  # fmt: skip # a case is a line or two
def test_a_template_that_fails_gives_way_to_ours(tmp_path: Path, template: str, said: str) -> None:
    files = {name: text.replace("related: [late]\n", "") for name, text in GOOD.items()}
    ours = made(tmp_path, files)
    write(tmp_path / "theirs", {"experiment.html": template})

    site = made(tmp_path, files, templates=tmp_path / "theirs")

    hint = "until it is mended, the gallery's own stands in for it"
    assert told(site) == [f"error theirs/experiment.html:{said}; {hint}"]
    assert html(site)["experiments/a.md"] == html(ours)["experiments/a.md"]
    is_one_good = "ZeroDivisionError" in said
    assert (html(site)["experiments/b.md"] == "<p>b</p>\n1") == is_one_good


@pytest.mark.parametrize("name", ["gallery", "broken", "metric", "row", "tag", "names", "_cards", "_shown"])
def test_any_template_may_fail(tmp_path: Path, name: str) -> None:
    files = {**GOOD, "b.yaml": GOOD["a.yaml"], "broken.yaml": "results: {a: {b: good, c: 1}}\n"}
    ours = made(tmp_path, files)
    write(tmp_path / "theirs", {f"{name}.html": "{{ nothing }}"})

    site = made(tmp_path, files, templates=tmp_path / "theirs")

    assert html(site) == html(ours)
    assert [problem.file for problem in site.problems if "template" in problem.message] == [
        f"theirs/{name}.html"
    ]


def test_a_fence_keeps_the_first_failure_of_each() -> None:
    fence = Fence()
    for name in "abca":
        with fence.around(Subject("experiment", name)):
            assert name == "b"
    with pytest.raises(Fallen) as caught:
        fence.close()
    assert caught.value.failures == {Subject("experiment", name): "AssertionError" for name in "ac"}


def test_a_fence_lets_an_interrupt_through() -> None:
    with pytest.raises(KeyboardInterrupt), Fence().around(Subject("experiment", "a")):
        raise KeyboardInterrupt


def _kin() -> Iterator[str]:
    for low, high, reference in (
        ("0", "5e-324", "5e-324"),
        ("-5e-324", "5e-324", "0"),
        ("0", "1e-310", "1e-310"),
        ("-1e308", "1e308", "0"),
        ("-1.7976931348623157e308", "1.7976931348623157e308", "1.7976931348623157e308"),
        ("1e308", "1.1e308", "1e308"),
        ("9007199254740992", "9007199254740994", "9007199254740992"),
        ("0", "1", "1e308"),
        ("null", "5e-324", "5e-324"),
        ("0", "null", "-1e308"),
        ("1", "1.0000000000000002", "1"),
    ):
        for style in ("sequential", "diverging"):
            for better in ("true", "false", "null"):
                said = f"range: [{low}, {high}], reference: {reference}, aggregate: mean"
                said += "" if better == "null" else f", higher_is_better: {better}"
                yield (
                    f"heatmap: {{style: {style}, uncertainty: true}}\nmetrics: {{m: {{{said}}}, n: {{{said}}}}}\n"
                    "claims: [{text: So it is., metric: m, mean: above reference}]\n"
                    f"results: {{a: {{m: 0, n: failed}}, neg_a: {{m: {reference}, n: 5e-324}}, "
                    f"b: {{m: {{value: 1e308, sd: 1e308, n: 1}}}}, neg_b: {{m: -1e308 ± 5e-324}}}}\n"
                )


def test_the_narrowest_and_the_widest_numbers_are_shown(tmp_path: Path) -> None:
    files = {f"{number}.yaml": text for number, text in enumerate(_kin())}
    site = made(tmp_path, files)

    assert [file.path for file in site.book.gallery.broken] == []
    assert len(site.book.gallery.experiments) == len(files)
    assert not [one for one in told(site) if "bug" in one or "drawn" in one]
