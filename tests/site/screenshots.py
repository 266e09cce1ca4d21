"""Takes a picture of every kind of page: ``python -m tests.site.screenshots SITE OUT``.

SITE is our own built site; OUT gets ``KIND-SCHEME-WIDTH.png`` of its pages, and ``small-KIND-...`` of a small
site that has every part a page can have. With ``--docs`` it takes only the pictures that README and
documents show, for ``docs/images``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.site import everykind
from tests.site.browser import chromium, served

KINDS = {
    "gallery": "gallery/",
    "experiment": "gallery/experiments/probing/truth-directions/",
    "metric": "gallery/metrics/*",
    "row": "gallery/rows/*",
    "tag": "gallery/tags/*",
    "names": "gallery/metrics/",
    "prose": "claims/",
}
EAGER = "() => { for (const picture of document.images) picture.loading = 'eager'; }"
WIDTHS = {"wide": (1280, 900), "phone": (360, 740)}


def first_below(site: Path, address: str) -> str:
    """The first page, by name, of an address that ends in ``*``; any other address as it is."""
    if not address.endswith("*"):
        return address
    pages = sorted(path.parent for path in (site / address[:-1]).glob("*/index.html"))
    return f"{pages[0].relative_to(site).as_posix()}/"


def take(site: Path, kinds: Mapping[str, str], out: Path, prefix: str = "") -> None:
    """One full-page picture per kind, scheme and width."""
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as origin, chromium() as browser:
        for scheme in ("light", "dark"):
            for name, (width, height) in WIDTHS.items():
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for kind, address in kinds.items():
                    page.goto(f"{origin}/{first_below(site, address)}", wait_until="networkidle")
                    # a picture of the whole page also shows what a reader has not scrolled to yet
                    page.evaluate(EAGER)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=out / f"{prefix}{kind}-{scheme}-{name}.png", full_page=True)
                page.close()


def main(site: Path, out: Path) -> None:
    """All pictures."""
    take(site, KINDS, out)
    with tempfile.TemporaryDirectory() as folder:
        take(everykind.build_every_kind(Path(folder)).site, everykind.KINDS, out, "small-")


def pictures_for_docs(site: Path, out: Path) -> None:
    """The top of the founding experiment's page, light and dark; and claims that its numbers contradict."""
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as origin, chromium() as browser:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1100, "height": 820}, color_scheme=scheme)
            page.goto(f"{origin}/{KINDS['experiment']}", wait_until="networkidle")
            page.screenshot(path=out / f"experiment-{scheme}.png")
            page.close()
    results = (Path(__file__).parents[2] / "docs/examples/contradicted/founding.yaml").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        everykind.tiny(Path(folder), {"founding.yaml": results})
        with served(everykind.build(Path(folder)).site) as origin, chromium() as browser:
            page = browser.new_page(viewport={"width": 760, "height": 900}, device_scale_factor=2)
            page.goto(f"{origin}/gallery/experiments/founding/", wait_until="networkidle")
            heading = page.locator('[id$="-claims"]').bounding_box()
            claims = page.locator(".rg-claims").bounding_box()
            assert heading
            assert claims
            bottom = claims["y"] + claims["height"]
            clip = {
                "x": claims["x"] - 12,
                "y": heading["y"] - 12,
                "width": claims["width"] + 24,
                "height": bottom - heading["y"] + 24,
            }
            page.screenshot(path=out / "contradicted-light.png", clip=clip, full_page=True)


if __name__ == "__main__":
    job = pictures_for_docs if "--docs" in sys.argv else main
    job(Path(sys.argv[1]), Path(sys.argv[2]))
