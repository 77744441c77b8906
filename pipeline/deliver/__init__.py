"""deliver: parcels → outcomes, one file a channel; and the outbox, which remembers what is owed and what became of it.

To add a kind of channel: its model in `model/distribution.py`, its file here with `opened`, its name in `shelf.py`.
"""

from pipeline.deliver.outbox import Entry, Outbox, opened_at
from pipeline.deliver.shelf import opened

__all__ = ["Entry", "Outbox", "opened", "opened_at"]
