"""A build whose composing is done by workers on other machines, while this one alone reads and publishes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline import remote
from pipeline.cli.runs import Afar
from pipeline.model.edition import Built
from pipeline.model.options import Options
from pipeline.world import World

Settle = Callable[[World, str, Options, remote.Offer], Built]


def afar(real: World, specs: Sequence[str], told: Options, settle: Settle = remote.settle) -> Afar[Built]:
    """The job of building specs in its parts. Raises OutsideFailed (ENGINE002)."""
    return Afar(
        lambda spec: remote.pack(real, spec, told),
        remote.Maker(remote.common(real, specs, told), told),
        lambda spec, offer: settle(real, spec, told, offer),
    )
