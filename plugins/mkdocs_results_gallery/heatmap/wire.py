"""What is said between a build and its drawing processes: length-prefixed JSON, nothing executable."""

from __future__ import annotations

import base64
import binascii
import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import numpy as np

from mkdocs_results_gallery.heatmap.painting import ColourBar, Painting

LARGEST = 256 * 1024 * 1024
"""Bytes of one message; a longer one is a fault of the sender."""

_LENGTH = struct.Struct(">I")


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write one message. Raises OSError when the other side is gone."""
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """Read one message; None at the end of the pipe, in mid-message too, or for an impossible length."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        return None
    body = pipe.read(length)
    return body if len(body) == length else None


def pack_job(painting: Painting, formats: Sequence[str]) -> bytes:
    """A painting and the formats to draw it in."""
    bar = painting.bar and {"ticks": painting.bar.ticks, "title": painting.bar.title}
    levels = np.ascontiguousarray(painting.levels).tobytes()
    return json.dumps(
        {
            "formats": list(formats),
            "rows": painting.rows,
            "metrics": painting.metrics,
            "shape": painting.levels.shape,
            "levels": base64.b64encode(levels).decode("ascii"),
            "texts": painting.texts,
            "tooltips": painting.tooltips,
            "details": painting.details,
            "gaps": base64.b64encode(np.ascontiguousarray(painting.gaps).tobytes()).decode("ascii"),
            "groups": painting.groups,
            "palette": painting.palette,
            "bar": bar,
            "row_links": painting.row_links,
            "metric_links": painting.metric_links,
            "left_out": painting.left_out,
        }
    ).encode()


def unpack_job(message: bytes) -> tuple[Painting, list[str]]:
    """What `pack_job` packed."""
    job = json.loads(message)
    levels = np.frombuffer(base64.b64decode(job["levels"]), dtype=np.uint8).reshape(job["shape"])
    bar = job["bar"] and ColourBar(
        tuple((level, text) for level, text in job["bar"]["ticks"]), job["bar"]["title"]
    )
    painting = Painting(
        rows=tuple(job["rows"]),
        metrics=tuple(job["metrics"]),
        levels=levels,
        texts=tuple(map(tuple, job["texts"])),
        tooltips=tuple(map(tuple, job["tooltips"])),
        details=tuple(map(tuple, job["details"])),
        gaps=np.frombuffer(base64.b64decode(job["gaps"]), dtype=np.uint8).reshape(job["shape"]),
        groups=tuple(job["groups"]),
        palette=job["palette"],
        bar=bar,
        row_links=tuple(job["row_links"]),
        metric_links=tuple(job["metric_links"]),
        left_out=(job["left_out"][0], job["left_out"][1]),
    )
    return painting, list(job["formats"])


def pack_answer(images: Mapping[str, bytes], failure: str) -> bytes:
    """The images by format, or why there are none."""
    coded = {name: base64.b64encode(content).decode("ascii") for name, content in images.items()}
    return json.dumps({"images": coded, "failure": failure}).encode()


def unpack_answer(message: bytes, formats: Sequence[str]) -> tuple[dict[str, bytes], str]:
    """Images and failure. Raises ValueError unless it is exactly an answer for these formats."""
    try:
        answer: Any = json.loads(message)
        failure = answer["failure"]
        images = {
            name: base64.b64decode(answer["images"][name], validate=True) for name in formats if not failure
        }
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise ValueError("no answer to this job") from error
    if not isinstance(failure, str):
        raise ValueError("no answer to this job")
    return images, failure
