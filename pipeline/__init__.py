"""Briefwright: a brief in which every claim can be checked by the person who reads it.

One room (a folder) per stage; data flows one way; `flow` alone knows the order. See docs/architecture.md.
"""

__version__ = "0.1.0"
