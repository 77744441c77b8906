"""What page furniture looks like: words that sites put around articles, by which a line is known as none of the text.

Doubts are settled for furniture: it supports nothing, and an author who needs a paragraph that was taken for it says
so with `body`. The other error would let a menu or a reader's comment support a claim.
"""

from __future__ import annotations

import re

_LONGEST = 400
"""Characters: a longer paragraph that mentions a photograph or a newsletter is prose about it."""

_NOTE_MARKS = re.compile(r"(?:\s?\[\w{1,4}\]|[¹²³⁰⁴-⁹*†‡])+$")
_CLOSERS = " \"'”’»)]›」』"  # noqa: RUF001 — closing marks of other scripts
_TERMINALS = ".!?…。！？．"  # noqa: RUF001 — likewise

_SENTENCE_INSIDE = re.compile(r"""[a-zà-ÿ0-9][.!?]["”’)]? ["“‘(]?[A-ZÀ-Þ]""")

_CAPTION = re.compile(
    r"\b(?:photo(?:graph)?s?|image|picture|illustration|graphic|credits?)\s*(?::|/|©|\s[–—-]\s|getty\b|courtesy\b)"
    r"|\b(?:photo(?:graph)?s?|illustration)\s+by\s+(?-i:[A-Z])"
    r"|(?:\s[-–—|]\s*|[/(©]\s*)(?:file\s+)?(?:photo|image|picture|getty|reuters|afp|epa|shutterstock|ap\s+photo)\b"
    r"|^\s*(?:fig(?:ure)?\.?|photo|image)\s+\d+\b",
    re.IGNORECASE,
)

_BOILERPLATE = re.compile(
    r"©|\ball rights reserved\b|\bcopyright\b.{0,12}\d{4}"
    r"|\b(?:we|site|website|page) uses? cookies\b|\baccept (?:all )?cookies\b|\bcookie (?:policy|settings)\b"
    r"|\b(?:our|and) privacy policy\b|\bterms (?:of|and) (?:use|service|conditions)\b"
    r"|\bsign up (?:for|to) (?:our|the|receive|get|your)\b|\bsubscribe (?:to|now|today|for)\b"
    r"|\bour (?:\w+ )?newsletter\b|\bfollow us\b|\bclick here\b|\byour e-?mail address\b"
    r"|\bto continue reading\b|\balready a (?:member|subscriber)\b"
    r"|\bshare (?:this (?:article|story|page|post)|on (?:facebook|twitter|x|whatsapp|linkedin))\b",
    re.IGNORECASE,
)

_OPENER = re.compile(
    r"^\W*(?:read (?:more|also|next)|see also|related|more (?:on|from)|also read|recommended|don['’]t miss"
    r"|advertisement|sponsored|skip to|top of page|bottom of page|back to top|previous|next|tags?|filed under"
    r"|categor(?:y|ies)|share|print|source|listen|watch|video|by|written by|(?:first |last )?(?:published|updated|posted|modified)"
    r"|\d+\s*min(?:ute)?s?\.?\s+(?:read|ago))\b",
    re.IGNORECASE,
)
"""How a line of furniture opens, if it is no sentence: headings and sentences may open so too."""

_LABEL = re.compile(r"^\W*(?:read (?:more|also|next)|see also|related|tags?|source|watch|video)\s*:", re.IGNORECASE)

_COMMENTS = re.compile(
    r"^\W*(?:(?:write|leave|post|add) a (?:comment|reply)"
    r"|(?:\d+\s+)?(?:comments?|responses?|replies)(?:\s*\(\d+\))?)\W*$",
    re.IGNORECASE,
)

_COUNTER = re.compile(r"\W*+(?:\d[\d.,]*+\s*+[^\W\d]++\W*+)++")

_CLASS_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        """
        ad ads advert advertisement author authors bio breadcrumb breadcrumbs byline caption comment
        comments consent cookie cookies credit disqus footer masthead menu meta modal nav navbar
        navigation newsletter outbrain pager pagination popup promo recirc recommended related share
        sharing sidebar social sponsored subscribe taboola tagcloud tags toolbar
    """,
    )
)
_CLASS_WORD = re.compile(r"[A-Za-z]+")
_ABOUT_PAGE = re.compile(r"\b(?:has|with|no|is|not|without)-[\w-]+", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as prose does: in a full stop, with quotation and footnote marks after it at most."""
    tail = _NOTE_MARKS.sub("", text[-60:]).rstrip(_CLOSERS)
    return tail[-1:] in _TERMINALS if tail else False


def holds_sentences(text: str) -> bool:
    """Whether one sentence ends and another begins inside a paragraph."""
    return bool(_SENTENCE_INSIDE.search(text))


def is_caption(text: str) -> bool:
    """Whether a paragraph names a photograph as the credit of a picture does."""
    return len(text) <= _LONGEST and bool(_CAPTION.search(text))


def is_furniture(text: str) -> bool:
    """Whether a paragraph's words give it away: credits, notices, bylines, counters (`4 views 0 comments`), labels."""
    if len(text) > _LONGEST:
        return False
    if _CAPTION.search(text) or _BOILERPLATE.search(text) or _LABEL.search(text) or _COUNTER.fullmatch(text):
        return True
    return opens_comments(text) or bool(_OPENER.search(text) and not ends_sentence(text))


def opens_comments(text: str) -> bool:
    """Whether a line stands above readers' comments. They are prose, but not the article's."""
    return len(text) <= 60 and bool(_COMMENTS.search(text))


def is_furniture_class(names: str) -> bool:
    """Whether the class names and id of an element call it furniture; `has-sidebar` and the like do not."""
    if not names:
        return False
    spaced = _CAMEL.sub("-", _ABOUT_PAGE.sub(" ", names[:1000]))
    return any(word.lower() in _CLASS_WORDS for word in _CLASS_WORD.findall(spaced))
