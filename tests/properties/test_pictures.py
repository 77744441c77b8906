"""Whatever the bytes: a picture that a page can hold, or a Fault that says why not; never anything else, and soon."""

from __future__ import annotations

import math

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model.drawing import Drawing, Path, Raster
from pipeline.picture import Fault, picture

NAMES = "svg g path rect circle ellipse line polyline polygon text title script a".split()
ATTRIBUTES = [
    *"d x y width height cx cy r rx ry points fill stroke stroke-width transform style viewBox font-size".split(),
    *"stroke-dasharray opacity class href".split(),
]
VALUES = st.one_of(
    st.sampled_from(
        [
            *("0", "1", "-1", "1e5", "0 0 9 9", "none", "#abc", "red", "M0 0L1 1Z", "M0 0a1 1 0 0 1 1 1", "0,0 1,1"),
            *(
                "scale(1000)",
                "rotate(45)",
                "skewX(90)",
                "matrix(1 0 0 1 0 0)",
                "fill: none; stroke: #000",
                "nan",
                "1e999",
            ),
        ]
    ),
    st.text(alphabet="MmLlCcAaZz0123456789.,-+e ()#;:", max_size=20),
)


@st.composite
def elements(draw, depth: int = 0) -> str:
    name = draw(st.sampled_from(NAMES))
    given_ = draw(st.dictionaries(st.sampled_from(ATTRIBUTES), VALUES, max_size=4))
    inside = draw(st.lists(elements(depth + 1), max_size=2)) if depth < 3 else []
    told = "".join(f' {key}="{value}"' for key, value in given_.items())
    return f"<{name}{told}>{draw(st.sampled_from(['', 'quay']))}{''.join(inside)}</{name}>"


def outcome(data: bytes) -> Drawing | Raster | Fault:
    try:
        return picture(data)
    except Fault as fault:
        return fault


def tried(data: bytes) -> Drawing | Raster | Fault:
    made = outcome(data)
    assert not isinstance(made, Fault) or (made.message and made.code.startswith("FIG00"))
    return made


@settings(deadline=None, max_examples=300)
@given(st.lists(elements(), min_size=1, max_size=5))
def test_any_svg_is_drawn_or_refused(inner):
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    made = tried(f"{head}{''.join(inner)}</svg>".encode())
    for shape in made.shapes if isinstance(made, Drawing) else ():
        if isinstance(shape, Path):
            assert shape.steps[0][0] == "M"
            assert all(math.isfinite(value) for _, values in shape.steps for value in values)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
@example(b'<?xml version="1.0" encoding="none-such"?><svg/>')
@example(b'<?xml version="1.0" encoding="utf-16"?><svg/>')
@example(b"\xff\xfe<\x00s\x00v\x00g\x00")
@example(b"\x89PNG\r\n\x1a\n" + b"\x00" * 20)
@example(b"\xff\xd8\xff\xe0" + b"\xff" * 50)
def test_any_bytes_are_a_picture_or_refused(data):
    tried(data)
    tried(b"<" + data)
    tried(b"\x89PNG\r\n\x1a\n" + data)
    tried(b"\xff\xd8\xff" + data)
