"""The page on architecture is true to the tree and to the contracts on imports."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

import grimp

from tests.conftest import ROOT

PACKAGE = ROOT / "plugins/mkdocs_results_gallery"
PAGE = (ROOT / "docs/project/architecture.md").read_text(encoding="utf-8")


def contracts() -> list[dict[str, Any]]:
    """What `lint-imports` checks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["tool"]["importlinter"]["contracts"])


def test_every_room_is_listed_and_nothing_else() -> None:
    table = PAGE[PAGE.index("| room |") :].partition("\n\n")[0]
    listed = re.findall(r"^\| `([\w./]+)` \|", table, re.MULTILINE)
    modules = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}

    assert sorted(listed) == sorted(
        modules | {f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    )


def test_the_layers_are_those_that_are_checked() -> None:
    (layers,) = (contract["layers"] for contract in contracts() if contract["type"] == "layers")

    assert re.findall(r"```text\n(hosts.*?)\n```", PAGE, re.DOTALL) == ["\n".join(layers)]


def test_no_chain_of_imports_is_longer_than_the_page_says() -> None:
    graph = grimp.build_graph("mkdocs_results_gallery")

    @cache
    def chain(module: str) -> tuple[str, ...]:
        below = [chain(other) for other in sorted(graph.find_modules_directly_imported_by(module))]
        return module, *max(below, key=len, default=())

    found = re.findall(r"No chain of imports is longer than (\d+) modules", PAGE)

    # the longest one itself, so that whoever makes it longer sees where
    assert [[*chain(module)] for module in graph.modules if len(chain(module)) > int(*found)] == []


def test_every_single_door_is_checked() -> None:
    table = PAGE[PAGE.index("| library |") :].partition("\n\n")[0]
    doors = {
        (library, door.rstrip("/").removesuffix(".py"))
        for library, line in re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE)
        for door in re.findall(r"`([\w./]+)`", line)
    }
    checked = set()
    for contract in contracts():
        for line in contract.get("ignore_imports", ()):
            door, _, library = line.partition(" -> ")
            path = door.removeprefix("mkdocs_results_gallery.").removesuffix(".*").replace(".", "/")
            checked.add((library, path))

    assert doors == checked


def test_every_script_is_described() -> None:
    scripts = {path.name for path in (PACKAGE / "pages/assets").glob("*.js")}

    assert {name for name in scripts if f"`{name}`" not in PAGE} == set()
