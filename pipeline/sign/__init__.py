"""Sign: an edition → the same bytes with a signature appended (PAdES, ETSI EN 319 142-1); and what signatures say.

The only room that imports pyHanko, which is an extra: `briefwright[sign]`.
"""

from pipeline.sign.keys import Key, load
from pipeline.sign.signing import Signed, Stamp, signed
from pipeline.sign.validation import signatures

__all__ = ["Key", "Signed", "Stamp", "load", "signatures", "signed"]
