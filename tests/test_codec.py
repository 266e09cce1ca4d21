"""Nouns as bytes."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mkdocs_results_gallery.codec import Codec, DamagedError
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.errors import Cure, Insert, Replace, SetOption
from tests.same import differences


@dataclass(frozen=True, slots=True)
class Inner:
    text: str
    pair: tuple[float | None, int] = (None, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Outer:
    inner: Inner
    number: float
    array: NDArray[np.float64]
    flags: NDArray[np.bool_]
    texts: NDArray[Any]
    by_place: Mapping[tuple[int, int], Inner]
    decimals: Mapping[tuple[int, int], Decimal]
    word: Literal["a", "b"] | None = None
    many: tuple[Fraction, ...] = ()
    maybe: Inner | None = None
    data: bytes = b""
    derived: str = field(init=False, default="x")


OUTER: Codec[Outer] = Codec(Outer)


def outer(**more: Any) -> Outer:  # noqa: ANN401 - any field
    texts = np.empty((1, 2), dtype=object)
    texts[0] = "x", ""
    texts.setflags(write=False)
    array = np.array([[0.1, np.nan], [-0.0, 1e300]])
    array.setflags(write=False)
    flags = np.array([True, False])
    flags.setflags(write=False)
    own: dict[str, Any] = {
        "inner": Inner("é", (Stated("0.10"), 1)),
        "number": Stated("1e-400"),
        "array": array,
        "flags": flags,
        "texts": texts,
        "by_place": {(1, 0): Inner("one"), (0, 2): Inner("two", (0.5, 2))},
        "decimals": {(0, 0): Decimal("9007199254740993.00")},
        "word": "b",
        "many": (Fraction(1, 3), Fraction(2)),
        "maybe": Inner(""),
        "data": b"\0\xff",
    }
    return Outer(**own | more)


def test_a_noun_comes_back_as_it_was() -> None:
    back = OUTER.decode(OUTER.encode(outer()))
    assert list(differences(outer(), back)) == []
    assert not back.array.flags.writeable
    with pytest.raises(TypeError):
        back.by_place[0, 0] = Inner("")


def test_the_smallest_noun_comes_back_as_it_was() -> None:
    small = outer(by_place={}, decimals={}, many=(), maybe=None, word=None, number=2.5)
    assert list(differences(small, OUTER.decode(OUTER.encode(small)))) == []


def test_equal_nouns_have_equal_bytes() -> None:
    assert OUTER.encode(outer()) == OUTER.encode(outer())
    assert OUTER.encode(outer()) != OUTER.encode(outer(number=Stated("1.0e-400")))


@pytest.mark.parametrize(
    "more",
    [
        {"number": float("nan")},
        {"number": float("inf")},
        {"inner": Inner("x", (float("-inf"), 0))},
        {"word": "c"},
        {"inner": None},
        {"data": "text"},
    ],
)
def test_what_no_noun_holds_is_damaged(more: dict[str, Any]) -> None:
    data = OUTER.encode(outer(**more)) if more != {"inner": None} else b"\x90"
    with pytest.raises(DamagedError):
        OUTER.decode(data)


def test_a_text_that_is_no_number_is_damaged() -> None:
    data = OUTER.encode(outer(number=Stated("1234567")))
    for text in (b"1_34567", b"0x34567", b" 234567", b"infinit", b"1e99999"):
        with pytest.raises(DamagedError):
            OUTER.decode(data.replace(b"1234567", text))


def test_a_fraction_of_zero_is_damaged() -> None:
    with pytest.raises(DamagedError):
        OUTER.decode(OUTER.encode(outer()).replace(b"1/3", b"1/0"))


def test_an_array_of_another_size_is_damaged() -> None:
    data = OUTER.encode(outer())
    shape = b"\x92\x02\x02"
    assert data.count(shape) == 1
    for other in (b"\x92\x02\x03", b"\x92\xff\x02", b"\x92\xfe\xfe", b"\x92\x02\xff"):
        with pytest.raises(DamagedError):
            OUTER.decode(data.replace(shape, other))


@settings(deadline=None)
@given(st.data())
def test_no_bytes_do_more_than_be_damaged(data: st.DataObject) -> None:
    whole = bytearray(OUTER.encode(outer()))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    with contextlib.suppress(DamagedError):
        OUTER.decode(bytes(whole))


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_bytes_of_a_stranger_are_damaged(data: bytes) -> None:
    with pytest.raises(DamagedError):
        OUTER.decode(data)


@pytest.mark.parametrize("hint", [complex, list[int], Inner | Outer, set[int], Inner | float | None])
def test_a_type_without_a_form_is_told_at_once(hint: object) -> None:
    with pytest.raises(TypeError, match="no form for"):
        Codec(hint)


def test_one_of_several_structs_comes_back_as_it_was() -> None:
    codec: Codec[tuple[Cure | None, ...]] = Codec(tuple[Cure | None, ...])
    cures = (Replace(1, 2, "a", "b"), None, Insert("x.csv.yaml", 0, "a: 1\n"), SetOption("exclude", "[]"))

    assert codec.decode(codec.encode(cures)) == cures
