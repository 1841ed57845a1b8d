"""Texts for players: what is put into their braces, and how long they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.scenario.findings import Findings
from game.scenario.problems import KeyPath, Problem, dotted, nearest
from game.scenario.schema import Scenario, Target
from game.scenario.shapes import is_text
from game.scenario.syntax import quoted
from game.scenario.walk import Marked

CODES = {
    "E208": "a brace of a text stands for nothing",
    "W607": "a short text is long",
    "W612": "a text ends in a comment",
}
"""What is said about texts, by code."""

MOST_SHORT = 40
"""Words of a card's short form: what a phone shows at once, and a slow reader reads."""

_FIGURE = re.compile(r"\{([^{}]*)\}")
_PARTS = {
    "setting": ("policy", "value"),
    "issue_end": ("issue", "end"),
    "appointment": ("person", "post"),
}
"""What a target of several parts puts into braces besides itself."""


def figures_in(text: str) -> Iterator[tuple[int, str]]:
    """The expressions in a text's braces, each with where it begins."""
    for hole in _FIGURE.finditer(text):
        yield hole.start(1), hole.group(1)


def check_texts(content: Scenario, values: Iterable[Marked], findings: Findings) -> None:
    """Find texts that are too long for their purpose, and braces that stand for nothing."""
    for id, event in content.events.items():
        words = len((event.short or "").split())
        if words > MOST_SHORT:
            message = f"this has {words} words"
            findings.warning("W607", ("events", id, "short"), message, f"at most {MOST_SHORT}")
    for path, text, known in _with_names(content):
        for at, name in figures_in(text or ""):
            if name not in known:
                close = nearest(name, known)
                hint = f"did you mean '{close}'?" if close else ""
                expected = " ".join(f"{{{each}}}" for each in known)
                message = f"'{{{name}}}' stands for nothing here"
                findings.text_error("E208", path, at, message, expected, hint)
        _check_braces(path, text or "", findings)
    for path, kind, value in values:
        if kind == "told":
            _check_braces(path, value, findings)
    _check_cuts(findings)


def _check_cuts(findings: Findings) -> None:
    """Find texts that go on behind a #, where YAML reads a comment."""
    source = findings.source
    for path, place, whole in source.cuts:
        if is_text(path, source.data):
            message = "this text ends here: what follows is a comment"
            hint = "a comment that is meant has a blank behind its #"
            words = (message, quoted(whole), hint, source.excerpt(place))
            findings.add(Problem("warning", "W612", place, dotted(path), *words))


def _check_braces(path: KeyPath, text: str, findings: Findings) -> None:
    """Find a brace without its other half."""
    rest = _FIGURE.sub(lambda hole: " " * len(hole.group()), text)
    for brace, other in ("{}", "}{"):
        if brace in rest:
            message = f"this {brace} has no {other}"
            findings.text_error("E208", path, rest.index(brace), message, "both or neither")


def _with_names(content: Scenario) -> Iterator[tuple[KeyPath, str | None, tuple[str, ...]]]:
    """The texts into which names are put, and which names each knows."""
    for id, act in content.manoeuvres.items():
        known = ("actor", *_target_names(act.target))
        yield ("manoeuvres", id, "label"), act.label, known
        yield ("manoeuvres", id, "seen"), act.seen, known
    for id, motion in content.motions.items():
        known = ("actor", "mover", "against", *_target_names(motion.target))
        yield ("motions", id, "label"), motion.label, known
    for id, said in (content.lobby.acts if content.lobby else {}).items():
        yield ("lobby", "acts", id, "label"), said.label, ("target",)
        yield ("lobby", "acts", id, "seen"), said.seen, ("actor", "target")
    for id, event in content.events.items():
        path = ("events", id)
        for key, text in (("text", event.text), ("short", event.short), ("stake", event.stake)):
            yield (*path, key), text, ("actor",)
        for name, option in event.options.items():
            for key, text in (("label", option.label), ("after", option.after)):
                yield (*path, "options", name, key), text, ("actor",)


def _target_names(target: Target | None) -> tuple[str, ...]:
    return ("target", *_PARTS.get(target.kind, ())) if target else ()
