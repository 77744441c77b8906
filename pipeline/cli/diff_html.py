"""What changed, as one page to pass on: everything is in the file, it runs no script and asks nothing of the network.

Words are marked by `<del>` and `<ins>`, which look different without colour, and say so to a screen reader: browsers
tell assistive technology of neither by themselves (HTML Accessibility API Mappings, 3.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipeline.cli.diff_text import called, cited, counted, place
from pipeline.cli.screen import Stream
from pipeline.flow import Compared
from pipeline.model.changes import Change, Difference, Piece
from pipeline.model.content import Content

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #59636e; --paper: #fff; --line: #d1d9e0;
  --new: #0a5c2b; --new-bg: #dff5e3; --gone: #9a1c1c; --gone-bg: #fde7e7; --out: #7a4d00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #9aa4ae; --paper: #14171a; --line: #3a424a;
  --new: #8ce0a5; --new-bg: #12331d; --gone: #ffb3ad; --gone-bg: #451a1a; --out: #ffcf70; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 46rem;
  margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
h3 .what { font-weight: 400; color: var(--quiet); }
.called h3, .called dt { color: var(--out); }
dl { margin: 0; display: grid; grid-template-columns: 9rem 1fr; gap: .1rem .75rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
p { margin: 0 0 .25rem; }
ins, del { padding: 0 .1em; border-radius: .15em; }
ins { color: var(--new); background: var(--new-bg); text-decoration: underline; text-underline-offset: .15em; }
del { color: var(--gone); background: var(--gone-bg); text-decoration: line-through; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
del + ins { margin-left: .25em; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print { body { max-width: none; padding: 0; } section { break-inside: avoid; } }
"""
_WHAT = {"added": "new", "removed": "removed", "altered": "altered", "moved": "moved"}


def html(compared: Compared, stream: Stream) -> Iterator[str]:
    """The page, line by line."""
    del stream
    changes = compared.changes
    title = escape(f"Changes in {changes.after.title}")
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield f'<head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
    yield f"<body><main><h1>{title}</h1>"
    yield "<dl>"
    yield from _side("From", compared.before, changes.before)
    yield from _side("To", compared.after, changes.after)
    yield f"<dt>Changes</dt><dd>{escape(counted(compared))}</dd></dl>"
    graded = [change for change in changes.changes if change.graded]
    for heading, some in (("Judgements that changed", graded), ("Other changes", changes.changes[len(graded) :])):
        if some:
            yield f"<h2>{heading if graded else 'Changes'}</h2>"
            for change in some:
                yield from _change(change, escape(changes.after.language, quote=True))
    yield "</main></body></html>"


def _side(label: str, name: str, content: Content) -> Iterator[str]:
    edition = f", edition {content.edition}" if content.edition else ""
    yield f"<dt>{label}</dt><dd>{escape(f'{name}{edition}, information as of {content.as_of.isoformat()}')}</dd>"


def _change(change: Change, lang: str) -> Iterator[str]:
    unit = change.unit
    yield '<section class="called">' if change.graded else "<section>"
    where = escape(place(unit))
    if change.what == "moved" and change.before:
        where += escape(f", from {change.before.section}")
    yield f'<h3><span lang="{lang}">{where}</span> <span class="what">({_WHAT[change.what]})</span></h3>'
    rows: list[tuple[str, str]] = []
    if change.what == "altered":
        if all(each.field != "text" for each in change.differences) and not unit.name:
            yield f'<p lang="{lang}">{escape(unit.text)}</p>'
        rows = [(each.field, _difference(each)) for each in change.differences]
    else:
        is_ = {"added": "added", "removed": "removed"}.get(change.what, "same")
        fields = unit.fields if change.what == "moved" or not unit.cites else (*unit.fields, ("cites", cited(unit)))
        rows = [(field, _marked(Piece(is_, told))) for field, told in fields]  # type: ignore[arg-type]
    yield from (f'<p lang="{lang}">{told}</p>' for field, told in rows if field == "text")
    others = [(escape(called(field)), told) for field, told in rows if field != "text"]
    if others:
        yield "<dl>"
        yield from (f'<dt>{field}</dt><dd lang="{lang}">{told}</dd>' for field, told in others)
        yield "</dl>"
    yield "</section>"


def _difference(each: Difference) -> str:
    return "".join(map(_marked, each.pieces))


def _marked(piece: Piece) -> str:
    told = escape(piece.text)
    match piece.what:
        case "removed":
            return f'<del><span class="said">[removed: </span>{told}<span class="said">] </span></del>'
        case "added":
            return f'<ins><span class="said">[new: </span>{told}<span class="said">] </span></ins>'
    return told
