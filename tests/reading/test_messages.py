"""All kinds of message that reading has, each with the cure that it brings, or why it brings none.

`messages.yml` is the list. `pytest tests/reading/test_messages.py --update-goldens` writes it anew, and keeps
the reasons; a kind without any stands under `""`, and the test fails until it has one.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from mkdocs_results_gallery.errors import Problem, as_said
from mkdocs_results_gallery.reading import __file__ as reading
from tests.reading.conftest import read
from tests.reading.test_cures import cases

LIST = Path(__file__).parent / "messages.yml"
SOURCE = Path(reading).parent
NONE = "none"
ELSEWHERE = "followed in tests of their own"
"""Cures of messages about folders and limits, which no small file gives."""
CURES = ("replace", "insert", "option", ELSEWHERE)

_SAYS = {"error", "warning", "notice", "skipped", "stop", "report", "wrong", "Problem"}
_HOLES = re.compile(r'"(?:\\.|[^"])*"|`[^`]*`|\d[\d,.]*|\bU\+\w+|\*\w+')
_LISTED = re.compile(r"…(?:(?:, | and |; )…)+")
_SHORT = (
    (re.compile(r"(?s)(expected YAML, got something else: ).*"), r"\1…"),
    (re.compile(r"(?s)(expected CSV, got something else: ).*"), r"\1…"),
    (re.compile(r"(expected one of ).*(, got .*)"), r"\1…\2"),
    (re.compile(r"(columns are read as how sure others are: ).*"), r"\1…"),
    (
        re.compile(r"(got (?:text, got )?(?:one with )?the ).*(?:mark|control|character|surrogate).*"),
        r"\1… character",
    ),
    (re.compile(r"(beside numbers in|whose unit is) \S+"), r"\1 …"),
    (re.compile(r"(as sd|as se|as n|as ci|sd, se|both sd and se)\b"), "as …"),
)


def kind(problem: Problem) -> str:
    """A problem's message without what it says of one file."""
    text = _HOLES.sub("…", problem.message)
    for pattern, short in _SHORT:
        text = pattern.sub(short, text)
    return f"{problem.severity}: {_LISTED.sub('…', text)}"


def told() -> tuple[dict[str, set[str]], list[str]]:
    """What small files give: by kind which cures, and all messages."""
    found: dict[str, set[str]] = defaultdict(set)
    messages: dict[str, None] = {}
    for case in cases():
        golden = yaml.load(case.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for problem in read(golden["text"].encode(golden.get("encoding", "utf-8")), golden["file"]).problems:
            found[kind(problem)].add(str(as_said(problem.cure)["kind"]) if problem.cure else NONE)
            messages[problem.message] = None
    return found, [*messages]


def written() -> Iterator[tuple[str, str, bool]]:
    """Each message in the source, with its module, and whether a cure may come with it.

    What it says of a file is ``…``.
    """
    for path in sorted({*SOURCE.rglob("*.py")} - {SOURCE / "tree.py"}):  # which passes on what others say
        module = path.relative_to(SOURCE).as_posix()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                yield from ((module, text, may_cure) for text, may_cure in _said_in(function))


def _said_in(function: ast.FunctionDef) -> Iterator[tuple[str, bool]]:
    names: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = [*zip(target.elts, node.value.elts, strict=True)]
                for name, value in pairs:
                    if isinstance(name, ast.Name):
                        names[name.id].append(value)
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in _SAYS and len(node.args) > 1:
                words = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
                for text in _texts(_message(name, node), names):
                    yield text, "cure" in words


def _message(name: str, call: ast.Call) -> ast.expr:
    """The argument that is the message: behind a kind, a mark and a place, or a file and more."""
    at = {"Problem": 4, "skipped": 1, "wrong": 2}.get(name, 3)
    given = call.args
    is_spot = name == "error" and len(given) < 4 and not any(isinstance(one, ast.Starred) for one in given)
    return given[0] if is_spot or len(given) <= at else given[at]


def _texts(node: ast.expr, names: Mapping[str, list[ast.expr]], depth: int = 0) -> Iterator[str]:
    if isinstance(node, ast.Name) and node.id in names and depth < 3:
        for value in names[node.id]:
            yield from _texts(value, names, depth + 1)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, names, depth)
        yield from _texts(node.orelse, names, depth)
    elif isinstance(node, ast.JoinedStr | ast.Constant):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)


@pytest.mark.slow
def test_each_kind_of_message_has_a_cure_or_a_reason(request: pytest.FixtureRequest) -> None:
    found, messages = told()
    all_of_them = "\n".join(messages)
    kinds = dict(found)
    for module, text, may_cure in written():
        if not re.search(".*".join(map(re.escape, text.split("…"))), all_of_them):
            kinds[f"{module}: {text}"] = {ELSEWHERE if may_cure else NONE}
    old = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    reasons = {text: reason for reason, texts in old.get(NONE, {}).items() for text in texts}
    new: dict[str, object] = {
        cure: sorted(text for text, cures in kinds.items() if cure in cures) for cure in CURES
    }
    without = sorted(text for text, cures in kinds.items() if NONE in cures)
    by_reason: dict[str, list[str]] = {reason: [] for reason in old.get(NONE, {})}
    for text in without:
        by_reason.setdefault(reasons.get(text, ""), []).append(text)
    new[NONE] = {reason: texts for reason, texts in by_reason.items() if texts}

    if request.config.getoption("--update-goldens"):
        LIST.write_text(yaml.safe_dump(new, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8")
    assert by_reason.get("", []) == [], "these bring no cure, and nobody says why"
    assert new == old
