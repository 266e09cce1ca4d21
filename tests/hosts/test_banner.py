"""Where the line of a preview stands, in whatever a theme puts around a page."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.hosts.banner import as_preview
from mkdocs_results_gallery.hosts.mkdocs import ResultsGalleryConfig
from mkdocs_results_gallery.hosts.mkdocs.settings import preview_of
from mkdocs_results_gallery.pages.page import Link

LINE = (
    '<section class="rg-preview" aria-label="Preview"><p>Preview of <bdi>a&lt;b&gt;</bdi>, '
    'not the published site. <a href="../changes.html"><bdi>What has changed</bdi></a>.</p></section>'
)


@pytest.mark.parametrize(
    "before", ['<main class="md-main">', '<div class="document" role="main">', "<body a>"]
)
def test_its_place(before: str) -> None:
    top = "<head><title>T</title></head>" + ("" if "body" in before else "<body><header></header>")

    output = as_preview(
        f"{top}{before}<p>Text</p>", "a<b>", [Link("What has changed", "../changes.html")], "en"
    )

    top = top.replace("</head>", '<meta name="robots" content="noindex"></head>')
    assert output == f"{top}{before}{LINE}<p>Text</p>"


def test_in_another_language_it_says_which_one_it_speaks() -> None:
    line = 'aria-label="Preview" lang="en"><p>Preview, not the published site.</p></section>'
    assert as_preview("<main>", "", (), "pt-BR") == f'<main><section class="rg-preview" {line}'


def test_what_is_no_page_stays() -> None:
    assert as_preview("text", "a", (), "") == "text"


@pytest.mark.parametrize(
    ("option", "environment", "revision"),
    [
        (False, None, None),
        (True, None, ""),
        ("v1", None, "v1"),
        ("false", None, None),
        (False, "v2", "v2"),
        (False, "true", ""),
        ("v1", "", None),
        ("v1", "0", None),
    ],
)
def test_what_it_is_a_preview_of(
    option: bool | str, environment: str | None, revision: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RESULTS_PREVIEW", raising=False)
    if environment is not None:
        monkeypatch.setenv("RESULTS_PREVIEW", environment)
    settings = ResultsGalleryConfig()
    settings.load_dict({"preview": option})
    settings.validate()
    assert preview_of(settings) == revision
