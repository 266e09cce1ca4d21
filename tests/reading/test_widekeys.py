"""Wide keys are the tuple that they were made of, but for the time that they take."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.reading.widekeys import WideKeys, keys_of

_NAMES = tuple(f"m{at}" for at in range(65))


def test_only_many_names_note_their_places() -> None:
    assert type(keys_of(_NAMES[:64])) is tuple
    assert type(keys_of(_NAMES)) is WideKeys


def test_they_are_equal_to_their_names_and_find_each() -> None:
    keys = keys_of((*_NAMES, "m3"))
    assert keys == (*_NAMES, "m3")
    assert {(*_NAMES, "m3"): 1}[keys] == 1
    assert [keys.index(name) for name in _NAMES] == [*range(65)]  # the first of two
    assert keys.index("m3", 4) == 65
    assert [name in keys for name in ("m0", "m64", "m65", "")] == [True, True, False, False]
    with pytest.raises(ValueError, match="not in tuple"):
        keys.index("m65")
