"""`check` of files that are one table together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_results_gallery.cli.check import check
from mkdocs_results_gallery.cli.targets import find_targets
from tests.reading.collecting.pictures import written

FILES = {
    "results/_gallery.yaml": 'collect: {pattern: "{set}/{model}.json", pick: [acc, f1]}\n',
    "results/x/a.json": '{"acc": 1}',
    "results/x/b.json": '{"acc": "1 of 3"}',
    "results/y/c.json": '{"f1": 2}',
}


@pytest.mark.parametrize(
    ("path", "good", "broken", "told"),
    [
        ("results", ["*.json"], ["x/b.json"], ["x/b.json"]),
        ("results/x/a.json", ["*.json"], [], []),
        ("results/x/b.json", ["*.json"], ["x/b.json"], ["x/b.json"]),
        ("results/y", ["*.json"], [], []),
    ],
)
def test_a_file_is_checked_with_the_table_that_it_is_in(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    good: list[str],
    broken: list[str],
    told: list[str],
) -> None:
    monkeypatch.chdir(written(tmp_path, FILES))

    report, code = check(find_targets([path], None, searches=False), "json", strict=False)

    said = json.loads(report)
    assert (said["files"], said["broken"], code) == (good, broken, int(bool(told)))
    assert [one["file"] for one in said["problems"] if one["severity"] == "error"] == told
