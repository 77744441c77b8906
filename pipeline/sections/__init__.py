"""The shelf of section kinds. To add one: its file here, its name in SECTIONS, a case in tests/cases/."""

from pipeline.sections.abbreviations import Abbreviations
from pipeline.sections.bottom_line import BottomLine
from pipeline.sections.chart import Chart
from pipeline.sections.comparison import Comparison
from pipeline.sections.figure import Figure
from pipeline.sections.gaps import Gaps
from pipeline.sections.judgements import Judgements
from pipeline.sections.kind import SectionKind
from pipeline.sections.narrative import Narrative
from pipeline.sections.sources import Sources
from pipeline.sections.table import Table
from pipeline.sections.timeline import Timeline

SECTIONS: tuple[type[SectionKind], ...] = (
    BottomLine,
    Judgements,
    Narrative,
    Timeline,
    Table,
    Comparison,
    Chart,
    Figure,
    Gaps,
    Abbreviations,
    Sources,
)
