"""Attachments as associated files of the document (ISO 19005-3, 6.8; ISO 14289-1, 7.11)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter

from pipeline.model.attachment import Attachment
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.syntax import date, name, ref, refs, stream, string


def attach(file: File, attachments: tuple[Attachment, ...], day: dt.date) -> tuple[int, str]:
    """Embed the files; returns the number of their name tree and the catalog's array of associated files."""
    if twice := [held for held, times in Counter(a.name for a in attachments).items() if times > 1]:
        raise RenderError(f"two attachments of one name: {', '.join(twice)}")
    keyed = sorted((string(attachment.name), attachment) for attachment in attachments)
    keys, numbers = [key for key, _ in keyed], [_specification(file, attachment, day) for _, attachment in keyed]
    return file.tree("Names", list(zip(keys, map(ref, numbers), strict=True)), keys), refs(numbers)


def _specification(file: File, attachment: Attachment, day: dt.date) -> int:
    if not attachment.name or set(attachment.name) & set("/\\:\0"):
        raise RenderError(f"an attachment's name is a bare file name, not {attachment.name!r}")
    data = attachment.data
    check = hashlib.md5(data, usedforsecurity=False).hexdigest()
    params = f"/Params<</Size {len(data)}/CreationDate{date(day)}/ModDate{date(day)}/CheckSum<{check}>>>"
    held = file.put(stream(data, f"/Type/EmbeddedFile/Subtype{name(attachment.mime)}{params}"))
    title, about = string(attachment.name), string(attachment.about)
    return file.put(
        f"<</Type/Filespec/F{title}/UF{title}/AFRelationship/{attachment.relation}/Desc{about}"
        f"/EF<</F {ref(held)}/UF {ref(held)}>>>>"
    )
