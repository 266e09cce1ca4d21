"""Pixels of few colours become a PNG. Pillow compresses them; what else it can write is not looked for."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INDEXED = 3
"""The kind of pixels that are numbers of colours."""
_PIECE = 65_536
"""Bytes of compressed pixels in one chunk."""


def palette_png(
    pixels: NDArray[np.uint8], palette: bytes, transparent: int | None = None, strategy: int = -1
) -> bytes:
    """Return `pixels`, numbers of colours, as a PNG without metadata; equal for equals.

    `palette` has three bytes for each of at most 256 colours, of which one may be `transparent`; `strategy`
    is zlib's, -1 for its own choice.
    """
    from PIL import Image

    rows, columns = pixels.shape
    colours = len(palette) // 3
    bits = next(bits for bits in (1, 2, 4, 8) if colours <= 1 << bits)
    image = Image.frombytes("P", (columns, rows), pixels.tobytes())
    data = image.tobytes("zip", "P" if bits == 8 else f"P;{bits}", False, -1, strategy, b"")
    parts = [_SIGNATURE, *_chunk(b"IHDR", struct.pack(">2I5B", columns, rows, bits, _INDEXED, 0, 0, 0))]
    parts += _chunk(b"PLTE", palette)
    if transparent is not None:
        parts += _chunk(b"tRNS", b"\xff" * transparent + b"\0")
    piece = max(_PIECE, 4 * columns)
    for start in range(0, len(data), piece):
        parts += _chunk(b"IDAT", data[start : start + piece])
    return b"".join([*parts, *_chunk(b"IEND", b"")])


def _chunk(kind: bytes, data: bytes) -> Iterator[bytes]:
    yield len(data).to_bytes(4)
    yield kind
    yield data
    yield zlib.crc32(data, zlib.crc32(kind)).to_bytes(4)
