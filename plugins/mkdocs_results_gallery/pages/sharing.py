"""What other sites see of a page: Open Graph tags."""

from __future__ import annotations

from html import escape

from mkdocs_results_gallery.pages.page import Page


def share_tags(page: Page, url: str, image: str) -> str:
    """The ``<meta>`` elements of `page` at address `url`; `image` is that of its PNG, ``""`` for none."""
    said = {
        "og:type": "article",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": url,
        "og:image": image,
        "og:image:alt": page.description if image else "",
    }
    tags = [
        f'<meta property="{name}" content="{escape(content)}">' for name, content in said.items() if content
    ]
    card = "summary_large_image" if image else "summary"
    return "\n".join([*tags, f'<meta name="twitter:card" content="{card}">', ""])
