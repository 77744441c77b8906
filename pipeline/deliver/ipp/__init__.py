"""A small client of the Internet Printing Protocol (RFC 8010, RFC 8011): what it says, and what printers answer."""

from pipeline.deliver.ipp.client import Answer, Failed, Peer
from pipeline.deliver.ipp.codec import Malformed, Tag

__all__ = ["Answer", "Failed", "Malformed", "Peer", "Tag"]
