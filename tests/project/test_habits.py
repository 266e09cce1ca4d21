"""What the documents say of the project is true."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from mkdocs_results_gallery import __version__

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins/mkdocs_results_gallery"
MODULES = sorted(PACKAGE.rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SECOND_STAGE = "preview-comment.yml"
"""The workflow that runs after that of a pull request, and may write."""
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))

SET_UP = "python3 -m venv .venv && .venv/bin/pip install -q -U pip && .venv/bin/pip install -q -e . --group"
COMMANDS = {
    "serve": f"{SET_UP} docs && .venv/bin/mkdocs serve --livereload --open",
    "test": f"{SET_UP} test && .venv/bin/pytest",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run(*command: str, cwd: Path = ROOT) -> tuple[int, str]:
    done = subprocess.run(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.returncode, done.stdout


def tracked() -> list[str]:
    # the checkout may belong to another user, as in a container
    code, output = run("git", "-c", "safe.directory=*", "ls-files", "-z")
    assert code == 0, output
    return [path for path in output.split("\0") if path and (ROOT / path).is_file()]


def test_a_package_describes_itself_without_addresses_that_only_a_clone_has() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = project["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    texts = [(ROOT / "README.md").read_text(encoding="utf-8")]
    for one in hook["substitutions"]:
        texts.append(re.sub(one["pattern"], one["replacement"], texts[-1]))

    changes = [before != after for before, after in pairwise(texts)]
    prose = re.sub(r"```.*?```", "", texts[-1], flags=re.DOTALL)

    assert changes == [True] * len(hook["substitutions"])
    assert re.findall(r"\]\((?!https?:)[^)]*|(?:src|srcset|href)=\S*", prose) == []
    assert "See the [gallery](gallery/index.md)." in texts[-1]  # a page that readers write


def test_no_module_is_long() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: count for path, count in lines.items() if count > 350} == {}


EXCEPTION = re.compile(
    r"# (?:(?:ruff: )?noqa(?:: [A-Z0-9, ]+)?|type: ignore(?:\[[a-z, -]+\])?|fmt: (?:skip|off))"
)
REASON = re.compile(r"\s*(?:-|#) \w")


@pytest.mark.parametrize(
    ("comment", "says_why"),
    [
        ("# noqa: S101 - the host checks it", True),
        ("# noqa: S101", False),
        ("# noqa", False),
        ("# type: ignore[override]  # made of a text", True),
        ("# type: ignore[override] # noqa: N802 - the library's", True),
        ("# type: ignore[override]", False),
        ("# fmt: skip # a case is a line", True),
        ("# fmt: skip", False),
        ("# what is ignored", True),
    ],
)
def test_what_an_exception_says(comment: str, says_why: bool) -> None:
    assert gives_reason(comment) is says_why


def test_each_exception_to_a_rule_says_why() -> None:
    assert [place for place, text in comments() if not gives_reason(text)] == []


def test_only_what_is_checked_for_types_is_excepted_from_it() -> None:
    """Elsewhere no check would ever ask for the exception."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["mypy"]["packages"] == [PACKAGE.name]
    outside = [place for place, text in comments() if "type: ignore" in text]
    assert [place for place in outside if not place.startswith(f"{name(PACKAGE)}/")] == []


def comments() -> Iterator[tuple[str, str]]:
    """Each comment of the project's Python, with the place where it stands."""
    for path in (ROOT / one for one in tracked() if one.endswith(".py")):
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                if token.type == tokenize.COMMENT:
                    yield f"{name(path)}:{token.start[0]}", token.string


def gives_reason(comment: str) -> bool:
    """Whether the last exception that a comment makes, if it makes any, is followed by why."""
    ends = [found.end() for found in EXCEPTION.finditer(comment)]
    return not ends or bool(REASON.match(comment, ends[-1]))


def test_no_two_classes_share_a_name() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(name(path))
    assert {word: found for word, found in homes.items() if len(found) > 1} == {}


def listed(docstring: str) -> set[str]:
    """The modules and packages that a docstring names: ``links.py``, ``observers/``."""
    return set(re.findall(r"(?<![\w./])(\w+\.py|\w+/)(?![\w/])", docstring))


def test_a_listed_name_is_a_whole_name() -> None:
    assert listed("`a.py` b/ c.py; sub/d.py re/e\nnames.py") == {"a.py", "b/", "c.py", "names.py"}


