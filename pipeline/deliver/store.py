"""An object store: S3 and its like, Google Cloud Storage, Azure. An object is made and never overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.model.delivery import Outcome, Parcel, Probed
from pipeline.model.distribution import Store
from pipeline.world import World

_SECONDS = "60s"
_EXTRA = "object stores need an extra: pip install 'briefwright[stores]'"
_SHOWN = 200


def opened(name: str, told: Store, world: World, home: Path) -> _Store:
    """See `shelf.opened`."""
    return _Store(name, told, world, home)


class _Store:
    """See `Channel`."""

    def __init__(self, name: str, told: Store, world: World, home: Path) -> None:
        self._name, self._told, self._world, self._home = name, told, world, home

    def _bucket(self) -> Any:
        """The store itself. Raises OSError for a secret that is not where it should be, and obstore's own errors."""
        from obstore.store import from_url

        told = self._told
        options: dict[str, Any] = {}
        if not told.url.startswith("file:"):
            insecure = (told.endpoint or "").startswith("http:")
            options = {
                "client_options": {"timeout": _SECONDS, "allow_http": insecure},
                "retry_config": {"max_retries": 0},  # the outbox retries, and tells of it
            }
        settings: dict[str, Any] = {"endpoint": told.endpoint, "region": told.region}
        for key, kept in (("access_key_id", told.key_id), ("secret_access_key", told.secret_key)):
            if kept:
                file = str(self._home / kept.file) if kept.file else ""
                settings[key] = self._world.secret(kept.env or "", file)
        options |= {key: value for key, value in settings.items() if value}
        made: Any = from_url
        return made(told.url, **options)

    def probe(self) -> Probed:
        """See `Channel.probe`."""
        if lack := _not_installed():
            return Probed(ready=False, told=lack)
        import obstore

        try:
            obstore.list_with_delimiter(self._bucket())
        except Exception as error:  # noqa: BLE001 (its errors share no base with OSError)
            return Probed(ready=False, told=self._said(error)[1])
        return Probed(ready=True, told=f"{self._told.url} can be read", abilities=(f"objects: {self._told.object}",))

    def lacks(self, parcel: Parcel) -> tuple[str, ...]:
        """See `Channel.lacks`."""
        del parcel
        lack = _not_installed()
        return (lack,) if lack else ()

    def send(self, parcel: Parcel, note: Callable[[str], None]) -> Outcome:
        """See `Channel.send`."""
        import obstore

        name = parcel.named(self._told.object)
        note(name)
        try:
            # In one request: one of several parts could overwrite.
            put = partial(obstore.put, self._bucket(), name, parcel.pdf, mode="create", use_multipart=False)
            if self._told.url.startswith("file:"):
                put()
            else:
                put(attributes={"Content-Type": "application/pdf"})
        except Exception as error:  # noqa: BLE001 (likewise)
            state, said = self._said(error)
            if state == "there":
                return self.found(parcel, name) or Outcome("later", said, name)
            return Outcome(state, said, name)  # type: ignore[arg-type]
        return Outcome("sent", f"put into {self._name} as {name}", name)

    def found(self, parcel: Parcel, reference: str) -> Outcome | None:
        """See `Channel.found`: the object is there, or it is not."""
        import obstore

        name = reference or parcel.named(self._told.object)
        try:
            held = bytes(obstore.get(self._bucket(), name).bytes())
        except FileNotFoundError:
            return None
        except Exception as error:  # noqa: BLE001 (likewise)
            return Outcome("later", self._said(error)[1], name)
        if sha256(held).digest() == sha256(parcel.pdf).digest():
            return Outcome("sent", f"it lies in {self._name} as {name}", name)
        return Outcome(
            "refused", f"{name} is in {self._name} already, with other content; nothing is overwritten", name
        )

    def shown(self, parcel: Parcel) -> str:
        """See `Channel.shown`."""
        digest = sha256(parcel.pdf).hexdigest()
        where = f"{self._told.url.rstrip('/')}/{parcel.named(self._told.object)}"
        return f"object  {where}\nsize    {len(parcel.pdf):,} bytes\nsha256  {digest}"

    def _said(self, error: Exception) -> tuple[str, str]:
        """What an error comes to, and its first line, without what only a debugger reads. Keys are never in it."""
        if isinstance(error, OSError) and error.strerror:
            return "later", error.strerror
        from obstore import exceptions as of

        first = str(error).split("\n", 1)[0]
        code = re.search(r"<Code>(\w+)</Code>", str(error))
        told = (
            f"{self._name} said {code[1]}" if code else re.sub(r" in [\d.]+.s( |$)", r"\1", first)[:_SHOWN].strip(" -")
        )
        if isinstance(error, of.AlreadyExistsError):
            return "there", told
        if isinstance(error, of.PermissionDeniedError | of.UnauthenticatedError | of.NotFoundError | FileNotFoundError):
            return "refused", told
        if isinstance(error, of.UnknownConfigurationKeyError | of.InvalidPathError | of.NotSupportedError | ValueError):
            return "refused", told
        return ("refused" if code and code[1] in _FOR_GOOD else "later"), told


_FOR_GOOD = frozenset({"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "EntityTooLarge"})


def _not_installed() -> str:
    return "" if find_spec("obstore") else _EXTRA
