"""Small files, each with all that is reported of it and the cells that are read.

`bad/` holds what is wrong in some way, `neighbours/` what is no results file, `read/` what is fine. A case is
a file: `file` is the name of the input, `text` its content (`encoding`: where that is not UTF-8), `messages`
and `cells` what becomes of it. `pytest tests/reading --update-goldens` writes what becomes of it now; a
reviewer reads the diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pytest_golden.plugin import GoldenTestFixture

from mkdocs_results_gallery.reading.read import Read
from tests.reading.conftest import PARSERS, cells, read, told

FOLDER = Path(__file__).parent

# each parser has its own words, and sometimes its own place, for what is no YAML
_SYNTAX = re.compile(r"(\w+) .*expected YAML.*")


@pytest.mark.golden_test("bad/*/*.yml", "neighbours/*.yml", "read/*.yml")
def test_what_becomes_of_a_file(golden: GoldenTestFixture) -> None:
    content = golden["text"].encode(golden.get("encoding", "utf-8"))
    parsers = golden.get("parsers", "both")  # `libyaml`: PyYAML's own parsers disagree about this input

    done = read(content, golden["file"])

    assert golden.out.get("messages") == messages(done)
    assert golden.out.get("cells") == table(done)
    if parsers == "both":
        other = read(content, golden["file"], formats=PARSERS["python"])
        assert table(other) == table(done)
        assert _SYNTAX.sub(r"\1", messages(other) or "") == _SYNTAX.sub(r"\1", messages(done) or "")


def messages(done: Read) -> str | None:
    """Every message on a line of its own."""
    return "".join(f"{message}\n" for message in told(done)) or None


def table(done: Read) -> str | None:
    """The cells of the first table, in its order, a row on each line."""
    rows = cells(done.experiment.tables[0]) if done.experiment else {}
    return "".join(f"{row}: {json.dumps(found, ensure_ascii=False)}\n" for row, found in rows.items()) or None


def outcomes(kind: str) -> dict[str, str]:
    """Name -> the case as it stands on disk."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / kind).glob("*.yml")}


def test_what_is_meant_as_results_is_never_merely_skipped() -> None:
    severities = {
        name: set(re.findall(r"^  (error|warning|skipped)\b", text, re.MULTILINE))
        for name, text in outcomes("bad/meant").items()
    }
    assert [name for name, found in severities.items() if not found & {"error", "warning"}] == []


def test_a_neighbour_is_skipped_with_a_word() -> None:
    message = re.compile(r"\nmessages: \|\n  skipped (\d+:\d+: )?no metric table: .*\n\Z")
    assert [name for name, text in outcomes("neighbours").items() if not message.search(text)] == []


def test_there_are_enough_of_them() -> None:
    assert len(list(FOLDER.glob("bad/*/*.yml"))) >= 439
    assert len(list(FOLDER.glob("read/*.yml"))) >= 15
    assert len(list(FOLDER.glob("neighbours/*.yml"))) >= 54
