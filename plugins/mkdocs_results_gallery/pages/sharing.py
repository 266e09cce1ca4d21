"""What other sites see of a page: Open Graph tags, and a picture to share."""

from __future__ import annotations

from html import escape

from mkdocs_results_gallery.heatmap.cache import Store, image_key
from mkdocs_results_gallery.heatmap.sharecard import SIZE, share_card
from mkdocs_results_gallery.heatmap.spec import Painting
from mkdocs_results_gallery.pages.page import Page

SHARED = ".share.png"
"""What the picture to share adds to the stem of a table's files."""


def share_image(painting: Painting, title: str, store: Store) -> bytes:
    """The picture to share of an experiment, drawn once."""
    key = image_key(f"{painting.fingerprint()}\n{title}", "share")
    image = store.get(key)
    if image is None:
        image = share_card(painting, title)
        store.put(key, image)
    return image


def share_tags(page: Page, url: str, image: str) -> str:
    """The ``<meta>`` elements of `page` at address `url`; `image` is that of its PNG, ``""`` for none."""
    said = {
        "og:type": "article",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": url,
        "og:image": image,
        "og:image:width": str(SIZE[0]) if image else "",
        "og:image:height": str(SIZE[1]) if image else "",
        "og:image:alt": page.description if image else "",
    }
    tags = [
        f'<meta property="{name}" content="{escape(content)}">' for name, content in said.items() if content
    ]
    card = "summary_large_image" if image else "summary"
    return "\n".join([*tags, f'<meta name="twitter:card" content="{card}">', ""])
