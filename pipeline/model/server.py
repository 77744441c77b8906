"""What is said of servers and people outside: addresses, encryption, and where a secret is kept."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.article import Line
from pipeline.model.frozen import Frozen

Address = Annotated[str, Field(max_length=320, pattern=r"^[!-?A-~]+@[!-?A-~]+$")]
"""Of a mailbox, without a name and without anything a header could be broken with."""

Url = Annotated[str, Field(max_length=2000, pattern=r"^https?://[!-~]+$")]

Security = Literal["starttls", "tls", "none"]
"""How a connection to a mail server is encrypted (RFC 3207, RFC 8314)."""

PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Kept(Frozen):
    """A secret by where it is kept: it never stands in a file of ours."""

    env: Line | None = Field(None, description="Name of the environment variable that holds it")
    file: Line | None = Field(None, description="Path of a file that holds it and nothing else")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.env is None) == (self.file is None):
            reason, hint = "a secret is kept in one place", "write {env: NAME} or {file: /path}"
            raise PydanticCustomError("one_answer", "{reason}", {"reason": reason, "hint": hint})
        return self
