"""picture: the bytes of an author's PNG, JPEG or SVG → dots or shapes that a page can hold. Pure; trusts nothing."""

from __future__ import annotations

from pipeline.model.drawing import Drawing, Raster
from pipeline.picture.fault import Fault

__all__ = ["LIMIT", "Fault", "picture"]

LIMIT = 8_000_000
"""Bytes of a picture."""

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def picture(data: bytes) -> Drawing | Raster:
    """The picture. Raises Fault for everything that is none, or that a brief must not hold."""
    if data.startswith(_SIGNATURES):
        from pipeline.picture.raster import raster

        return raster(data)
    if b"<" in data[:1000]:
        from pipeline.picture.svg import drawing

        return drawing(data)
    raise Fault("FIG003", "this is neither PNG, JPEG nor SVG", hint="export it as one of these")
