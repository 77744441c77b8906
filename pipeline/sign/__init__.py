"""Sign: an edition → the same bytes with a signature appended (PAdES, ETSI EN 319 142-1); and what signatures say.

The only room that imports pyHanko and python-pkcs11, which are an extra: `briefwright[sign]`.
"""

from pipeline.sign.keys import Key, load
from pipeline.sign.signing import Signed, Stamp, signed
from pipeline.sign.token import SCHEME, Address, address, opened
from pipeline.sign.validation import signatures

__all__ = ["SCHEME", "Address", "Key", "Signed", "Stamp", "address", "load", "opened", "signatures", "signed"]
