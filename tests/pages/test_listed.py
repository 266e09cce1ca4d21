"""What lists show of an experiment is kept in a store, to which anybody may have written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_results_gallery.pages.listed import Listed

ONE = Listed("T", "data:image/png;base64,iVBORw0K", "", "", "", (), "", (), "", "", (), 0, None)


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        ("<bdi>a is 1 &lt; 2.</bdi>", "<bdi>a is 1 &lt; 2.</bdi>"),
        ('<bdi lang="en"><bdi>a</bdi> is 1.</bdi>', '<bdi lang="en"><bdi>a</bdi> is 1.</bdi>'),
        ("<bdi onclick=x>a</bdi>", "&lt;bdi onclick=x&gt;a&lt;/bdi&gt;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
    ],
)
def test_a_sentence_is_names_and_words(says: str, kept: str) -> None:
    assert replace(ONE, says=says).says == kept


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("data:image/png;base64,iVBORw0K/+A=", "data:image/png;base64,iVBORw0K/+A="),
        ("https://example.org/a.png", ""),
        ("data:image/svg+xml,<svg>", ""),
        ('data:image/png;base64,iV","url":"javascript:1', ""),
    ],
)
def test_a_thumbnail_is_a_picture_in_the_page(address: str, kept: str) -> None:
    assert replace(ONE, thumbnail=address).thumbnail == kept


def test_the_thumbnail_stands_once() -> None:
    one = replace(ONE, entry=('{"thumbnail":"', '","tables":[]}'))

    assert one.catalogued == '{"thumbnail":"data:image/png;base64,iVBORw0K","tables":[]}'
