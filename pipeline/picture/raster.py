"""PNG and JPEG: decoded to see that they are whole, and embedded as sRGB or grey, eight bits, opaque, without metadata.

A JPEG keeps its own coding, so that nothing is lost and no decoder's version shows in the file; what its cameras and
programs wrote beside the picture (where and when it was taken) is left out.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from PIL import Image, ImageOps

from pipeline.model.drawing import Raster
from pipeline.picture.fault import Fault

_MOST_DOTS = 24_000_000
_ORIENTATION = 0x0112
_APP14 = 0xEE
"""Says which colours a JPEG's components are; all other application segments are dropped."""
_SCAN = 0xDA
_GREY = ("1", "L")
_PLAIN = {"RGB", *_GREY}


def raster(data: bytes) -> Raster:
    """The dots of a picture. Raises Fault."""
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged(error) from error
    width, height = image.size
    if width * height > _MOST_DOTS:
        message = f"{width:,} × {height:,} dots are more than the {_MOST_DOTS // 1_000_000} million that are embedded"
        raise Fault("FIG002", message, hint="scale it down; 2,000 dots across are plenty on paper")
    if getattr(image, "n_frames", 1) > 1:
        raise Fault("FIG003", "this picture moves", hint="export one frame of it")
    try:
        image.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise _damaged(error) from error
    upright = image.getexif().get(_ORIENTATION, 1) == 1
    _check_colours(image)
    grey = image.mode in _GREY
    if image.format == "JPEG" and upright:
        return Raster(width, height, grey, "jpeg", b"".join(_bare(data)))
    dots = (image if upright else ImageOps.exif_transpose(image)).convert("L" if grey else "RGB")
    return Raster(dots.width, dots.height, grey, "flate", zlib.compress(dots.tobytes(), 9))


def _damaged(error: Exception) -> Fault:
    return Fault("FIG003", f"the picture is damaged: {error}", hint="export it again")


def _check_colours(image: Image.Image) -> None:
    """Nothing that a page would show otherwise than the author saw it."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        lowest = image.convert("RGBA").getchannel("A").getextrema()[0]
        if lowest != 255:
            raise Fault("FIG005", "the picture is transparent in places", hint="lay it on a white ground")
    elif image.mode not in {*_PLAIN, "P"}:
        raise Fault("FIG005", f"the picture's colours are {image.mode}", hint="export it as sRGB or grey, eight bits")
    profile = image.info.get("icc_profile") or b""
    known = any(name.encode(coding) in profile for name in ("sRGB", "Gray") for coding in ("ascii", "utf-16-be"))
    if profile and not known:
        raise Fault("FIG005", "the picture has colours of another profile than sRGB", hint="export it as sRGB")


def _bare(data: bytes) -> Iterator[bytes]:
    """A JPEG without comments and application segments (ITU-T T.81, B.1.1), from one marker to the next."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise Fault(
                "FIG003", "the picture is damaged: a segment does not end where it says", hint="export it again"
            )
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        if marker == _SCAN:
            yield data[at:]
            return
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _APP14 or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield data[at:stop]
        at = stop
