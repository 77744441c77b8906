"""What page furniture looks like: words that sites put around articles, by which a line is known as none of the text.

Doubts are settled for furniture: it supports nothing, and an author who needs a paragraph that was taken for it says
so with `body`. The other error would let a menu or a reader's comment support a claim.

Tables of words instead of regular expressions: these would cost every cold start more than reading the sources does.
"""

from __future__ import annotations

import re

_LONGEST = 400
"""Characters: a longer paragraph that mentions a photograph or a newsletter is prose about it."""

_CLOSERS = " \"'”’»)]›」』"  # noqa: RUF001 — closing marks of other scripts
_TERMINALS = ".!?…。！？．"  # noqa: RUF001 — likewise
_MARKS = "]¹²³⁰⁴⁵⁶⁷⁸⁹*†‡"

_NOTICES = (
    "©",
    "all rights reserved",
    "copyright 20",
    "copyright (c)",
    "we use cookies",
    "site uses cookies",
    "accept cookies",
    "accept all cookies",
    "cookie policy",
    "cookie settings",
    "our privacy policy",
    "and privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "sign up for our",
    "sign up for the",
    "sign up to our",
    "sign up to receive",
    "sign up to get",
    "subscribe to our",
    "subscribe now",
    "subscribe today",
    "our newsletter",
    "our daily newsletter",
    "our weekly newsletter",
    "our free newsletter",
    "follow us on",
    "click here",
    "your email address",
    "your e-mail address",
    "to continue reading",
    "already a member",
    "already a subscriber",
    "share this article",
    "share this story",
    "share this page",
    "share this post",
    "share on facebook",
    "share on twitter",
    "share on whatsapp",
    "share on linkedin",
)
"""What a site says to its readers."""

_PICTURES = ("photo", "photos", "photograph", "photographs", "image", "picture", "pictures", "illustration", "graphic")
_CREDITS = tuple(
    credit
    for name in (*_PICTURES, "credit", "credits", "file photo")
    for credit in (
        f" {name}:",
        f" {name} :",
        f" {name}/",
        f"({name}:",
        f"({name} by ",
        f"- {name} ",
        f"– {name} ",
        f"— {name} ",
        f"| {name}",
    )
)
"""What a picture's caption says of its origin, sentence or not."""

_AGENCIES = (
    "getty images",
    "gettyimages",
    "shutterstock",
    "/getty",
    "/reuters",
    "/afp",
    "/ap",
    "/epa",
    " photo by ",
    " photos by ",
    " photograph by ",
    " courtesy of ",
    " photo courtesy",
    " image courtesy",
)
"""What a caption says that prose may say too: counts where no sentence ends."""

_OPENERS = (
    "read more",
    "read also",
    "read next",
    "see also",
    "also read",
    "related",
    "more on",
    "more from",
    "recommended",
    "don't miss",
    "advertisement",
    "sponsored",
    "skip to",
    "top of page",
    "bottom of page",
    "back to top",
    "previous",
    "next",
    "tag",
    "tags",
    "filed under",
    "category",
    "categories",
    "share",
    "print",
    "source",
    "listen",
    "watch",
    "video",
    "by",
    "written by",
    "published",
    "first published",
    "updated",
    "last updated",
    "posted",
    "modified",
)
"""How a line of furniture opens, if no sentence ends in it: a sentence may open so too."""

_LABELS = ("read more:", "read also:", "read next:", "see also:", "related:", "tags:", "source:", "watch:", "video:")
"""How a line of furniture opens, sentence or not."""

_COMMENTS = frozenset(
    f"{verb} a {noun}" for verb in ("write", "leave", "post", "add") for noun in ("comment", "reply")
) | {"comment", "comments", "response", "responses", "reply", "replies"}

_COUNTER = r"\W*+(?:\d[\d.,]*+\s*+[^\W\d]++\W*+)++"
_SENTENCE_INSIDE = r"""[a-zà-ÿ0-9][.!?]["”’)]? ["“‘(]?[A-ZÀ-Þ]"""

_CLASS_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        """
        ad ads advert advertisement author authors bio breadcrumb breadcrumbs byline caption comment comments consent
        cookie cookies credit disqus footer masthead menu meta modal nav navbar navigation newsletter outbrain pager
        pagination popup promo recirc recommended related share sharing sidebar social sponsored subscribe taboola
        tagcloud tags toolbar
        """,
    )
)


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as prose does: in a full stop, with quotation and footnote marks after it at most."""
    tail = text[-60:]
    if tail.endswith(tuple(_MARKS)):
        tail = re.sub(rf"(?:\s?\[\w{{1,4}}\]|[{_MARKS[1:]}])+$", "", tail)
    tail = tail.rstrip(_CLOSERS)
    return bool(tail) and tail[-1] in _TERMINALS


def holds_sentences(text: str) -> bool:
    """Whether one sentence ends and another begins inside a paragraph."""
    return bool(re.search(_SENTENCE_INSIDE, text))


def is_caption(text: str) -> bool:
    """Whether a paragraph names a photograph as the credit of a picture does."""
    if len(text) > _LONGEST:
        return False
    low = f" {text.lower()}"
    if any(credit in low for credit in _CREDITS):
        return True
    first, _, rest = low[1:].partition(" ")
    number = rest.partition(" ")[0]
    if first.rstrip(".") in ("fig", "figure", *_PICTURES) and number.rstrip(".:").isdigit():
        return number[-1] in ".:" or not ends_sentence(text)
    return any(agency in low for agency in _AGENCIES) and not ends_sentence(text)


def is_furniture(text: str) -> bool:
    """Whether a paragraph's words give it away: credits, notices, bylines, counters (`4 views 0 comments`), labels."""
    if len(text) > _LONGEST:
        return False
    low = text.lower().replace("’", "'").lstrip(" >»•·-–—|[(#*")
    if low.startswith(_LABELS) or any(notice in low for notice in _NOTICES) or is_caption(text):
        return True
    if ends_sentence(text):
        return False
    opener = next(
        (opener for opener in _OPENERS if low.startswith(opener) and not low[len(opener) :][:1].isalnum()), ""
    )
    return bool(opener) or opens_comments(text) or bool(re.fullmatch(_COUNTER, text))


def opens_comments(text: str) -> bool:
    """Whether a line stands above readers' comments. They are prose, but not the article's."""
    return len(text) <= 60 and text.lower().strip(" 0123456789().,:!|-–—") in _COMMENTS


def is_furniture_class(names: str) -> bool:
    """Whether the class names and id of an element call it furniture; `has-sidebar` and the like do not."""
    if not names.strip():
        return False
    plain = re.sub(r"\b(?:has|with|no|is|not|without)-[\w-]+", " ", names[:1000])
    words = re.findall("[A-Z]?[a-z]+|[A-Z]+", plain)
    return any(word.lower() in _CLASS_WORDS for word in words)
