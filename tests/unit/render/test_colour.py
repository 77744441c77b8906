"""The profile says what sRGB is: held against the definition, not against another file."""

from __future__ import annotations

import io
import struct

import pytest

from pipeline.render.colour import srgb

D65, D50 = (0.3127, 0.3290), (0.9642, 1.0, 0.8249)
PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))  # IEC 61966-2-1
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def tag(name: str) -> bytes:
    data = srgb()
    (count,) = struct.unpack(">L", data[128:132])
    table = [struct.unpack(">4sLL", data[132 + 12 * i : 144 + 12 * i]) for i in range(count)]
    offset, size = next((offset, size) for held, offset, size in table if held.decode() == name)
    assert offset % 4 == 0
    return data[offset : offset + size]


def fixed(name: str) -> list[float]:
    data = tag(name)[8:]
    return [value / 65536 for value in struct.unpack(f">{len(data) // 4}l", data)]


def times(matrix, vector) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def inverse(m) -> list[list[float]]:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    adjugate = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return [[value / det for value in row] for row in adjugate]


def xyz(x: float, y: float) -> list[float]:
    return [x / y, 1.0, (1 - x - y) / y]


def test_the_primaries_are_those_of_the_standard_adapted_to_d50() -> None:
    white = xyz(*D65)
    columns = [xyz(*primary) for primary in PRIMARIES]
    shares = times(inverse(list(zip(*columns, strict=True))), white)
    cones = [d50 / d65 for d50, d65 in zip(times(BRADFORD, D50), times(BRADFORD, white), strict=True)]
    for name, column, share in zip(("rXYZ", "gXYZ", "bXYZ"), columns, shares, strict=True):
        seen = times(BRADFORD, [value * share for value in column])
        adapted = times(inverse(BRADFORD), [cone * value for cone, value in zip(cones, seen, strict=True)])
        assert fixed(name) == pytest.approx(adapted, abs=2e-4)
        chad = fixed("chad")
        rows = [chad[0:3], chad[3:6], chad[6:9]]
        assert times(rows, [value * share for value in column]) == pytest.approx(adapted, abs=2e-4)


def test_the_primaries_add_up_to_white() -> None:
    total = [sum(values) for values in zip(fixed("rXYZ"), fixed("gXYZ"), fixed("bXYZ"), strict=True)]
    assert total == pytest.approx(D50, abs=2e-4)
    assert fixed("wtpt") == pytest.approx(D50, abs=1e-4)


@pytest.mark.parametrize(("coded", "linear"), [(0.0, 0.0), (0.04045, 0.0031308), (0.5, 0.2140411), (1.0, 1.0)])
def test_the_curve_is_that_of_the_standard(coded: float, linear: float) -> None:
    for name in ("rTRC", "gTRC", "bTRC"):
        assert tag(name)[:12] == b"para\0\0\0\0\0\3\0\0"
        g, a, b, c, d = [value / 65536 for value in struct.unpack(">5l", tag(name)[12:])]
        assert ((a * coded + b) ** g if coded >= d else c * coded) == pytest.approx(linear, abs=1e-4)


def test_the_header_tells_the_truth() -> None:
    data = srgb()
    assert struct.unpack(">L", data[:4]) == (len(data),)
    assert data[12:24] == b"mntrRGB XYZ "
    assert data[36:40] == b"acsp"
    assert data[68:80] == tag("wtpt")[8:]


def test_a_colour_engine_reads_it_as_srgb() -> None:
    cms = pytest.importorskip("PIL.ImageCms")
    image = pytest.importorskip("PIL.Image")
    ours = cms.ImageCmsProfile(io.BytesIO(srgb()))
    swatch = image.new("RGB", (3, 1))
    swatch.putdata([(200, 30, 60), (26, 64, 128), (128, 128, 128)])
    through = cms.profileToProfile(swatch, ours, cms.createProfile("sRGB"))
    pairs = zip(through.tobytes(), swatch.tobytes(), strict=True)
    assert all(abs(after - before) <= 1 for after, before in pairs)
