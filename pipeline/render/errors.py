"""What the renderer refuses to draw."""

from __future__ import annotations


class RenderError(ValueError):
    """The pages or the attachments contradict themselves; a valid spec never gets here."""
