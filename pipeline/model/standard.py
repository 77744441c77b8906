"""The standards that a file can follow."""

from typing import Literal

StandardName = Literal["pdf-1.7", "pdf-2.0"]
"""PDF 1.7 as PDF/UA-1 and PDF/A-3a, or PDF 2.0 as PDF/UA-2, WTPDF 1.0 and PDF/A-4f."""
