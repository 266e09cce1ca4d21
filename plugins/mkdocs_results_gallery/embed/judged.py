"""What becomes of a claim that a link of a page makes."""

from __future__ import annotations

from mkdocs_results_gallery.analysis.judge import judge
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.embed.query import Query, QueryError
from mkdocs_results_gallery.reading.schema.claims import claim_of_query


def judged(finder: Finder, index: int, query: Query, words: str) -> Verdict:
    """Judge what `query` asserts in the sentence `words` about the experiment with this index.

    Raises QueryError where it is no claim.
    """
    if not words.strip():
        raise QueryError("expected the sentence in the brackets", "[t_p fails](results:…?every=…)")
    try:
        claim = claim_of_query(words, query.parameters, query.lists)
    except ValueError as error:
        raise QueryError(str(error)) from error
    return judge(finder, finder.gallery.experiments[index], claim)
