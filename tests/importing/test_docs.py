"""The page "Coming from a README" shows what the command writes; `--update-goldens` writes it there."""

from __future__ import annotations

import re

import pytest

from mkdocs_results_gallery.importing.made import of_markdown
from tests.conftest import ROOT

PAGE = ROOT / "docs/importing.md"


def test_the_page_shows_what_is_made(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    document = re.search(r'```markdown title="RESULTS.md"\n(.*?)```', page, re.DOTALL)
    assert document is not None
    made = of_markdown(document[1], "RESULTS.md", apart=False)
    words = "".join(f"RESULTS.md: {word}\n" for word in made.words)
    after = page
    for fence, text in (('```yaml title="results/nets.yaml"\n', made.texts[""]), ("```text\n", words)):
        after = re.sub(
            re.escape(fence) + r".*?```", lambda _, new=fence + text: f"{new}```", after, flags=re.DOTALL
        )

    if request.config.getoption("--update-goldens"):
        PAGE.write_text(after, encoding="utf-8")
    assert after == PAGE.read_text(encoding="utf-8")
