"""`brief sign`: put a signature to an edition."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.sign import Key
    from pipeline.world import World

_LIMIT = 2**28
_KEY_LIMIT = 2**20


@click.command()
@click.argument("file", metavar="FILE.pdf")
@click.option(
    "--key",
    metavar="FILE|URI",
    required=True,
    help="The key: PKCS#12 (.p12, .pfx), PEM with --cert, or pkcs11:token=…;object=…?module-path=… on a smart card.",
)
@click.option("--cert", metavar="FILE", default="", help="The certificate of a PEM key, or of a token that has none.")
@click.option("--chain", metavar="FILE", default="", help="Certificates between yours and the root, in PEM.")
@click.option("--passphrase-file", metavar="FILE", default="", help="File whose first line is the passphrase or PIN.")
@click.option("--passphrase-env", metavar="NAME", default="", help="Environment variable with the passphrase or PIN.")
@click.option("--timestamp", metavar="URL", default="", help="Timestamp server (RFC 3161): proves when it was signed.")
@click.option(
    "--root",
    "roots",
    metavar="FILE",
    multiple=True,
    help="Root certificate; with it, all that a later check needs is put inside. May be repeated.",
)
@click.option(
    "-o", "--output", metavar="FILE", default="", help="Where the signed file goes; FILE.signed.pdf by default."
)
@click.pass_obj
def sign(  # noqa: PLR0913 (one parameter an option)
    screen: Screen,
    *,
    file: str,
    key: str,
    cert: str,
    chain: str,
    passphrase_file: str,
    passphrase_env: str,
    timestamp: str,
    roots: tuple[str, ...],
    output: str,
) -> int:
    """Append a signature (PAdES) to an edition, or to a copy of one.

    The edition itself never changes: the signed file is another one, whose beginning is the edition byte for byte.
    Nobody sees the signature on the page; `brief verify FILE --trust CERT` and PDF readers show it. A passphrase is
    asked for on the terminal where none is given.
    """
    from importlib.util import find_spec
    from pathlib import Path

    if passphrase_file and passphrase_env:
        raise click.UsageError("give the passphrase one way: --passphrase-file or --passphrase-env")
    if find_spec("pyhanko") is None:
        raise click.UsageError("brief sign needs an extra: pip install 'briefwright[sign]'")
    from pipeline import sign as room
    from pipeline import world
    from pipeline.cli.runs import attempt

    real = world.real()
    target = Path(output) if output else Path(Path(file).name).with_suffix(".signed.pdf")

    def job(name: str) -> room.Signed:
        data = _read(real, Path(name), _LIMIT)
        secret = _passphrase(real, passphrase_file, passphrase_env)
        own, others = (_read(real, Path(each), _KEY_LIMIT) if each else b"" for each in (cert, chain))
        stamp = room.Stamp(timestamp, tuple(_read(real, Path(root), _KEY_LIMIT) for root in roots))
        with _opened(real, key, own, others, secret) as loaded:
            made = room.signed(data, loaded, stamp)
        _write(real, target, made)
        return room.Signed(loaded.subject)

    done = attempt(file, job)
    if done.result is not None:
        screen.out.line(str(target))
        screen.out.line(f"signed by {done.result.subject}")
    if done.problems:
        from pipeline.cli.human import print_problems

        print_problems(screen.err, done.spec, done.problems)
    return int(done.exit)


@contextmanager
def _opened(world: World, key: str, own: bytes, others: bytes, secret: bytes | None) -> Iterator[Key]:
    """The key of a file, or on a token for as long as it is used."""
    from pathlib import Path

    from pipeline import sign as room

    if key.startswith(room.SCHEME):
        where = room.address(key)
        with room.opened(where, secret if secret is not None else _asked("PIN of the token"), own, others) as found:
            yield found
        return
    held = _read(world, Path(key), _KEY_LIMIT)
    if secret is None and _is_locked(held):
        secret = _asked(f"Passphrase of {key}")
    yield room.load(held, own, others, secret, key)


def _is_locked(key: bytes) -> bool:
    """Whether a key needs a passphrase: PKCS#12 always, PEM if it says so."""
    return not key.lstrip().startswith(b"-----BEGIN") or b"ENCRYPTED" in key


def _passphrase(world: World, file: str, variable: str) -> bytes | None:
    import os
    from pathlib import Path

    from pipeline.model.problem import Problem, UnusableInput

    if variable:
        if variable not in os.environ:
            hint = "set it, or name another one"
            raise UnusableInput([Problem("SIGN001", f"the environment has no {variable}", hints=(hint,))])
        return os.environ[variable].encode()
    return _read(world, Path(file), _KEY_LIMIT).split(b"\n")[0].rstrip(b"\r") if file else None


def _asked(question: str) -> bytes:
    secret: str = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return secret.encode()


def _read(world: World, path: Path, limit: int) -> bytes:
    from pipeline.material import bytes_of

    return bytes_of(world, path, limit)[1]


def _write(world: World, path: Path, data: bytes) -> None:
    from pipeline.model.problem import OutsideFailed, Place, Problem

    try:
        world.files.write_whole(path, data)
    except OSError as error:
        hint = "make room on the disk, or put the permissions of the folder right"
        told = f"{path} can't be written: {error.strerror or error}"
        raise OutsideFailed([Problem("WORLD001", told, place=Place(str(path)), hints=(hint,))]) from error
