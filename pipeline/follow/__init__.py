"""Follow: a source's newer versions, from its address or from files in the archive, and the record of those taken in.

A newer version never replaces an older one: it lies beside it in the archive under a name of its own, and the record
beside the spec, NAME.follow, says which of them the brief rests on.
"""

from pipeline.follow.record import LIMIT, Record, Version, read, written
from pipeline.follow.search import Followed, News, newest

__all__ = ["LIMIT", "Followed", "News", "Record", "Version", "newest", "read", "written"]
