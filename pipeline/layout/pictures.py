"""Pictures of the author's: dots and drawings, scaled to a share of the measure."""

from __future__ import annotations

from pipeline.layout.board import Board
from pipeline.layout.looks import SMALLEST, Run, colour
from pipeline.model.drawing import Drawing, Path, Raster, Words
from pipeline.model.pages import Grid, Image, Shape, Style

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def draw(picture: Drawing | Raster, board: Board, share: float, most: float) -> None:
    """The picture as wide as its share, or narrower if it were too high then; one that has a size of its own in it."""
    unit = isinstance(picture, Drawing) and picture.unit
    scale = unit or min(share * board.width / picture.width, most / picture.height)
    board.width, board.height = picture.width * scale, picture.height * scale
    if isinstance(picture, Raster):
        board.add(Image(picture, 0.0, 0.0, board.width, board.height))
        return
    for shape in picture.shapes:
        if isinstance(shape, Path):
            board.add(_scaled(shape, 1.0)._replace(grid=Grid(unit, 0.0, 0.0)) if unit else _scaled(shape, scale))
        else:
            _write(shape, board, scale)


def _scaled(shape: Path, scale: float) -> Shape:
    steps = tuple((kind, tuple(value * scale for value in values)) for kind, values in shape.steps)
    return Shape(
        steps,
        colour(shape.fill) if shape.fill else None,
        colour(shape.stroke) if shape.stroke else None,
        shape.width * scale,
        tuple(each * scale for each in shape.dash),
        shape.even_odd,
        shape.cap,
        shape.join,
    )


def _write(words: Words, board: Board, scale: float) -> None:
    """Words at their place, never smaller than any words of the page."""
    look = board.head if words.strong else board.look
    style = Style(look.styles[""].face, max(SMALLEST, words.size * scale), colour(words.ink))
    board.label([Run(board.figure, style, words.text)], words.x * scale, words.y * scale, _ANCHORS[words.anchor])
