"""What can be wrong with a record, in words for the person who has it."""

from __future__ import annotations


class RecordError(ValueError):
    """A record that cannot be used as it is: where, what was found, what was expected and what to
    do. The file is as it was.
    """

    def __init__(self, where: str, found: str, expected: str = "", advice: str = "") -> None:
        self.where = where
        self.found = found
        self.expected = expected
        lines = [f"{where}: {found}"]
        if expected:
            lines.append(f"expected: {expected}")
        if advice:
            lines.append(advice)
        super().__init__("\n".join(lines))


class ReplayError(RecordError):
    """A place where the rules give something else than the record says: an answer that is not
    possible, another question, or another value of a row.
    """