@pytest.mark.parametrize("package", sorted(PACKAGE.rglob("__init__.py")), ids=name)
def test_a_package_lists_what_is_in_it_and_nothing_else(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
    modules = {path.name for path in package.parent.glob("*.py")} - {"__init__.py"}
    packages = {f"{path.parent.name}/" for path in package.parent.glob("*/__init__.py")}
    assert listed(docstring) == modules | packages


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_gives_the_command_that_ci_runs(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    marked = re.findall(rf"^<!-- {command}-command -->\n```(?:bash|sh)?\n(.*)\n```$", readme, re.MULTILINE)
    assert marked == [COMMANDS[command]]
    assert run(str(ROOT / ".ci/run"), "--print-command", command) == (0, COMMANDS[command] + "\n")


@pytest.mark.parametrize("readme", ["", "<!-- test-command -->\n", "<!-- test-command -->\n```\na\nb\n```\n"])
def test_ci_fails_where_the_readme_gives_no_command(tmp_path: Path, readme: str) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    (tmp_path / "README.md").write_text(readme)
    message = ".ci/run: README.md has no one-line block after <!-- test-command -->\n"
    assert run(str(tmp_path / ".ci/run"), cwd=tmp_path) == (1, message)


def test_ci_can_be_started() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_files_that_a_document_names_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = []
    for path in re.findall(r"`((?:plugins|tests|benchmarks|\.ci|\.github)/[\w./-]*)`", text):
        if not (ROOT / path).exists():
            missing.append(path)
    rooms = "|".join(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    for path in re.findall(rf"`((?:{rooms})/[\w./-]*)`", text):
        if not (PACKAGE / path).exists() and "NAME" not in path:
            missing.append(path)
    assert missing == []


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path.parent == ROOT], ids=name)
def test_links_of_a_document_outside_the_site_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)|(?:src|srcset)=\"([^\"]+)", text)
    links = [link or source for link, source in links]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_changelog_begins_with_this_version() -> None:
    first = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first
    assert __version__ in first[1] or "unreleased" in first[1].lower()


def test_imports_run_downhill() -> None:
    code, output = run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    assert code == 0, output


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_actions_are_pinned(workflow: Path) -> None:
    uses = re.findall(r"\buses: *(.*)", workflow.read_text(encoding="utf-8"))
    assert bool(uses) == (workflow.name != SECOND_STAGE)
    assert [line for line in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_a_workflow_gives_nothing_away(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    content = yaml.load(text, yaml.BaseLoader)
    assert content["permissions"] == {}
    assert "concurrency" in content
    assert "secrets." not in text
    assert "pull_request_target" not in content["on"]
    assert ("workflow_run" in content["on"]) == (workflow.name == SECOND_STAGE)
    for job in content["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize(
    ("workflow", "permissions"),
    [
        ("pull-request.yml", {"preview": {"contents": "read"}, "closed": {}}),
        ("tests.yml", {"test": {"contents": "read"}}),
    ],
)
def test_a_pull_request_may_only_read(workflow: str, permissions: dict[str, dict[str, str]]) -> None:
    content = yaml.load((ROOT / ".github/workflows" / workflow).read_bytes(), yaml.BaseLoader)
    assert {job: value["permissions"] for job, value in content["jobs"].items()} == permissions


def test_what_may_write_runs_nothing_of_a_request() -> None:
    content = yaml.load((ROOT / ".github/workflows" / SECOND_STAGE).read_bytes(), yaml.BaseLoader)
    ((_, job),) = content["jobs"].items()
    assert job["permissions"] == {"actions": "write", "pull-requests": "write"}
    # one script, which has no package, no program and no file of the request, and says itself what it wants
    (step,) = job["steps"]
    assert (step["shell"], step["env"]) == ("python", {"TOKEN": "${{ github.token }}"})
    imported = re.findall(r"^ *(?:from|import) (.*)", step["run"], re.MULTILINE)
    assert imported == ["io, json, os, re, urllib.error, urllib.parse, urllib.request, zipfile"]
    assert not re.search(r"\b(?:eval|exec|system|popen|extract|extractall|subprocess)\b", step["run"])


def test_no_lock_file_is_tracked() -> None:
    names = {"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "package-lock.json", "yarn.lock"}
    assert [path for path in tracked() if Path(path).name in names] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    # written in parts, so that this file doesn't find itself; tests hold such paths as bad examples
    registry = re.compile(r"pypi" r"\.org|python" r"hosted\.org|registry\.npm" r"js")
    home = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z]|(?<![\w.])/root/|[A-Z]:\\Users\\")
    here = re.compile(re.escape(str(ROOT)) + r"(?![\w-])") if len(ROOT.parts) > 2 else None
    found = []
    for path in tracked():
        text = (ROOT / path).read_bytes().decode("utf-8", errors="replace")
        patterns = [registry, here] if path.startswith("tests/") else [registry, here, home]
        found += [path for pattern in patterns if pattern and pattern.search(text)]
    assert found == []
