from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from mkdocs_results_gallery.pages.templating import _PACKAGE, _Compiled, _environment


def environment(folder: Path) -> Environment:
    env = _environment(_PACKAGE, "en")
    env.bytecode_cache = compiled = _Compiled(env)
    compiled.directory = str(folder)
    return env


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_templates_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "__pycache__"
    first = environment(folder).get_template("_snippets.html").root_render_func.__code__
    kept = files(folder)
    assert len(kept) == 1

    again = environment(folder)
    monkeypatch.setattr(again, "compile", None)
    assert again.get_template("_snippets.html").root_render_func.__code__ == first


@pytest.mark.parametrize("cut", [0, 3, 20, 60, 200])
def test_what_was_cut_off_is_compiled_again(tmp_path: Path, cut: int) -> None:
    environment(tmp_path).get_template("_snippets.html")
    [(name, whole)] = files(tmp_path).items()
    (tmp_path / name).write_bytes(whole[:cut])

    environment(tmp_path).get_template("_snippets.html")

    assert files(tmp_path) == {name: whole}


def test_where_nothing_can_be_kept_templates_work_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "in the way"
    folder.write_text("")

    assert environment(folder).get_template("_snippets.html")
    assert folder.read_text() == ""


def test_other_settings_do_not_share_what_is_compiled(tmp_path: Path) -> None:
    environment(tmp_path).get_template("_snippets.html")
    other = _environment(_PACKAGE, "en")
    other.trim_blocks = False
    other.bytecode_cache = compiled = _Compiled(other)
    compiled.directory = str(tmp_path)
    other.get_template("_snippets.html")

    assert len(files(tmp_path)) == 2
