"""Nouns become bytes and back: frozen dataclasses, with arrays, and with numbers to the last digit.

What is read is checked against the types of the fields: bytes of a stranger are an error or a noun, and run
nothing. Nothing is said of what the fields mean.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce
from operator import or_
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import numpy as np

from mkdocs_results_gallery.digits.number import Stated, plain

Noun = TypeVar("Noun")

_AS_THEY_ARE = (str, bytes, bool, int, Decimal, type(None))


class DamagedError(ValueError):
    """Bytes that are no noun of the kind that is asked for."""


class Codec(Generic[Noun]):
    """Of one kind of nouns: a dataclass, a tuple of such, and so on."""

    def __init__(self, noun: Any) -> None:  # noqa: ANN401 - of more kinds than a class is
        """Raises TypeError where a field is of a type that has no form here."""
        self._form = _form_of(noun)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(self._form.wire)

    def encode(self, noun: Noun) -> bytes:
        """Return bytes that `decode` makes an equal noun of; equal bytes for equal nouns."""
        return self._encoder.encode(self._form.freeze(noun) if self._form.freeze else noun)

    def decode(self, data: bytes) -> Noun:
        """Return the noun. Raises DamagedError."""
        try:
            found = self._decoder.decode(data)
            noun: Noun = self._form.thaw(found) if self._form.thaw else found
        except (msgspec.MsgspecError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
            raise DamagedError(type(error).__name__) from error
        return noun


@dataclass(frozen=True, slots=True)
class _Form:
    """How the values of one type are written."""

    wire: Any
    """A type that msgspec knows."""
    freeze: Callable[[Any], Any] | None = None
    """From the value to that; None: it is the same."""
    thaw: Callable[[Any], Any] | None = None
    """Back."""


class _Array(msgspec.Struct, array_like=True, gc=False):
    shape: tuple[int, ...]
    data: bytes | tuple[str, ...]


@cache  # types are few
def _form_of(hint: Any) -> _Form:  # noqa: ANN401 - any annotation of a field
    origin = get_origin(hint)
    if hint in _AS_THEY_ARE or origin is Literal or _is_struct(hint):
        return _Form(hint)
    if hint in _FORMS:
        return _FORMS[hint]
    if origin in _GENERIC:
        return _GENERIC[origin](*get_args(hint))
    if is_dataclass(hint):
        return _dataclass_form(hint)
    raise TypeError(f"no form for {hint!r}")


def _is_struct(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def _dataclass_form(cls: Any) -> _Form:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls) if field.init]
    forms = [_form_of(hints[name]) for name in names]
    wire = msgspec.defstruct(
        cls.__name__,
        [(name, form.wire) for name, form in zip(names, forms, strict=True)],
        array_like=True,
        gc=False,
    )
    frozen = [(name, form.freeze) for name, form in zip(names, forms, strict=True)]
    thawed = [(name, form.thaw) for name, form in zip(names, forms, strict=True)]

    def freeze(noun: object) -> object:
        return wire(*[write(getattr(noun, name)) if write else getattr(noun, name) for name, write in frozen])

    def thaw(found: object) -> object:
        return cls(*[read(getattr(found, name)) if read else getattr(found, name) for name, read in thawed])

    return _Form(wire, freeze, thaw)


def _tuple_form(*hints: Any) -> _Form:  # noqa: ANN401 - annotations
    if hints[1:] == (...,):
        item = _form_of(hints[0])
        wire = types.GenericAlias(tuple, (item.wire, ...))
        return _Form(wire, _each(item.freeze), _each(item.thaw))
    forms = [_form_of(hint) for hint in hints]
    wire = types.GenericAlias(tuple, tuple(form.wire for form in forms))
    return _Form(wire, _along([form.freeze for form in forms]), _along([form.thaw for form in forms]))


def _each(change: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    return change and (lambda values: tuple(map(change, values)))


def _along(changes: list[Callable[[Any], Any] | None]) -> Callable[[Any], Any] | None:
    if not any(changes):
        return None
    return lambda values: tuple(
        [change(value) if change else value for change, value in zip(changes, values, strict=True)]
    )


def _union_form(*hints: Any) -> _Form:  # noqa: ANN401 - annotations
    forms = [_form_of(hint) for hint in hints]
    wire = reduce(or_, (form.wire for form in forms))
    changed = [form for form in forms if form.freeze]
    if not changed:
        return _Form(wire)
    if len(changed) > 1 or len(forms) > 2 or type(None) not in hints:
        raise TypeError(f"no form for one of {hints!r}")
    return _Form(wire, _unless_none(changed[0].freeze), _unless_none(changed[0].thaw))


def _unless_none(change: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a function of any value
    return lambda value: None if value is None else change(value)


def _mapping_form(key: Any, value: Any) -> _Form:  # noqa: ANN401 - annotations
    items = _tuple_form(tuple[key, value], ...)
    write, read = items.freeze, items.thaw
    return _Form(
        items.wire,
        lambda found: write(found.items()) if write else tuple(found.items()),
        lambda found: MappingProxyType(dict(read(found) if read else found)),
    )


def _array_form(_: Any, kind: Any) -> _Form:  # noqa: ANN401 - annotations
    (number,) = get_args(kind)
    if number is Any:  # of texts
        return _Form(_Array, lambda array: _Array(array.shape, tuple(array.ravel().tolist())), _texts_of)
    dtype = np.dtype(number)

    def thaw(found: _Array) -> object:
        if not isinstance(found.data, bytes):
            raise DamagedError("texts instead of numbers")
        return np.frombuffer(found.data, dtype).reshape(_checked(found.shape))  # read-only, as the bytes are

    return _Form(_Array, lambda array: _Array(array.shape, array.astype(dtype).tobytes()), thaw)


def _texts_of(found: _Array) -> object:
    texts = np.empty(len(found.data), dtype=object)
    if isinstance(found.data, bytes):
        raise DamagedError("numbers instead of texts")
    texts[:] = found.data
    texts.setflags(write=False)
    return texts.reshape(_checked(found.shape))


def _checked(shape: tuple[int, ...]) -> tuple[int, ...]:
    if any(length < 0 for length in shape):  # which a library takes for "whatever is left"
        raise DamagedError("a shape below zero")
    return shape


def _number_text(number: float) -> float | str:
    """A number as it was written where that is known."""
    return number.text if isinstance(number, Stated) else float(number)


def _number(found: float | str) -> float:
    if isinstance(found, str):
        plain(found)  # raises for what is no number
        found = Stated(found)
    if not math.isfinite(found):
        raise DamagedError("a number that is none")
    return found


_FORMS: Mapping[Any, _Form] = MappingProxyType(
    {
        float: _Form(float | str, _number_text, _number),
        Fraction: _Form(str, str, Fraction),
    }
)
_GENERIC: Mapping[Any, Callable[..., _Form]] = MappingProxyType(
    {
        tuple: _tuple_form,
        Union: _union_form,
        types.UnionType: _union_form,
        Mapping: _mapping_form,
        np.ndarray: _array_form,
    }
)
