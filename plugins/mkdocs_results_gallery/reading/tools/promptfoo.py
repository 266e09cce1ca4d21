"""promptfoo's JSON: a row for each prompt and provider, with its sums over all tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import Part, day_of, is_number, joined, part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_LONGEST_LABEL = 80
"""Characters of a label that is a name, and no prompt as a whole."""
_COUNTS = "namedScoresCount"
_NAMED = "namedScores"


def _is_output(root: Node) -> bool:
    return next(_prompts(root), None) is not None


def _prompts(root: Node) -> Iterator[tuple[MappingNode, Mark, MappingNode]]:
    """Each prompt with a provider, its place, and its sums: at the third version's place, or the second's."""
    for path in (("results", "prompts"), ("results", "table", "head", "prompts")):
        found, _ = part_of(root, *path) or ("", 0)
        for node, mark in found.items() if isinstance(found, SequenceNode) else ():
            sums = part_of(node, "metrics")
            if isinstance(node, MappingNode) and sums and isinstance(sums[0], MappingNode):
                yield node, mark, sums[0]


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    prompts = [*_prompts(root)]
    if not prompts:
        return None
    lines = Patchwork(shaping.spot(prompts[0][1]))
    for (_, mark, sums), row in zip(prompts, _names([node for node, _, _ in prompts]), strict=True):
        lines.row(row, mark)
        for metric, found, at in _numbers(sums):
            lines.add(row, metric, found, at)
    metrics = {name: {"unit": "ms"} if name == "totalLatencyMs" else {} for name in lines.metrics}
    title = text_of(root, "config", "description")
    return lines.shaped(Settings(title=title, date=day_of(root, "results", "timestamp"), metrics=metrics))


def _names(prompts: Sequence[MappingNode]) -> list[str]:
    """The shortest names that differ: of the provider, and of the prompt where it has a short one."""
    providers = [text_of(one, "provider") or "provider" for one in prompts]
    labels = [text_of(one, "label") for one in prompts]
    is_short = all(len(label) <= _LONGEST_LABEL for label in labels)
    numbers = {label: f"prompt {number}" for number, label in enumerate(dict.fromkeys(labels), 1)}
    whole = [
        joined(provider, label if is_short else numbers[label])
        for provider, label in zip(providers, labels, strict=True)
    ]
    for names in (providers, whole):
        if len({*names}) == len(names):
            return names
    return [f"{name} ({number})" for number, name in enumerate(whole, 1)]


def _numbers(sums: MappingNode) -> Iterator[tuple[str, Part, Mark]]:
    """The sums; those of named scores by their names."""
    for key, key_mark, node, mark in sums.items():
        if isinstance(node, MappingNode) and key != _COUNTS:
            for name, found, at in _numbers(node):
                yield name if key == _NAMED else f"{key} {name}", found, at
        elif is_number((node, mark)):
            yield key, (node, mark), key_mark


PROMPTFOO = Tool(
    "promptfoo",
    frozenset({"results", "config"}),
    _is_output,
    _shaped,
    "promptfoo",
    frozenset({"config", "metadata", "results"}),
)
