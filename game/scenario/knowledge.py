"""Who may know what: conditions must not tell their actor what is hidden from him."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.engine import formulas as fm
from game.engine.formulas import Formula, Var, walk
from game.engine.layout import Block
from game.scenario.findings import Findings
from game.scenario.problems import KeyPath
from game.scenario.schema import Scenario
from game.scenario.trial import Trial

CODES = {
    "E501": "a condition reads what its actor may not know",
    "E502": "an estimate reads what is hidden",
    "W604": "a number that all see is computed from one that is hidden",
}
"""The problems of knowledge, by code."""


def check_knowledge(content: Scenario, trial: Trial, findings: Findings) -> None:
    """Find conditions, costs and estimates that give away what is hidden."""
    posts = list(content.posts)
    for path, own in _asked(content):
        formula, when = trial.formulas.get(path), trial.formulas.get(own)
        if formula is not None:
            granted = [*_offices(formula), *(_offices(when) if when is not None else ())]
            for block in _hidden(formula, granted):
                _blame(findings, path, block, posts)
    for id, quantity in content.quantities.items():
        path = ("quantities", id, "estimate")
        if path in trial.formulas:
            for block in _hidden(trial.formulas[path], None):
                message = f"not everybody sees '{block.name}'"
                findings.text_error(
                    "E502", path, _at(findings, path, block), message, "what all see"
                )
        path = ("quantities", id, "value")
        if path in trial.formulas and quantity.seen_by == "all":
            for block in _hidden(trial.formulas[path], None):
                message = f"all see '{id}', but not '{block.name}' that it is computed from"
                at = _at(findings, path, block)
                findings.warning("W604", path, message, "the same seen_by, or a band", at=at)


def _asked(content: Scenario) -> Iterator[tuple[KeyPath, KeyPath]]:
    """The expressions that say what a seat may do or what it costs, each with the act's `when`."""
    for section in ("manoeuvres", "motions"):
        for id in getattr(content, section):
            path = (section, id)
            for parts in (("when",), ("cost",), ("target", "when")):
                yield (*path, *parts), (*path, "when")
    for id in content.lobby.acts if content.lobby else ():
        for part in ("when", "cost", "target_when"):
            yield ("lobby", "acts", id, part), ("lobby", "acts", id, "when")
    for id, event in content.events.items():
        for option in event.options:
            choice = ("events", id, "options", option, "when")
            yield choice, choice


def _hidden(formula: Formula, granted: list[frozenset[int]] | None) -> list[Block]:
    """The blocks a formula reads that are hidden: from everybody but some, or from `actor`.

    `granted` are sets of posts of which he is known to hold one; None asks what all see.
    """
    found: list[Block] = []
    for part in walk(formula):
        if isinstance(part, fm.Read) and part.block not in found:
            known = part.block.seen.by == "all" if granted is None else _known(part, granted)
            found += [] if known else [part.block]
    return found


def _known(read: fm.Read, granted: list[frozenset[int]]) -> bool:
    seen, own = read.block.seen, [_is_actor(member) for member in read.index]
    match seen.by:
        case "all":
            return True
        case "self":
            return own[:1] == [True]
        case "both":
            return True in own
        case "posts":
            return own[1:] == [True] or any(posts <= set(seen.posts) for posts in granted)
    return False


def _is_actor(member: Formula) -> bool:
    return isinstance(member, Var) and member.name == "actor"


def _offices(formula: Formula) -> Iterator[frozenset[int]]:
    """For each condition on offices that must hold: the posts of which `actor` holds one."""
    if isinstance(formula, fm.Connective) and formula.op == "and":
        for item in formula.items:
            yield from _offices(item)
        return
    alternatives = formula.items if isinstance(formula, fm.Connective) else (formula,)
    posts = [_office(item) for item in alternatives]
    if None not in posts:
        yield frozenset(post for post in posts if post is not None)


def _office(formula: Formula) -> int | None:
    """The post in `holds(actor, post)` or `post.holder == actor`."""
    if not isinstance(formula, fm.Comparison) or formula.op != "==":
        return None
    for holder, person in ((formula.a, formula.b), (formula.b, formula.a)):
        if _is_actor(person) and isinstance(holder, fm.Read) and holder.block.name == "holder":
            (post,) = holder.index
            return int(post.value) if isinstance(post, fm.Const) else None
    return None


def _blame(findings: Findings, path: KeyPath, block: Block, posts: list[str]) -> None:
    expected = {
        "self": f"actor's own {block.name}, or what all see",
        "both": f"{block.name} of a pair that the actor belongs to",
        "nobody": "what somebody sees",
        "heard": "what all see",
        "told": "what all see",
        "posts": "holds(actor, post) as well, for "
        + " or ".join(posts[n] for n in block.seen.posts),
    }[block.seen.by]
    message = f"the actor may not know '{block.name}' here"
    hint = "a choice that is barred by what is hidden tells it"
    findings.text_error("E501", path, _at(findings, path, block), message, expected, hint)


def _at(findings: Findings, path: KeyPath, block: Block) -> int:
    """Where a block is named in an expression; 0 if a formula put in names it."""
    text = findings.source.value(path)
    found = re.search(rf"\b{re.escape(block.name)}\b", text) if isinstance(text, str) else None
    return found.start() if found else 0
