"""The Jinja environment that the pages are rendered with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.pages.prose import safe_html


def environment(folder: Path | None) -> Environment:
    """Templates from the user's `folder` first, then ours. All is escaped, nothing may be undefined."""
    ours = PackageLoader("mkdocs_results_gallery.pages")
    loader = ChoiceLoader([FileSystemLoader(folder), ours]) if folder else ours
    result = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    result.filters["safe_html"] = safe_html
    result.filters["counted"] = counted
    result.filters["shown_path"] = shown_path
    return result


def renderer(env: Environment, template: str) -> Callable[..., Markup]:
    """A function that renders one template with keyword arguments."""
    compiled = env.get_template(template)
    return lambda **context: Markup(compiled.render(**context))  # noqa: S704 - autoescaped
