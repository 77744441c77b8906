"""Secrets, from where their owner keeps them. They are read where they are used, and stand in no message."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_LIMIT = 2**16
"""Bytes of a file that are read; a private key in PEM is far smaller."""


def secret(env: str, file: str) -> str:
    """What an environment variable holds, or a file, without the white space around it.

    Raises OSError, whose reason names the place, if nothing usable is there.
    """
    if env:
        value = os.environ.get(env, "")
        if not value:
            raise OSError(errno.ENOENT, f"the environment variable {env} is not set")
        return value
    try:
        with Path(file).open(encoding="utf-8") as held:
            value = held.read(_LIMIT).strip()
    except UnicodeDecodeError:
        raise OSError(errno.EILSEQ, f"the secret in {file} can't be read: it is no UTF-8 text") from None
    except OSError as error:
        raise OSError(error.errno, f"the secret in {file} can't be read: {error.strerror}") from None
    if not value:
        raise OSError(errno.ENODATA, f"the file {file} is empty")
    return value
