"""fio: what `--output-format=json` writes, by job, for each direction of data that a job had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.measured import (
    distinct,
    higher,
    inner,
    lower,
    records_of,
    repeated,
)
from mkdocs_results_gallery.reading.tools.parts import Part, part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node

_DIRECTIONS = ("read", "write", "trim")
_RATES = {"iops": higher("1/s"), "bw": higher("KiB/s")}
_LATENCIES = {"clat_ns": lower("ns"), "lat_ns": lower("ns"), "clat": lower("us"), "lat": lower("us")}
"""Those of fio 3, and of fio 2, which counted microseconds."""
_PERCENTILES = {"50.000000": "p50", "99.000000": "p99", "99.900000": "p99.9"}


def _is_output(root: Node) -> bool:
    jobs = records_of(root, "jobs")
    return all("jobname" in job.keys for job, _ in jobs)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.key_mark("jobs")))
    jobs = [job for job, _ in records_of(root, "jobs")]
    said: dict[str, Mapping[str, Any]] = {}
    for name, job in zip(distinct(text_of(one, "jobname") for one in jobs), jobs, strict=True):
        lines.row(name, job.mark)
        for direction in _DIRECTIONS:
            done = inner(job, direction)
            for key, fields, found in _numbers(done) if text_of(done, "total_ios") != "0" else ():
                metric = f"{direction}.{key}"
                said[metric] = fields
                lines.add(name, metric, found, found[1])
        if text_of(job, "error") not in ("", "0"):
            lines.text(name, "error", text_of(job, "error"))
    return lines.shaped(Settings(metrics={name: said[name] for name in lines.metrics}))


def _numbers(done: MappingNode) -> Iterator[tuple[str, Mapping[str, Any], Part]]:
    """The rates and latencies of a direction."""
    for key, fields in _RATES.items():
        found = done.get(key)
        if found is not None:
            yield key, fields, found
    for key, fields in _LATENCIES.items():
        latency = inner(done, key)
        mean = latency.get("mean")
        if mean is not None:
            yield f"{key}.mean", fields, repeated(mean, latency.get("stddev"), latency.get("N"))
        for percentile, name in _PERCENTILES.items():
            found = part_of(latency, "percentile", percentile)
            if found is not None:
                yield f"{key}.{name}", fields, found


FIO = Tool(
    "fio", frozenset({"fio version", "jobs"}), _is_output, _shaped, "fio", frozenset({"global options"})
)
