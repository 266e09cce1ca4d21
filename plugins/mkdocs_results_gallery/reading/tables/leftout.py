"""Fields of records that look like results and are none: none of them is lost in silence."""

from __future__ import annotations

from collections.abc import Container, Mapping

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.tables.faults import CellFault
from mkdocs_results_gallery.reading.tables.fields import Field, identifies
from mkdocs_results_gallery.reading.tables.hints import words
from mkdocs_results_gallery.reading.tables.rawtable import Spot
from mkdocs_results_gallery.reading.tables.said import where_said
from mkdocs_results_gallery.reading.tree import Place


def report_left_out(
    fields: Mapping[str, Field], metrics: Container[str], doubtful: Container[str], spot: Spot
) -> None:
    """Warn of fields that look like metrics and are none; the lists of `doubtful` ones may be repeats."""
    for key, seen in fields.items():
        if key in metrics:
            continue
        if seen.nested:
            message = "expected numbers or texts, got lists or mappings: this field is left out"
            where = where_said(spot.problems.file, spot.place)
            hint = (
                f"if these are repeats of a measurement, say `repeat: true` {where}"
                if key in doubtful
                else ""
            )
            spot.problems.warning("nested field", seen.first_nested, (*spot.place, key), message, hint)
        elif not identifies(key, fields):
            _report_mixed(key, seen, spot)


def report_identifying(fields: Mapping[str, Field], others: Container[str], spot: Spot) -> None:
    """Tell of numbers that are shown as text: they identify or date something, and are in no other role."""
    for key, seen in fields.items():
        if key in others or not seen.numbers or seen.texts or seen.nested or not identifies(key, fields):
            continue
        what = "times of the clock" if seen.clocks else "whole numbers that identify something, by their name"
        hint = f"if they are results, name them under `metrics:` {where_said(spot.problems.file, spot.place)}"
        spot.problems.notice("number as text", spot.mark, (*spot.place, key), f"{what}: shown as text", hint)


def _report_mixed(name: str, seen: Field, spot: Spot) -> None:
    place = (*spot.place, name)
    if seen.numbers > seen.texts:
        _report_texts(seen, place, spot)
    elif seen.measures and seen.numbers + seen.measures > seen.texts - seen.measures:
        text, mark = seen.first_measure
        got, cure = words(_fault(text, seen), spot.limits.number_characters)
        more = f" and {seen.measures - 1:,} more like it" if seen.measures > 1 else ""
        message = f"expected numbers only, got {got}{more}: {_AS_TEXT}"
        spot.problems.warning("marked field", mark, place, message, cure)
    elif seen.numbered * 2 > seen.present:
        text, mark = seen.first_numbered
        message = f"most begin with a number, as {shown(text)}, and can't be read as one: {_AS_TEXT}"
        _, cure = words(CellFault("text", text), spot.limits.number_characters)
        spot.problems.notice("numbered texts", mark, place, message, cure)
    elif seen.numbers and seen.numbers + seen.nones >= seen.texts - seen.nones:
        _report_texts(seen, place, spot)


def _report_texts(seen: Field, place: Place, spot: Spot) -> None:
    message = f"expected numbers only, got text in {seen.texts} of {seen.present} records"
    hint = "mend these cells, or name the field under `metrics:` to have each of them reported"
    spot.problems.warning("mixed field", seen.first_text, place, f"{message}: {_AS_TEXT}", hint)


_AS_TEXT = "this field is shown as text"


def _fault(text: str, seen: Field) -> CellFault:
    """What is wrong with a number that has something beside it."""
    units = [unit for unit in seen.units if unit]
    own = parted(text)
    if len(units) < 2 or own is None or not own.unit:
        return CellFault("text", text)
    return CellFault("mixed units", text, field=next(unit for unit in units if unit != own.unit))
