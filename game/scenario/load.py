"""A scenario's folder to checked shapes: every value in its declared place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from game.scenario.findings import Findings
from game.scenario.mend import without_mistakes
from game.scenario.problems import Problem, ScenarioError, nearest
from game.scenario.schema import Scenario
from game.scenario.shapes import Mistake, mistakes_of
from game.scenario.source import Source, load_folder

CODES = {
    "E101": "a key is missing",
    "E102": "a key is not known",
    "E103": "a word is not one of those that fit",
    "E104": "a text does not have the right form",
    "E105": "a text or list is too long or too short",
    "E106": "a value is of the wrong kind",
    "E107": "a number is too small or too large",
    "E108": "this is not an effect",
    "E109": "the scenario is too large",
}
"""The errors about shapes, by code."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario as shapes, with the text it came from."""

    content: Scenario
    source: Source

    @property
    def digest(self) -> str:
        """The digest of all its files."""
        return self.source.digest


def load(folder: Path | str) -> Loaded:
    """Read a scenario's folder.

    Names and expressions of a well-shaped scenario are checked by `check` and `build`. Raises
    ScenarioError if anything is misshapen, with every mistake found: those of the shapes, and of
    whatever can be checked in spite of them.
    """
    problems: list[Problem] = []
    source = load_folder(Path(folder), problems=problems)
    try:
        content = Scenario.model_validate(source.data)
    except ValidationError as error:
        mistakes = mistakes_of(error, source.data)
    else:
        if not problems:
            return Loaded(content, source)
        mistakes = []
    from game.scenario.check import examine  # it takes what is loaded here

    remains, hidden = without_mistakes(source.data, mistakes)
    findings = Findings(source)
    for problem in problems:
        findings.add(problem)
    for mistake in mistakes:
        _report(mistake, findings)
    findings.hide(hidden)
    if remains is not None:
        examine(remains, findings)
    raise ScenarioError(findings.all())


def _report(mistake: Mistake, findings: Findings) -> None:
    """Put one mistake of shape at its place."""
    hint = mistake.hint
    if mistake.code == "E102" and not findings.full:
        hint = _meant(mistake)
    report = findings.key_error if mistake.at_key else findings.error
    report(mistake.code, mistake.path, mistake.message, mistake.expected, hint)


def _meant(mistake: Mistake) -> str:
    """What to write instead of an unknown key."""
    close = mistake.instead or nearest(str(mistake.path[-1]), mistake.known)
    if close:
        return f"did you mean '{close}'?"
    return f"known here: {', '.join(sorted(mistake.known))}" if mistake.known else ""
