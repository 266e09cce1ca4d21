"""When a date begins, so that dates of several zones and lengths have an order."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|([-+])(\d\d):?(\d\d))?)?)?)?",
    re.ASCII,
)
_EPOCH = date(1970, 1, 1).toordinal()
_CYCLE = 400
"""Years after which the calendar begins anew; Python's knows no year 0."""


def instant(text: str) -> Decimal | None:
    """Seconds from the start of 1970 in UTC to that of an ISO 8601 date or date-time; None where it is none.

    What is left out is the start: 2024 begins on its first of January. Without a zone it is UTC.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    cycles = 1 if year < _CYCLE else 0
    try:
        days = (
            date(year + cycles * _CYCLE, month, day).toordinal() - cycles * date(_CYCLE, 12, 31).toordinal()
        )
    except ValueError:
        return None
    minutes = (days - _EPOCH) * 1440 + int(found[4] or 0) * 60 + int(found[5] or 0)
    if found[7]:
        east = int(found[8]) * 60 + int(found[9])
        minutes -= east if found[7] == "+" else -east
    return minutes * 60 + Decimal(found[6] or 0)
