"""A political strategy game whose rules are data: one engine, many front ends."""

__version__ = "0.1.0"
