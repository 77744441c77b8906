"""The base of every section kind: a section of the spec that knows how to become a part of the document."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from pipeline.model.composer import Composer
from pipeline.model.document import Block
from pipeline.model.spec import Section


class SectionKind(Section):
    """A kind on the shelf: its fields are its YAML, `kind` is its key in a spec."""

    spells_out: ClassVar[bool] = False
    """Whether it tells itself what abbreviations stand for."""

    @abstractmethod
    def compose(self, composer: Composer) -> Iterator[Block]:
        """The section's blocks in reading order, its heading included."""
