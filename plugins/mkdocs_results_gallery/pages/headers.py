"""The head of a column and of a row: name, link, unit and direction."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from mkdocs_results_gallery.model import Metric, Row

_TAG = re.compile("&lt;(?=[A-Za-z/!?])")
_WORD_JOINER = "\u2060"


def metric_head(metric: Metric, href: str) -> str:
    """The content of a column's header cell."""
    unit = unit_words(metric)
    parts = [link(metric.title, href)]
    if unit:
        parts.append(f' <span class="rg-unit">{escape(unit)}</span>')
    words = direction_words(metric)
    if words:
        arrow = "↑" if metric.higher_is_better else "↓"
        parts.append(
            f' <span class="rg-direction" title="{words}" aria-hidden="true">{arrow}</span>'
            f'<span class="rg-sr"> ({words})</span>'
        )
    return "".join(parts)


def row_head(row: Row, href: str, with_group: bool) -> str:
    """The content of a row's header cell; `with_group` where no line above it names the group."""
    head = link(row.title, href)
    return f'{head} <span class="rg-group-of">{name(row.group)}</span>' if with_group and row.group else head


def unit_words(metric: Metric) -> str:
    """The unit as it stands in a header, ``""`` for none."""
    return "%" if metric.is_percent else metric.unit


def direction_words(metric: Metric) -> str:
    """``higher is better``, ``lower is better``, or ``""`` where the direction is unset."""
    if metric.higher_is_better is None:
        return ""
    return "higher is better" if metric.higher_is_better else "lower is better"


@lru_cache(maxsize=4_096)  # the same rows and metrics stand in many tables
def name(text: str, language: str = "") -> str:
    """A foreign name as HTML, or a text in another `language` than the names are in."""
    # bdi: a right-to-left name must not turn its neighbours around
    return f'<bdi lang="{language}">{escape(text)}</bdi>' if language else f"<bdi>{escape(text)}</bdi>"


def link(text: str, href: str) -> str:
    """A foreign name as HTML, leading to `href` if that is not ``""``."""
    return f'<a href="{escape(href)}">{name(text)}</a>' if href else name(text)


def title_text(text: str) -> str:
    """Foreign text as HTML for a title: of a page, of an entry of its outline, or of an element."""
    return inert(escape(text))


def inert(html: str) -> str:
    """`html` whose escaped text stays text where a host takes it for HTML once more.

    Material does so with titles: with a page's in ``<title>``, and in its tooltips with those that it cuts
    off and with all attributes ``title``. An invisible character keeps a ``<`` from beginning a tag there.
    """
    return _TAG.sub(f"&lt;{_WORD_JOINER}", html)
