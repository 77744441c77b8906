"""What is wrong with a picture, and where in its file."""

from __future__ import annotations


class Fault(ValueError):
    """Why a picture is refused. `line` and `column` count from 1; 0 means the file as a whole."""

    def __init__(self, code: str, message: str, line: int = 0, column: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.column, self.hint = code, message, line, column, hint

    def at(self, line: int, column: int) -> Fault:
        """The same fault with its place."""
        return Fault(self.code, self.message, line, column, self.hint)
