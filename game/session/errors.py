"""A wish that cannot be met."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818 - reads as what happened, like FileNotFoundError
    """What was asked for is not possible; the text says why and what to do, as it is shown."""
