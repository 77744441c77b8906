"""The output intent's profile: sRGB as a small matrix profile of our own (ICC.1:2004-10; IEC 61966-2-1).

Made here rather than taken from a library: it is in nobody's copyright, has no clock in it, and importing a colour
engine to get one costs 20 ms of a cold start.
"""

from __future__ import annotations

import functools
import struct

_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
"""sRGB's primaries, adapted from D65 to the profile connection space's D50 by the Bradford transform."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""g, a, b, c, d of parametric curve type 3: (aX + b)^g from d on, cX below it."""


@functools.cache
def srgb() -> bytes:
    """The profile's bytes: a display profile, version 4.2, RGB to XYZ."""
    curve = b"para" + struct.pack(">4xHxx", 3) + _fixed(_CURVE)
    data = {
        "desc": _text("sRGB IEC61966-2.1"),
        "cprt": _text("No copyright, use freely"),
        "wtpt": _xyz(_D50),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        "rXYZ": _xyz(_RED),
        "gXYZ": _xyz(_GREEN),
        "bXYZ": _xyz(_BLUE),
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    start = 128 + 4 + 12 * len(data)
    table, body, seen = [struct.pack(">L", len(data))], b"", dict[bytes, int]()
    for tag, element in data.items():
        if element not in seen:  # the three curves share one element
            seen[element] = start + len(body)
            body += element + bytes(-len(element) % 4)
        table.append(struct.pack(">4sLL", tag.encode(), seen[element], len(element)))
    header = struct.pack(
        ">L4x4s4s4s4s6H4s24xL12s",
        start + len(body),
        b"\x04\x20\x00\x00",
        *(b"mntr", b"RGB ", b"XYZ "),
        *(1999, 10, 1, 0, 0, 0),  # the month of the standard; the clock stays out
        b"acsp",
        0,  # perceptual; platform, flags, maker, model and attributes before it are blank
        _fixed(_D50),
    )
    return header.ljust(128, b"\0") + b"".join(table) + body


def _fixed(values: tuple[float, ...]) -> bytes:
    """s15Fixed16Number."""
    return struct.pack(f">{len(values)}l", *[round(value * 65536) for value in values])


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _text(text: str) -> bytes:
    """A multiLocalizedUnicodeType with one record."""
    data = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xLL2s2sLL", 1, 12, b"en", b"US", len(data), 28) + data
