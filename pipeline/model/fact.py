"""Facts of a spec: what the sources report under one name, and what the author says where they differ."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.acceptance import Accepts
from pipeline.model.article import Line, Name
from pipeline.model.base import Base
from pipeline.model.edtf import Edtf
from pipeline.model.frozen import Frozen
from pipeline.model.prose import Prose

_LIMITS = ("about", "at_most", "at_least")
_DATED = ("says", "from_", "because")
_BESIDE = {
    "value": _DATED, "date": (*_LIMITS, "part_of"), "open": (*_LIMITS, "part_of", *_DATED),
    "not_stated": (*_LIMITS, "part_of", *_DATED), "part_of": (*_LIMITS, *_DATED),
}  # fmt: skip
"""What has no effect beside each answer of a report."""
_ANSWERS = {
    "value": "a value", "date": "a date", "open": "what is left open", "not_stated": "what is not stated",
    "part_of": "a part without a value",
}  # fmt: skip
_INSTEAD = {
    "value": "leave it out; what is said in relative words is a date",
    "date": "write it in the date: 2024~ for about 2024, ../2027 for by 2027, 2024/.. for from 2024",
    "open": "leave it out, or give the value instead of open",
    "not_stated": "leave it out, or give the value instead of not_stated",
    "part_of": "leave it out, or give the value: {value: 200, part_of: 400}",
}


def _idle(reason: str, hint: str) -> PydanticCustomError:
    """What stands where it has no effect would be lost without a word."""
    return PydanticCustomError("idle", "{reason}", {"reason": reason, "hint": hint})


class Reported(Frozen):
    """One value that one source reports for a fact."""

    value: str | None = Field(
        None,
        description="A quantity with its unit (254 billion JPY), a range (20 to 30 %), or a term of the fact's `terms`",
    )
    date: Edtf | None = Field(None, description="A date (EDTF)")
    says: str = Field("", description="The source's own words for the date, where they are relative")
    from_: Base = Field(
        "", alias="from", description="What a relative date is reckoned from: `published`, or an EDTF date"
    )
    because: str = Field("", description="Why this date, where `says` allows more than one; printed beside it")
    about: bool = Field(False, description="The source says about, approximately, some")
    at_most: bool = Field(False, description="The source says up to, at most")
    at_least: bool = Field(False, description="The source says at least, more than")
    part_of: str = Field(
        "", description="The value is part of this quantity, itself a value: 400 ships; without value: some of them"
    )
    open: bool = Field(False, description="The source says that this is not settled")
    not_stated: bool = Field(False, description="The source does not say: the author's reading, printed as such")
    passage: str = Field("", description="The passage that says so")

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        part = bool(self.part_of) and self.value is None
        answers = {"value": self.value is not None, "date": self.date is not None, "open": self.open}
        answers |= {"not_stated": self.not_stated, "part_of": part and not (self.date or self.open or self.not_stated)}
        if sum(answers.values()) != 1:
            hint = "keep one of them; a source that reports several values has a list of reports"
            reason = "a report gives exactly one of value, date, open or not_stated"
            raise PydanticCustomError("one_answer", "{reason}", {"reason": reason, "hint": hint})
        if not self.passage and not self.not_stated:
            raise PydanticCustomError(
                "passage_missing",
                "a report names the passage it stands in",
                {"hint": "add passage: and the name of one of the source's passages"},
            )
        answer = next(name for name, given in answers.items() if given)
        idle = [name for name in _BESIDE[answer] if getattr(self, name)]
        if idle:
            says = "says" if len(idle) == 1 else "say"
            names = " and ".join(name.rstrip("_") for name in idle)
            raise _idle(f"{names} {says} nothing of {_ANSWERS[answer]}", _INSTEAD[answer])
        if self.from_ and not self.says:
            hint = "add says: and the source's own words, or leave from out"
            raise _idle("from says nothing without says", hint)
        if self.at_most and self.at_least:
            hint = "keep one of them, or write a range: value: 20 to 30 %"
            raise _idle("at_most and at_least cannot both be said of one value", hint)
        return self

    @property
    def limits(self) -> tuple[str, ...]:
        """The names of the fields that say something of its quantity."""
        return tuple(name for name in (*_LIMITS, "part_of") if getattr(self, name))

    @property
    def gives(self) -> bool:
        """Whether it gives a value, rather than leave it open or unsaid."""
        return not (self.open or self.not_stated)


class Difference(Frozen):
    """The author's acknowledgement that reports differ, and why."""

    as_: Literal["conflict", "superseded", "unresolved"] = Field(alias="as", description="What the difference is")
    because: Prose = Field(description="Why; may cite a source whole")


def _listed(value: object) -> object:
    return [value] if isinstance(value, Mapping) else value


class Fact(Frozen):
    """Values the sources report under one name."""

    label: Line | None = Field(None, description="What it is called in the comparison; the name by default")
    terms: Mapping[Line, Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="For a term: each value, and the words its passage must show"
    )
    ordered: bool = Field(False, description="The terms are stages, in order")
    reports: Mapping[Name, Annotated[tuple[Reported, ...], Field(min_length=1)]] = Field(
        min_length=1, description="Source: what it reports, one value or a list"
    )
    differs: Difference | None = Field(None, description="Acknowledges that the reports differ")
    accepts: Accepts

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: object) -> object:
        if isinstance(data, Mapping) and isinstance(data.get("reports"), Mapping):
            return {**data, "reports": {source: _listed(reports) for source, reports in data["reports"].items()}}
        return data

    @model_validator(mode="after")
    def _terms_fit(self) -> Self:
        if self.ordered and not self.terms:
            hint = "add terms: in their order, or leave ordered out"
            raise _idle("ordered says nothing without terms", hint)
        told: dict[str, str] = {}
        for term, shown in self.terms.items():
            for words in shown:
                if (other := told.setdefault(" ".join(words.lower().split()), term)) != term:
                    message = f'"{words}" shows two terms, {other} and {term}'
                    raise _idle(message, "give each term words of its own")
        return self
