"""Words of page furniture, as tables: what sites put around articles, by which a line is known as none of the text.

Tables instead of regular expressions: these would cost every cold start more than reading the sources does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NOTICES = (
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

PICTURES = ("photo", "photos", "photograph", "photographs", "image", "picture", "pictures", "illustration", "graphic")
CREDITS = tuple(
    credit
    for name in (*PICTURES, "credit", "credits", "file photo")
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

AGENCIES = (
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

OPENERS = (
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

ENDINGS = (" min read", " mins read", " minute read", " minutes read", " min. read", " ago")
"""How a line of furniture ends, if no sentence does."""

LABELS = ("read more:", "read also:", "read next:", "see also:", "related:", "tags:", "source:", "watch:", "video:")
"""How a line of furniture opens, sentence or not."""

COMMENTS = frozenset(
    f"{verb} a {noun}" for verb in ("write", "leave", "post", "add") for noun in ("comment", "reply")
) | {"comment", "comments", "response", "responses", "reply", "replies"}


class Local(NamedTuple):
    """Words of one language: notices, openers, and what stands above comments."""

    notices: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    comments: frozenset[str] = frozenset()


LOCAL: Mapping[str, Local] = {
    "de": Local(
        ("alle rechte vorbehalten", "datenschutzerklärung", "newsletter abonnieren"),
        ("lesen sie auch", "mehr zum thema", "zum thema", "von", "anzeige", "teilen", "quelle", "veröffentlicht"),
        frozenset(("kommentare", "kommentar", "kommentar schreiben", "schreiben sie einen kommentar")),
    ),
    "es": Local(
        ("todos los derechos reservados", "política de privacidad", "suscríbete a"),
        ("lea también", "lee también", "te puede interesar", "por", "compartir", "fuente", "publicidad", "publicado"),
        frozenset(("comentarios", "comentario", "deja un comentario", "deja una respuesta")),
    ),
    "fr": Local(
        ("tous droits réservés", "politique de confidentialité", "abonnez-vous"),
        ("lire aussi", "à lire aussi", "sur le même sujet", "par", "partager", "source", "publicité", "publié"),
        frozenset(("commentaires", "commentaire", "laisser un commentaire")),
    ),
    "it": Local(
        ("tutti i diritti riservati", "informativa sulla privacy", "iscriviti alla"),
        ("leggi anche", "articoli correlati", "di", "condividi", "fonte", "pubblicità", "pubblicato"),
        frozenset(("commenti", "commento", "lascia un commento", "scrivi un commento")),
    ),
    "ja": Local(("無断転載",), ("関連記事", "あわせて読みたい", "広告"), frozenset(("コメント", "コメントを書く"))),
}
"""By language (ISO 639-1). They add to the English words, which stand everywhere."""

_CLASSES = """
    ad ads advert advertisement author authors bio breadcrumb breadcrumbs byline caption comment comments
    consent cookie cookies credit disqus footer masthead menu meta modal nav navbar navigation newsletter
    outbrain pager pagination popup promo recirc recommended related share sharing sidebar social sponsored
    subscribe taboola tagcloud tags toolbar
"""
CLASS_WORDS = frozenset(_CLASSES.split())
"""Words of class names and ids."""
