"""A wish that cannot be met."""

from __future__ import annotations


class Refused(ValueError):
    """What was asked for is not possible; the text says why and what to do, as it is shown."""
