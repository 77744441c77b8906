"""What can be wrong with a source's file, said in one way."""

from __future__ import annotations

from pipeline.model.problem import Problem, UnusableInput, Where

LIMIT = 16 * 2**20
"""Bytes of the largest file that is read as a source. The longest articles have less than a hundredth of it."""


def size(count: int) -> str:
    """A number of bytes as a reader takes it in: `17 bytes`, `4.9 MiB`."""
    return f"{count / 2**20:,.1f} MiB" if count >= 2**17 else f"{count:,} bytes"


def problem(
    code: str,
    message: str,
    *,
    source: str = "",
    field: tuple[str, ...] = ("sha256",),
    notes: tuple[str, ...] = (),
    hints: tuple[str, ...] = (),
) -> Problem:
    """A problem of the source called `source` in the spec, placed at `field` of it; without a name it has no place."""
    where = Where(("sources", source, *field)) if source else None
    return Problem(code, message, where, notes=notes, hints=hints)


ADVICE = {
    "SRC004": "save the article's text alone, and use that file's SHA-256",
    "SRC008": "save the article's text itself, and use that file's SHA-256",
    "SRC009": "copy the article's text into a plain file, and use that file's SHA-256",
}
"""What to do where a fault says nothing better."""


class Fault(Exception):
    """A source that can't be used; the code and words of the problem, before its place is known."""

    def __init__(self, code: str, message: str, *, field: tuple[str, ...] = ("sha256",), help: str = "") -> None:  # noqa: A002
        super().__init__(message)
        self.code, self.message, self.field = code, message, field
        self.help = help or ADVICE.get(code, "")

    def unusable(self, file: str, source: str) -> UnusableInput:
        """The same as an error that ends the command, for the source of that name in the spec, read from `file`."""
        hints = (self.help,) if self.help else ()
        notes = (f"file: {file}",)
        return UnusableInput(
            [problem(self.code, self.message, source=source, field=self.field, notes=notes, hints=hints)]
        )
