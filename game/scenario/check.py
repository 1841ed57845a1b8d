"""The check: every mistake of a scenario at once, each with its place.

`load` has seen to the shapes. Here names and references are checked first, then dates and numbers,
then every expression by compiling the rules on trial, and then what follows from the compiled
rules: conditions that are decided beforehand, and what an actor may know.
"""

from __future__ import annotations

import re
import traceback

from game.engine import expressions as ex
from game.engine.expressions import ExpressionError
from game.engine.formulas import RESERVED, Var
from game.scenario import conditions, dates, knowledge, load, names, numbers, source, texts, unused
from game.scenario.build import book_of
from game.scenario.circles import check_circles
from game.scenario.conditions import check_conditions, check_endings
from game.scenario.dates import check_dates
from game.scenario.findings import Findings
from game.scenario.knowledge import check_knowledge
from game.scenario.load import Loaded
from game.scenario.mend import buildable
from game.scenario.names import BUILT_IN_ROWS, SHARED, check_names
from game.scenario.numbers import check_numbers
from game.scenario.problems import KeyPath, Problem, ScenarioError
from game.scenario.schema import Scenario
from game.scenario.texts import check_texts, figures_in
from game.scenario.trial import Trial
from game.scenario.unused import check_unused
from game.scenario.walk import Marked, marked

_EXPRESSIONS = {
    "E201": "a text is not in the expression language",
    "E202": "an expression names what does not exist",
    "E203": "a value in an expression is of the wrong type",
    "E204": "a divisor could be 0",
    "E205": "an expression is too large or reads itself",
    "E206": "an expression or effect makes no sense where it stands",
    "E207": "the rules cannot be built",
}
_CODE_OF = {
    "syntax": "E201",
    "name": "E202",
    "type": "E203",
    "zero": "E204",
    "size": "E205",
    "circle": "E205",
    "meaning": "E206",
}

CODES = {
    **source.CODES,
    **load.CODES,
    **_EXPRESSIONS,
    **names.CODES,
    **dates.CODES,
    **numbers.CODES,
    **conditions.CODES,
    **knowledge.CODES,
    **unused.CODES,
    **texts.CODES,
}
"""Everything that can be said about a scenario, by code."""

MOST_EXPRESSIONS = 10_000
MOST_CHARACTERS = 800_000


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """All problems of a loaded scenario, errors and warnings, in the order of its lines."""
    findings = Findings(loaded.source)
    examine(loaded.content, findings)
    return findings.all()


def refuse(loaded: Loaded) -> None:
    """Raises ScenarioError when the check finds an error."""
    errors = tuple(problem for problem in check(loaded) if problem.severity == "error")
    if errors:
        raise ScenarioError(errors)


def examine(content: Scenario, findings: Findings) -> None:
    """Add the problems of a scenario. If entries were left out of it for their shape, nothing is
    said that could follow from their absence.
    """
    check_names(content, findings)
    check_dates(content, findings)
    check_numbers(content, findings)
    values = list(marked(content))
    check_texts(content, values, findings)
    if _too_large(values, findings):
        return
    trial = _trial(content, values, findings)
    if trial is None:
        return
    check_circles(trial, findings)
    check_knowledge(content, trial, findings)
    if findings.hidden or trial.full or findings.reported("E401"):
        return
    check_conditions(content, trial, findings)
    check_endings(content, trial, findings)
    if not findings.wrong:  # what seems unused may only be misspelt elsewhere
        check_unused(content, values, findings)


def _too_large(values: list[Marked], findings: Findings) -> bool:
    """Whether there is more to compile than a check can take."""
    texts = [value for _, kind, value in values if kind in ("expression", "statement")]
    characters = sum(len(text) for text in texts if isinstance(text, str))
    for number, limit, what in (
        (len(texts), MOST_EXPRESSIONS, "expressions and effects"),
        (characters, MOST_CHARACTERS, "characters of expressions"),
    ):
        if number > limit:
            message = f"the scenario has {number:,} {what}"
            findings.key_error("E109", ("scenario",), message, f"at most {limit:,}")
    return findings.reported("E109")


def _trial(content: Scenario, values: list[Marked], findings: Findings) -> Trial | None:
    """The rules compiled on trial, their mistakes reported; None if they cannot be built."""
    _syntax(values, findings)
    taken = frozenset(id for section in SHARED for id in getattr(content, section)) | RESERVED - {
        "it"
    }
    try:
        trial = Trial(buildable(book_of(content), BUILT_IN_ROWS), taken)
        _rest(values, trial)
    except Exception as error:  # noqa: BLE001 - whatever it is, an author gets a sentence and not a traceback
        if not findings.wrong:
            last = traceback.extract_tb(error.__traceback__)[-1]
            message = f"the rules cannot be built: {type(error).__name__}: {error}"
            hint = f"this is a gap in the check ({last.name}): please report it with the scenario"
            findings.key_error("E207", ("scenario",), message[:300], hint=hint)
        return None
    for path, mistake in trial.mistakes:
        _mistake(path, mistake, findings)
    return trial


def _syntax(values: list[Marked], findings: Findings) -> None:
    """Report what is not in the language, also where nothing compiles it."""
    for path, kind, value in values:
        try:
            if kind == "expression":
                ex.parse(value)
            elif kind == "statement":
                ex.parse_statement(value)
        except ExpressionError as error:
            _report(path, error, findings)


def _rest(values: list[Marked], trial: Trial) -> None:
    """Compile what no phase of a turn reads: estimates, epilogues, evidence, tests, progress."""
    for quantity in trial.book.quantities:
        trial.estimate(quantity)
    for body in trial.book.bodies:
        trial.body(body)
    for path, kind, value in values:
        if kind == "told":
            _figures(path, value, trial)
        elif kind == "expression" and (path[0] in _TOLD or not _TOLD_OF.isdisjoint(path)):
            compile_as = trial.number if path[-1] == "value" else trial.truth
            own = path[0] in ("achievements", "hints") or "secrets" in path
            compile_as(path, value, {"actor": Var("actor", "person", trial.seats)} if own else None)


_TOLD = ("achievements", "epilogues", "hints", "history", "interpretations", "tests")
_TOLD_OF = frozenset(("progress", "secrets"))


def _figures(path: KeyPath, text: str, trial: Trial) -> None:
    """Compile the numbers in a text's braces."""
    for start, figure in figures_in(text):
        before = len(trial.mistakes)
        trial.number(path, figure)
        for _, mistake in trial.mistakes[before:]:
            mistake.at += start


def _mistake(path: KeyPath, error: ExpressionError, findings: Findings) -> None:
    """Report an error, in the formula that it lies in if that is to blame."""
    if _reads_hidden(path, findings):
        return
    if error.inside is not None:
        formula, inner = error.inside
        place = ("formulas", formula, "value")
        if _reads_hidden(place, findings):
            return
        if inner.kind in ("name", "syntax", "zero", "circle"):
            path, error = place, inner
    _report(path, error, findings)


def _report(path: KeyPath, error: ExpressionError, findings: Findings) -> None:
    code = _CODE_OF[error.kind]
    findings.text_error(code, path, error.at, error.message, error.expected, error.hint)


def _reads_hidden(path: KeyPath, findings: Findings) -> bool:
    """Whether an expression names an entry that was refused for its shape."""
    if not findings.names:
        return False
    text = findings.source.value(path)
    return isinstance(text, str) and not findings.names.isdisjoint(_WORD.findall(text))


_WORD = re.compile(r"[a-z_][a-z0-9_]*")
