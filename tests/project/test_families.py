"""A family has one home; a further member is one entry there. CONTRIBUTING.md says which and where."""

from __future__ import annotations

import ast
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mkdocs_results_gallery.pages.exports import DOWNLOADS
from tests.conftest import ROOT

PACKAGE = ROOT / "plugins/mkdocs_results_gallery"
_TABLE = re.compile(r"^\| you want to add \|.*?\n\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of the table in CONTRIBUTING.md."""

    what: str
    count: str
    files: tuple[str, ...]
    """Below the package; ``NAME`` stands for the name of a new one."""
    family: str
    """The dict or tuple in the first of the files; ``""`` for none."""

    @property
    def home(self) -> str:
        """The dotted name of the module of the family."""
        path = self.files[0].removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        return f"mkdocs_results_gallery.{path}"

    def members(self) -> Collection[object]:
        """What is in the family."""
        found = getattr(importlib.import_module(self.home), self.family)
        assert isinstance(found, Collection)
        return found


def lines() -> list[Line]:
    """The table in CONTRIBUTING.md."""
    found = _TABLE.search((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert found
    cells = [line.strip("| ").split(" | ") for line in found[0].splitlines()[2:] if line]
    return [
        Line(
            what,
            count,
            tuple(re.findall(r"`([\w./]+(?:\.py|\.html|/))`", touched)),
            next(iter(re.findall(r"entry of `([A-Z_]+)`", touched)), ""),
        )
        for what, count, touched in cells
    ]


LINES = lines()
FAMILIES = [line for line in LINES if line.family]


def test_the_table_names_the_families() -> None:
    assert [line.family for line in FAMILIES] == [
        "PALETTES",
        "STYLES",
        "SCALE_KINDS",
        "BOARD_POLICIES",
        "FORMATS",
        "TOOLS",
        "FINDERS",
        "FACETS",
        "MISSING_KINDS",
        "OBSERVERS",
        "DOWNLOADS",
        "PAGES",
        "REPORTS",
        "REPORTS",
        "COMMANDS",
    ]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.what)
def test_the_table_counts_the_files_that_it_names(line: Line) -> None:
    assert line.count == str(len(line.files))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.what)
def test_the_files_that_the_table_names_exist(line: Line) -> None:
    missing = []
    for file in line.files:
        path = PACKAGE / file
        beside = path.parent.glob(f"*{path.suffix}")
        if not (any(beside) if "NAME" in path.name else path.exists()):
            missing.append(file)
    assert missing == []


@pytest.mark.parametrize("line", FAMILIES, ids=lambda line: line.family)
def test_a_family_has_members(line: Line) -> None:
    assert len(line.members()) > 1 or line.family == "DOWNLOADS"


def collections_of_texts(tree: ast.AST) -> Iterator[set[str]]:
    """The texts of each list, tuple, set and dict that is written down, and of each `Literal`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            parts = [key for key in node.keys if key]
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            parts = node.elts
        else:
            continue
        yield {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}


@cache
def written_down() -> tuple[tuple[Path, frozenset[str]], ...]:
    """The same of all modules, each with its own: read once for all families."""
    return tuple(
        (path, frozenset(texts))
        for path in sorted(PACKAGE.rglob("*.py"))
        for texts in collections_of_texts(ast.parse(path.read_text(encoding="utf-8")))
    )


def second_homes(members: Collection[str], home: Path) -> list[str]:
    """The modules other than `home` that list all of `members` once more."""
    return [
        path.relative_to(PACKAGE).as_posix()
        for path, texts in written_down()
        if path != home and all(any(text.endswith(member) for text in texts) for member in members)
    ]


NAMED = [
    line
    for line in FAMILIES
    if all(isinstance(one, str) for one in line.members()) and len(line.members()) > 1
]


@pytest.mark.parametrize("line", NAMED, ids=lambda line: line.family)
def test_no_other_module_lists_a_family(line: Line) -> None:
    members = [one for one in line.members() if isinstance(one, str)]
    others = {file for file in line.files[1:] if "NAME" not in file}

    assert set(second_homes(members, PACKAGE / line.files[0])) == others


def test_a_second_list_of_a_family_is_found() -> None:
    listed = 'GLOBS = ("**/*.yaml", "**/*.csv", "other")\nKIND = Literal["row", "tag"]'
    found = list(collections_of_texts(ast.parse(listed)))

    assert found == [{"**/*.yaml", "**/*.csv", "other"}, {"row", "tag"}]


def test_no_download_takes_the_name_of_a_page_or_of_a_picture() -> None:
    taken = {"md", "json", "svg", "png", "pdf"}

    assert taken & DOWNLOADS.keys() == set()


EXERCISES = {
    "PALETTES": ("palettes.py", '"greys": Palette("ffffff 000000")'),
    "FORMATS": ("reading/formats/__init__.py", '".tab": read_tsv'),
    "FACETS": (
        "analysis/shared.py",
        '"author": Facet("author", lambda one: [author.name for author in one.authors], False, 9)',
    ),
    "MISSING_KINDS": (
        "words/missing.py",
        '"timed out": MissingKind(sign="T", word="late", hatch=("falling", "level"), latex="tau")',
    ),
    "DOWNLOADS": (
        "pages/exports.py",
        '"names": lambda table: ",".join(row.name for row in table.rows).encode()',
    ),
    "OBSERVERS": (
        "analysis/observe/__init__.py",
        'lambda _: [Observation("first", "{metric} is first.", {"metric": Metrics((0,))}, ((0, 0),), 99)]',
    ),
    "PAGES": (
        "build/__init__.py",
        'lambda _: iter([Page(uri="further.md", kind="further", title="x", body=held("<p>further</p>"))])',
    ),
}
"""A further member of each family, as one would write it into its file."""

ONE = """
authors: [Ada Lovelace]
heatmap: {palette: greys}
results: {a: {x: 1, y: 2}, b: {x: 3, y: 1}}
"""

LATE = "results: {a: {x: timed out, y: 2}, b: {x: {missing: Timed_Out, note: 3 h}, y: 1}}"

FOUND = """
import json, sys
from pathlib import Path
from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options

site = build(Path(sys.argv[1]), Options())
assets = {one.uri: one.content for one in site.assets}
pages = {one.uri: one.html for one in site.pages}
one, late = (pages[f"experiments/{name}.md"] for name in ("one", "late"))
print(json.dumps({
    "problems": [str(problem) for problem in site.problems],
    "PALETTES": [b"rg-palette-greys" in assets["assets/results-gallery.css"], "rg-palette-greys" in one],
    "FORMATS": "experiments/three.md" in pages,
    "FACETS": sorted(uri for uri in pages if uri.startswith("authors/")),
    "MISSING_KINDS": [
        late.count('class="rg-missing rg-missing-timed-out" title="late'),
        late.count('>T</text>'),
        '<span aria-hidden="true">T</span> late' in late,
        "2 of 4 cells are missing: 2 late." in late.replace("<bdi>", "").replace("</bdi>", ""),
        b".rg .rg-missing-timed-out{background-image:" in assets["assets/results-gallery.css"],
        b'"T": "tau"' in assets["assets/results-gallery.js"],
    ],
    "DOWNLOADS": [assets["experiments/one.names"].decode(), "one.names" in one],
    "OBSERVERS": "is first." in one,
    "PAGES": pages["further.md"],
}))
"""


def add(package: Path, family: str, file: str, entry: str) -> None:
    """Write `entry` behind the others of a family."""
    text = (package / file).read_text(encoding="utf-8")
    (home,) = (
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target) == family
    )
    assert home.end_lineno
    written = text.splitlines()
    is_dict = entry.startswith('"')
    further = f"{{**{family}, {entry}}}" if is_dict else f"(*{family}, {entry})"
    written.insert(home.end_lineno, f"{family} = {further}")
    (package / file).write_text("\n".join(written) + "\n", encoding="utf-8")


def test_a_further_member_of_each_family_is_one_entry(tmp_path: Path) -> None:
    package = tmp_path / "plugins/mkdocs_results_gallery"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for family, (file, entry) in EXERCISES.items():
        add(package, family, file, entry)
    results = tmp_path / "results"
    results.mkdir()
    (results / "one.yaml").write_text(ONE)
    (results / "two.yaml").write_text(ONE.replace("3", "4"))
    (results / "late.yaml").write_text(LATE)
    (results / "three.tab").write_text("model\tx\nc\t5\nd\t6\n")

    done = subprocess.run(
        [sys.executable, "-c", FOUND, str(results)],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "problems": [],
        "PALETTES": [True, True],
        "FORMATS": True,
        "FACETS": ["authors/ada-lovelace-7674021617.md", "authors/index.md"],
        "MISSING_KINDS": [2, 2, True, True, True, True],
        "DOWNLOADS": ["a,b", True],
        "OBSERVERS": True,
        "PAGES": "<p>further</p>",
    }
