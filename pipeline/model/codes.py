"""The catalogue of problems: every code, its title, how bad it is, and the exit code of a run that it stops.

docs/problems/CODE.md explains each; `brief explain CODE` prints that page. A code is never reused or renumbered.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.problem import Exit, Severity


class Code(NamedTuple):
    """One kind of problem. `exit` is the exit code of a run whose worst problem it is; warnings stop nothing."""

    code: str
    title: str
    severity: Severity
    exit: Exit


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_DONE, _FAILS, _UNUSABLE, _OUTSIDE = Exit.DONE, Exit.DOES_NOT_HOLD, Exit.UNUSABLE_INPUT, Exit.OUTSIDE_FAILED

_FAMILIES: tuple[tuple[Code, ...], ...] = (
    (  # The file of a spec.
        Code("READ001", "nothing to read", _ERROR, _UNUSABLE),
        Code("READ002", "the file is too large", _ERROR, _UNUSABLE),
        Code("READ003", "the file is not UTF-8", _ERROR, _UNUSABLE),
        Code("READ004", "a character that may not stand in a brief", _ERROR, _UNUSABLE),
        Code("READ005", "this is not YAML", _ERROR, _UNUSABLE),
        Code("READ006", "nested too deeply", _ERROR, _UNUSABLE),
        Code("READ007", "too many parts", _ERROR, _UNUSABLE),
        Code("READ008", "an anchor, an alias or a tag of YAML", _ERROR, _UNUSABLE),
        Code("READ009", "more than one document", _ERROR, _UNUSABLE),
        Code("READ010", "a key stands twice", _ERROR, _UNUSABLE),
        Code("READ011", "a comment swallows text", _ERROR, _UNUSABLE),
        Code("READ012", "the file is not a mapping", _ERROR, _UNUSABLE),
        Code("READ013", "a key is not text", _ERROR, _UNUSABLE),
        Code("READ014", "an option --set that sets nothing", _ERROR, _UNUSABLE),
        Code("READ015", "a blank line is lost", _ERROR, _UNUSABLE),
        Code("READ099", "more problems than are told", _ERROR, _UNUSABLE),
    ),
    (  # What a spec says.
        Code("SPEC001", "an unknown key", _ERROR, _UNUSABLE),
        Code("SPEC002", "a key is missing", _ERROR, _UNUSABLE),
        Code("SPEC003", "a value of the wrong kind", _ERROR, _UNUSABLE),
        Code("SPEC004", "not one of the values", _ERROR, _UNUSABLE),
        Code("SPEC005", "not in its form", _ERROR, _UNUSABLE),
        Code("SPEC006", "too long, too short or too many", _ERROR, _UNUSABLE),
        Code("SPEC007", "no value", _ERROR, _UNUSABLE),
        Code("SPEC008", "not a calendar day", _ERROR, _UNUSABLE),
        Code("SPEC009", "not such a number, or neither true nor false", _ERROR, _UNUSABLE),
        Code("SPEC010", "prose that cannot be read", _ERROR, _UNUSABLE),
        Code("SPEC011", "not a date expression", _ERROR, _UNUSABLE),
        Code("SPEC012", "not a citation", _ERROR, _UNUSABLE),
        Code("SPEC013", "values that do not go together", _ERROR, _UNUSABLE),
        Code("SPEC020", "not a section", _ERROR, _UNUSABLE),
        Code("SPEC021", "an unknown kind of section", _ERROR, _UNUSABLE),
        Code("SPEC022", "a section that a brief has once", _ERROR, _UNUSABLE),
        Code("SPEC023", "no section lists the sources", _ERROR, _UNUSABLE),
        Code("SPEC024", "the sources are not the last section", _ERROR, _UNUSABLE),
        Code("SPEC025", "a section that does not fit its brief", _ERROR, _UNUSABLE),
        Code("SPEC030", "an unknown source", _ERROR, _UNUSABLE),
        Code("SPEC031", "an unknown passage", _ERROR, _UNUSABLE),
        Code("SPEC032", "an unknown fact", _ERROR, _UNUSABLE),
        Code("SPEC033", "a source that reports nothing for a fact", _ERROR, _UNUSABLE),
        Code("SPEC034", "an unknown term", _ERROR, _UNUSABLE),
        Code("SPEC035", "a passage that is not in its form", _ERROR, _UNUSABLE),
        Code("SPEC036", "a citation in a title", _ERROR, _UNUSABLE),
        Code("SPEC037", "three dots read as an ellipsis", _WARNING, _DONE),
        Code("SPEC040", "an address that cannot be used to verify", _ERROR, _UNUSABLE),
    ),
    (  # The texts of sources.
        Code("SRC001", "no file of this hash", _ERROR, _UNUSABLE),
        Code("SRC002", "a source has changed", _ERROR, _UNUSABLE),
        Code("SRC003", "a folder of the archive cannot be read", _ERROR, _UNUSABLE),
        Code("SRC004", "a source is too large", _ERROR, _UNUSABLE),
        Code("SRC005", "a source is not in its encoding", _ERROR, _UNUSABLE),
        Code("SRC006", "characters of a source were lost", _ERROR, _UNUSABLE),
        Code("SRC007", "a source is not text", _ERROR, _UNUSABLE),
        Code("SRC008", "a source has no body text", _ERROR, _UNUSABLE),
        Code("SRC009", "a source cannot be taken apart", _ERROR, _UNUSABLE),
        Code("SRC010", "the body is not where the spec says", _ERROR, _UNUSABLE),
        Code("SRC011", "a source holds a control character", _ERROR, _UNUSABLE),
        Code("SRC012", "the file of a source cannot be read", _ERROR, _UNUSABLE),
    ),
    (  # The lock.
        Code("LOCK001", "a source with neither text nor entry in the lock", _ERROR, _UNUSABLE),
        Code("LOCK002", "the lock is older than the spec", _ERROR, _FAILS),
        Code("LOCK003", "the lock is of another file", _ERROR, _FAILS),
        Code("LOCK004", "the lock is of another version of brief", _ERROR, _FAILS),
        Code("LOCK005", "the lock is damaged", _ERROR, _UNUSABLE),
        Code("LOCK006", "a passage says something else than before", _ERROR, _FAILS),
        Code("LOCK007", "a difference that nobody has looked at again", _ERROR, _FAILS),
        Code("LOCK008", "a passage has moved", _ERROR, _FAILS),
        Code("LOCK009", "the lock contradicts its text", _ERROR, _FAILS),
        Code("LOCK010", "the lock is of another brief", _ERROR, _FAILS),
        Code("LOCK011", "a passage stands among other words", _ERROR, _FAILS),
    ),
    (  # Claims and facts, held against passages.
        Code("CITE001", "no citation", _ERROR, _FAILS),
        Code("CITE002", "a number is not in its passage", _ERROR, _FAILS),
        Code("CITE003", "a date is not in its passage", _ERROR, _FAILS),
        Code("CITE004", "a name is not in its passage", _ERROR, _FAILS),
        Code("CITE005", "a quotation is not in its passage", _ERROR, _FAILS),
        Code("CITE006", "a negation was lost or added", _ERROR, _FAILS),
        Code("CITE007", "firmer than its passage", _ERROR, _FAILS),
        Code("CITE008", "a limit turned round", _ERROR, _FAILS),
        Code("CITE009", "a limit left out", _WARNING, _DONE),
        Code("CITE010", "a passage is not in its source", _ERROR, _FAILS),
        Code("CITE011", "a passage that could be several", _ERROR, _FAILS),
        Code("CITE012", "a passage is too long", _ERROR, _FAILS),
        Code("CITE013", "a passage outside the body", _ERROR, _FAILS),
        Code("CITE014", "a passage cut in the wrong place", _ERROR, _FAILS),
        Code("CITE015", "a passage longer than a sentence", _WARNING, _DONE),
        Code("CITE016", "a claim that cites a whole source", _ERROR, _FAILS),
        Code("CITE017", "a figure or a date in a title", _ERROR, _FAILS),
        Code("CITE018", "a weighty claim on one source", _WARNING, _DONE),
        Code("CITE019", "sources of one origin", _WARNING, _DONE),
        Code("CITE020", "a passage that nothing cites", _WARNING, _DONE),
        Code("CITE021", "a language that cannot be held", _WARNING, _DONE),
        Code("CITE022", "too many words name a passage", _ERROR, _FAILS),
        Code("CITE023", "a count of your own", _WARNING, _DONE),
        Code("CITE024", "a time finer than its passage", _WARNING, _DONE),
        Code("CITE025", "nothing to accept", _WARNING, _DONE),
        Code("CITE026", "the opposite of the passage", _ERROR, _FAILS),
        Code("CITE027", "one file under two names", _WARNING, _DONE),
        Code("FACT001", "a value that does not follow from its passage", _ERROR, _FAILS),
        Code("FACT002", "sources differ, and nothing says so", _ERROR, _FAILS),
        Code("FACT003", "whose value is it?", _ERROR, _FAILS),
        Code("FACT004", "superseded, but at the same time", _ERROR, _FAILS),
        Code("FACT005", "nothing differs", _WARNING, _DONE),
        Code("FACT006", "not a term of the fact", _ERROR, _FAILS),
        Code("FACT007", "a value that is not a quantity", _ERROR, _FAILS),
        Code("JUDGE001", "likelihood and confidence in one sentence", _WARNING, _DONE),
        Code("JUDGE002", "terms of both rows", _WARNING, _DONE),
        Code("JUDGE003", "a judgement that contradicts what stands beside it", _WARNING, _DONE),
        Code("JUDGE004", "a term of another scale", _WARNING, _DONE),
        Code("DATE001", "a date is not in its passage", _ERROR, _FAILS),
        Code("DATE002", "a date is finer than its passage", _ERROR, _FAILS),
        Code("DATE003", "`says` is not what the source says", _ERROR, _FAILS),
        Code("DATE004", "nothing to reckon a date from", _ERROR, _FAILS),
        Code("DATE005", "a date that could be several", _ERROR, _FAILS),
        Code("DATE006", "a date open the other way", _ERROR, _FAILS),
        Code("DATE007", "known before it was published", _ERROR, _FAILS),
        Code("DATE008", "what shows the publication is not there", _ERROR, _FAILS),
        Code("DATE009", "a fiscal year without a calendar", _ERROR, _FAILS),
        Code("DATE010", "done after the cut-off", _ERROR, _FAILS),
        Code("DATE011", "archived before it was published", _ERROR, _FAILS),
        Code("DATE012", "archived after the cut-off", _WARNING, _DONE),
    ),
    (  # Loose claims: the lines of `brief hold`.
        Code("HOLD001", "the file of claims cannot be read", _ERROR, _UNUSABLE),
        Code("HOLD002", "no claims to hold", _ERROR, _UNUSABLE),
        Code("HOLD003", "a line is too long", _ERROR, _UNUSABLE),
        Code("HOLD004", "a line is not UTF-8", _ERROR, _UNUSABLE),
        Code("HOLD005", "a line is not a JSON object", _ERROR, _UNUSABLE),
        Code("HOLD006", "a line lacks a key", _ERROR, _UNUSABLE),
        Code("HOLD007", "a value that cannot be held", _ERROR, _UNUSABLE),
    ),
    (  # Fonts and themes.
        Code("FONT001", "no font has this character", _ERROR, _UNUSABLE),
        Code("FONT002", "a font is missing", _ERROR, _UNUSABLE),
        Code("FONT003", "an unknown face", _ERROR, _UNUSABLE),
        Code("FONT004", "a script that is not set yet", _ERROR, _UNUSABLE),
        Code("THEME001", "an unknown theme", _ERROR, _UNUSABLE),
        Code("THEME002", "a theme outside the spec's folder", _ERROR, _UNUSABLE),
        Code("THEME003", "text that cannot be read", _ERROR, _UNUSABLE),
        Code("THEME004", "no room for the text", _ERROR, _UNUSABLE),
        Code("THEME005", "no TrueType font", _ERROR, _UNUSABLE),
    ),
    (  # Pictures.
        Code("FIG001", "the file of a picture cannot be read", _ERROR, _UNUSABLE),
        Code("FIG002", "a picture is too large", _ERROR, _UNUSABLE),
        Code("FIG003", "not a picture", _ERROR, _UNUSABLE),
        Code("FIG004", "a drawing holds what is not drawn", _ERROR, _UNUSABLE),
        Code("FIG005", "colours that would not look the same everywhere", _ERROR, _UNUSABLE),
        Code("FIG006", "a picture has changed", _ERROR, _UNUSABLE),
    ),
    (  # Editions and their ledger.
        Code("PUB001", "the folder for editions cannot be used", _ERROR, _OUTSIDE),
        Code("PUB002", "the edition could not be written", _ERROR, _OUTSIDE),
        Code("PUB003", "published, but `latest` stayed behind", _ERROR, _OUTSIDE),
        Code("PUB004", "the ledger is not as it was written", _ERROR, _FAILS),
        Code("PUB005", "the ledger lacks editions", _ERROR, _FAILS),
        Code("PUB006", "an edition contradicts the ledger", _ERROR, _FAILS),
        Code("PUB007", "an edition has changed since it was published", _WARNING, _DONE),
    ),
    (  # The run as a whole.
        Code("FLOW001", "neither the texts nor a lock", _ERROR, _UNUSABLE),
        Code("WORLD001", "a file cannot be written", _ERROR, _OUTSIDE),
        Code("SYSTEM001", "the system refused", _ERROR, _OUTSIDE),
        Code("BUG001", "a bug in brief", _ERROR, _UNUSABLE),
    ),
)

CODES: dict[str, Code] = {row.code: row for family in _FAMILIES for row in family}
"""All codes, family by family."""
