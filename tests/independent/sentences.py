"""Whether a sentence is true by the decimals of the file, and not contradicted by the numbers on the page.

Each kind of sentence has its form and what must be so for it; a sentence of no known form is not believed.
"""

from __future__ import annotations

import re

from tests.independent import boards, columns, groups, onecolumn
from tests.independent.reader import Reader

FORMS = {**onecolumn.FORMS, **groups.FORMS, **columns.FORMS, **boards.FORMS}


def wrong(reader: Reader, sentence: str) -> str:
    """What is wrong with a sentence, ``""`` for nothing. Raises `Doubt`."""
    reasons = []
    for kind, (form, check) in FORMS.items():
        found = re.fullmatch(form, sentence)
        if found:
            reason = check(reader, *found.groups())
            if not reason:
                return ""
            reasons.append(f"{kind}: {reason}")
    return " | ".join(reasons) or "of no known form"
