"""What README.md tells a newcomer to do works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.cli.__main__ import main
from tests.revisions.repo import NOBODY, made

ROOT = Path(__file__).parents[2]


def test_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(\w+)\n(.*?)```", page.partition("## Use it")[2], re.DOTALL)
    files = [text for kind, text in blocks if kind in ("yaml", "markdown")]
    for text in files:
        path = re.search(r"\A(?:# |<!-- )([\w/.-]+)", text)
        place = tmp_path / (path[1] if path else "mkdocs.yml")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name, text in NOBODY.items():
        monkeypatch.setenv(name, text)
    repo = made(tmp_path)
    repo.git("add", ".")
    repo.git("commit", "-q", "-m", "First results")
    ((row, old, new),) = re.findall(r"of `(\w+)` from `([\d.]+)` to `([\d.]+)`", page)
    results = tmp_path / "results/truth-directions.yaml"
    results.write_text(
        "".join(
            line.replace(f"t_p: {old}", f"t_p: {new}") if line.startswith(row) else line
            for line in results.read_text().splitlines(keepends=True)
        )
    )
    monkeypatch.chdir(tmp_path)

    assert main(["diff"]) == 0

    (said,) = (text for kind, text in blocks if kind == "text")
    assert capsys.readouterr().out == said
