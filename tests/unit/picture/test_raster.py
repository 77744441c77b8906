"""PNG and JPEG: whole, opaque, sRGB or grey, and nothing of the camera."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageCms

from pipeline.picture import Fault, picture


def png(image: Image.Image, **more) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **more)
    return out.getvalue()


def jpeg(image: Image.Image, **more) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **more)
    return out.getvalue()


def colours(mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (4, 3))
    image.putdata([((x * 60, y * 80, 9) if mode == "RGB" else x * 20 + y) for y in range(3) for x in range(4)])
    return image


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P"])
def test_a_png_keeps_its_dots(mode):
    image = colours().convert(mode)
    made = picture(png(image))
    assert (made.width, made.height, made.grey, made.coding) == (4, 3, mode in {"L", "1"}, "flate")
    assert zlib.decompress(made.data) == image.convert("L" if made.grey else "RGB").tobytes()


def test_an_opaque_alpha_channel_is_left_out():
    image = colours().convert("RGBA")
    assert zlib.decompress(picture(png(image)).data) == colours().tobytes()


def test_a_jpeg_keeps_its_coding_and_loses_what_stands_beside_it():
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    data = jpeg(
        colours(),
        exif=exif,
        comment=b"Secret comment",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    assert b"Secret camera" in data
    made = picture(data)
    assert made.coding == "jpeg"
    assert b"Secret" not in made.data
    assert b"sRGB" not in made.data
    assert Image.open(io.BytesIO(made.data)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_a_photograph_taken_sideways_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = picture(jpeg(colours(), exif=exif))
    assert (made.width, made.height, made.coding) == (3, 4, "flate")


def test_the_same_file_gives_the_same_dots():
    assert picture(png(colours())).data == picture(png(colours())).data


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (png(Image.new("RGBA", (2, 2), (1, 2, 3, 90))), "FIG005", "transparent"),
        (png(Image.new("P", (2, 2)), transparency=0), "FIG005", "transparent"),
        (png(Image.new("I;16", (2, 2))), "FIG005", "colours are I;16"),
        (jpeg(Image.new("CMYK", (2, 2))), "FIG005", "colours are CMYK"),
        (
            png(colours(), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()),
            "FIG005",
            "profile",
        ),
        (png(colours())[:60], "FIG003", "damaged"),
        (jpeg(colours())[:-200], "FIG003", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "FIG003", "damaged"),
        (png(colours(), save_all=True, append_images=[Image.new("RGB", (4, 3), "red")]), "FIG003", "moves"),
        (png(Image.new("1", (5000, 5000))), "FIG002", "25,000,000|5,000 × 5,000"),
    ],
)
def test_what_would_surprise_is_refused(data, code, says):
    with pytest.raises(Fault, match=says) as caught:
        picture(data)
    assert caught.value.code == code
    assert caught.value.hint


def test_a_bomb_is_refused_before_it_is_unpacked():
    import struct

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    head = struct.pack(">LLBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    with pytest.raises(Fault) as caught:
        picture(data)
    assert caught.value.code in {"FIG002", "FIG003"}
