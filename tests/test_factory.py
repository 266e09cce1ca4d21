"""``module:function`` in a configuration: checked at once, imported and called when it is needed."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from mkdocs_results_gallery.factory import named_factory


def test_a_module_beside_the_configuration_is_found(tmp_path: Path) -> None:
    (tmp_path / "beside_it.py").write_text(
        "class Made:\n    @classmethod\n    def again(cls):\n        return 7\n"
    )
    before = [*sys.path]
    assert named_factory("beside_it:Made.again", tmp_path)() == 7
    assert named_factory("beside_it:Made", tmp_path)().__class__.__name__ == "Made"
    assert sys.path == before


def test_nothing_is_imported_before_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "noisy_module.py").write_text("raise RuntimeError('imported')")
    factory = named_factory("noisy_module:made", tmp_path)
    assert "noisy_module" not in sys.modules
    with pytest.raises(RuntimeError, match="imported"):
        factory()


def test_an_installed_module_is_found(tmp_path: Path) -> None:
    assert named_factory("collections:OrderedDict", tmp_path)() == {}


@pytest.mark.parametrize(
    "name", ["", "collections", ":made", "a:", "a b:c", "os:system('x')", "../a:b", "a.b", "a:b:c", "1a:b"]
)
def test_what_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected module:function, got \""):
        named_factory(name, tmp_path)


def test_a_module_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='beside the configuration, got "no_such_module", which isn\'t'):
        named_factory("no_such_module.sub:made", tmp_path)


def test_it_can_be_sent_to_a_process(tmp_path: Path) -> None:
    factory = named_factory("collections:OrderedDict", tmp_path)
    assert pickle.loads(pickle.dumps(factory)) == factory
