"""The shelf of channels: the file of a kind is read when a list has one of it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.model.delivery import Channel
from pipeline.world import World

KINDS = ("printer", "mail", "folder", "store")
"""As the distribution list calls them; each is a module here, whose function `opened` gives a channel."""


def opened(kind: str, name: str, told: Any, world: World, home: Path) -> Channel:
    """The channel `name` of a kind; `told` is what the list says of it, `home` the folder of the list.

    Raises nothing for what is wrong outside: the channel tells it when it is asked. Raises LookupError for no kind.
    """
    if kind not in KINDS:
        raise LookupError(kind)
    channel: Channel = import_module(f"pipeline.deliver.{kind}").opened(name, told, world, home)
    return channel
