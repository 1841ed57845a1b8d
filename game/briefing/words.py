"""The words of a scenario: labels of everything by kind and number, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Protocol

from game.engine.layout import Block
from game.engine.notation import SIMPLE, parts
from game.engine.rules import Rules
from game.scenario import schema as sc
from game.scenario.load import Loaded

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NOBODY = "nobody"
_LABEL = re.compile(r"(\d{4})-(Q[1-4]|H[12]|0[1-9]|1[0-2])")
_HOLE = re.compile(r"\{(\w+)\}")
_OPEN = "…"
_TOLD = frozenset(
    [
        "label",
        "note",
        "text",
        "why",
        "title",
        "brief",
        "fate",
        "testament",
        "summary",
        "opening",
        "term",
        "after",
        "short",
        "view",
        "ends",
        "briefs",
        "openings",
        "name",
        "stake",
        "epilogue",
        "play",
    ]
)
"""Fields of a scenario that hold texts for people."""
_MINUS = re.compile(r"(?<![^\s(])-(?=\d)")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_PLAIN = re.compile(r"(?<![\w.(])[a-z]+(?=[ ,.;:?!])")


def period(label: str) -> str:
    """The months that a record's label of a turn names: `January–March 1924` for `1924-Q1`."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return label
    year, part = found.groups()
    if part.isdigit():
        return f"{MONTHS[int(part) - 1]} {year}"
    length = 3 if part[0] == "Q" else 6
    last = int(part[1]) * length
    return f"{MONTHS[last - length]}–{MONTHS[last - 1]} {year}"


@lru_cache(1 << 12)
def number(value: float) -> str:
    """A number as people read it: no decimals from 100 on, one below, two below 10 if needed."""
    size = abs(value)
    text = f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace("-", "–")


def signed(value: float) -> str:
    """A change with its sign: +4, –0.5."""
    text = number(value)
    return text if text.startswith("–") or text == "0" else f"+{text}"


def fill(text: str, **values: str) -> str:
    """A label with its holes filled; what is not known yet becomes an ellipsis."""
    return _HOLE.sub(lambda hole: values.get(hole.group(1)) or _OPEN, text)


@cache
def flat(text: str | None) -> str:
    """A note in one paragraph, however its lines were broken, with true minus signs."""
    return _MINUS.sub("–", " ".join(text.split())) if text else ""


@cache
def prose(text: str | None) -> str:
    """A text in paragraphs, a blank line between them, each in one line."""
    return "\n\n".join(flat(part) for part in re.split(r"\n\s*\n", text.strip())) if text else ""


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def listed(items: list[str], word: str = "and") -> str:
    """A list in a sentence: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def lower(text: str) -> str:
    """A label in the middle of a sentence; names and abbreviations keep their capital."""
    plain = text[:2] == "A " or text[1:2].islower()
    return text[0].lower() + text[1:] if plain and text[0].isupper() else text


def _collect(value: object, key: str, found: list[str]) -> None:
    """All texts for people inside a mapping."""
    if isinstance(value, str):
        if key in _TOLD:
            found.append(value)
    elif isinstance(value, dict):
        for name, inside in value.items():
            _collect(inside, str(name), found)
    elif isinstance(value, list):
        for inside in value:
            _collect(inside, key, found)


class _Labelled(Protocol):
    """Anything a scenario declares with a label."""

    @property
    def label(self) -> str: ...


class Words:
    """All labels of one scenario by kind and number, as the engine counts."""

    def __init__(self, rules: Rules, loaded: Loaded) -> None:
        content: sc.Scenario = loaded.content
        self.rules = rules
        self.content = content
        self._data = loaded.source.data
        members = rules.layout.members
        self.short = [content.people[ident].short for ident in members["person"]]

    # ---------------------------------------------------------------- labels

    @cached_property
    def _labels(self) -> dict[str, list[str]]:
        content, members = self.content, self.rules.layout.members
        sections: dict[str, Mapping[str, _Labelled]] = {
            "bloc": content.blocs,
            "post": content.posts,
            "policy": content.policies,
            "issue": content.issues,
            "faction": content.factions,
        }
        found = {
            kind: [section[ident].label for ident in members[kind]]
            for kind, section in sections.items()
        }
        found |= dict.fromkeys(("person", "leader", "seat"), self.short)
        found["body"] = [content.bodies[body.id].label for body in self.rules.book.bodies]
        found["event"] = [content.events[event.id].title for event in self.rules.book.events]
        motions = [fill(content.motions[motion.id].label) for motion in self.rules.book.motions]
        return found | {"motion": motions}

    def label(self, kind: str, member: int) -> str:
        """The label of a member of a kind; "nobody" for -1."""
        return self._labels[kind][member] if member >= 0 else NOBODY

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """Words that the scenario's texts write with a capital also inside a sentence, and never
        without one.
        """
        texts: list[str] = []
        _collect(self._data, "", texts)
        whole = "\n".join(texts)
        return frozenset(_NAME.findall(whole)) - {w.capitalize() for w in _PLAIN.findall(whole)}

    def inside(self, label: str) -> str:
        """A label in the middle of a sentence; own names and titles ("General Secretary") are
        left as they are.
        """
        first, *rest = label.split()
        own = first.removesuffix("'s") in self._own_names
        title = first not in ("The", "A", "An") and bool(rest) and rest[0][0].isupper()
        return label if own or title else lower(label)

    def quantity(self, ident: str) -> str:
        """The label of a quantity, flag, trait, die, issue or policy by its id; else the id."""
        content = self.content
        sections: tuple[Mapping[str, _Labelled], ...] = (
            content.quantities,
            content.flags,
            content.traits,
            content.dice,
            content.policies,
            content.issues,
        )
        found = next((section[ident].label for section in sections if ident in section), "")
        return found or BUILT_IN.get(ident, ident)

    def brief(self, ident: str) -> str:
        """The short label of a quantity where it has one."""
        declared = self.content.quantities.get(ident)
        return declared.short if declared and declared.short else self.quantity(ident)

    def row(self, block: Block, members: tuple[int, ...]) -> str:
        """The label of a row: `Standing of Rykov`, `Following of Rykov in Moscow`."""
        special = ROWS.get(block.name)
        if special:
            return special(self, members)
        label = self.brief(block.name)
        names = [
            self.label(kind, member) for kind, member in zip(block.kinds, members, strict=True)
        ]
        if not names:
            return label
        if block.holds == "truth" and len(names) == 1:
            return f"{names[0]}: {self.inside(label)}"
        if len(names) == 1:
            return f"{label} of {self.inside(names[0])}"
        if block.kinds[0] == "bloc":
            return f"{label} of {names[1]} in {self.inside(names[0])}"
        return f"{label}, {names[0]} to {names[1]}"

    def setting(self, policy: int, value: float) -> str:
        """The name of a policy's setting."""
        declared = self.content.policies[self.rules.book.policies[policy].id]
        return declared.settings.get(f"{value:.0f}", number(value))

    def issue_end(self, issue: int, end: int) -> str:
        """The name of one end of an issue, -1 or 1."""
        return self.content.issues[self.rules.book.issues[issue]].ends[0 if end < 0 else 1]

    def cited(self, sources: Sequence[str]) -> tuple[str, ...]:
        """The works behind the ids of sources."""
        return tuple(flat(self.content.sources[ident].cite) for ident in sources)

    # ---------------------------------------------------------------- dates

    def date(self, turn: int) -> str:
        """The months of a turn: `January–March 1924`."""
        first = self.rules.book.start + (turn - 1) * self.rules.book.months
        last = first + self.rules.book.months - 1
        if first == last:
            return self.month(first)
        return f"{MONTHS[first % 12]}–{self.month(last)}"

    @staticmethod
    def month(months: int) -> str:
        """A month counted from year 0: `April 1925`."""
        return f"{MONTHS[months % 12]} {months // 12}"

    # ---------------------------------------------------------------- targets

    def target_label(self, kind: str, target: int) -> str:
        """A target in words."""
        if kind in SIMPLE:
            return self.label(kind, target)
        a, b = parts(self.rules, kind, target)
        if kind == "setting":
            return f"{self.label('policy', a)}: {self.setting(a, b)}"
        if kind == "issue_end":
            return f"{self.label('issue', a)}: {self.issue_end(a, b)}"
        if kind == "appointment":
            return f"{self.label('person', b)} as {self.label('post', a)}"
        return f"{self.label('person', b)}, {'for it' if a else 'against it'}"

    def motion_title(self, kind: str, target: int, label: str) -> str:
        """A motion as a headline: `State grain price: firm`, or its label for other targets."""
        return self.target_label(kind, target) if kind == "setting" and target >= 0 else label

    def holes(self, kind: str, target: int) -> dict[str, str]:
        """What a target puts into the holes of a label."""
        if kind == "none" or target < 0:
            return {}
        found = {"target": self.inside_target(kind, target)}
        if kind in SIMPLE:
            return found
        a, b = parts(self.rules, kind, target)
        if kind == "setting":
            policy = self.inside(self.label("policy", a))
            return found | {"policy": policy, "value": self.setting(a, b)}
        if kind == "issue_end":
            issue, end = self.label("issue", a), self.issue_end(a, b)
            return found | {"issue": self.inside(issue), "end": self.inside(end)}
        if kind == "appointment":
            post = self.inside(self.label("post", a))
            return found | {"person": self.label("person", b), "post": post}
        return found | {"target": self.label("person", b)}

    def inside_target(self, kind: str, target: int) -> str:
        """A target's label in the middle of a sentence."""
        label = self.target_label(kind, target)
        if kind == "post":
            return self.inside(label)
        return lower(label) if label.startswith("The ") else label


BUILT_IN = {
    "offices": "Weight of offices",
    "committee": "Seats in the committee",
    "following": "Seats in the committee",
    "delegates": "Delegates",
    "mandates": "Delegates",
    "weight": "Weight",
    "holder": "Holder",
    "control": "Control",
    "patron": "Patron",
    "faction": "Faction",
    "alive": "Alive",
    "in_party": "In the party",
    "bloc": "Delegation",
    "motion": "The motion",
    "hostile": "Hostility",
    "side": "The side taken",
    "born": "Year of birth",
    "leader": "A leader",
    "seated": "Holds a seat of the game",
    "principal": "Leader followed",
    "secretary": "A secretary's post",
    "turn": "The turn",
    "year": "The year",
    "quarter": "The quarter",
    "month": "The month",
    "date": "The date",
    "severity": "Gravity",
    "need": "Need",
}
"""Labels of what the rules count by themselves."""


def _rank(words: Words, members: tuple[int, ...]) -> str:
    body = words.content.bodies[words.rules.member_bodies[members[0]].id].label
    return f"Seat of {words.label('person', members[1])} in the {body.removeprefix('The ')}"


def _position(words: Words, members: tuple[int, ...]) -> str:
    return (
        f"{words.label('person', members[0])} on {words.inside(words.label('issue', members[1]))}"
    )


def _mood(words: Words, members: tuple[int, ...]) -> str:
    bloc = words.inside(words.label("bloc", members[0]))
    return f"Mood of {bloc}: {words.inside(words.label('issue', members[1]))}"


def _insight(words: Words, members: tuple[int, ...]) -> str:
    one, other = (words.label("person", member) for member in members)
    return f"What {one} knows of {other}"


ROWS: dict[str, Callable[[Words, tuple[int, ...]], str]] = {
    "position": _position,
    "mood": _mood,
    "line": lambda words, m: f"The line on {words.inside(words.label('issue', m[0]))}",
    "holder": lambda words, m: words.label("post", m[0]),
    "control": lambda words, m: f"Secretaries of {words.inside(words.label('bloc', m[0]))}",
    "weight": lambda words, m: f"Delegates of {words.inside(words.label('bloc', m[0]))}",
    "setting": lambda words, m: words.label("policy", m[0]),
    "rank": _rank,
    "patron": lambda words, m: f"Patron of {words.label('person', m[0])}",
    "faction": lambda words, m: f"Faction of {words.label('person', m[0])}",
    "insight": _insight,
    "alive": lambda words, m: f"Life of {words.label('person', m[0])}",
    "in_party": lambda words, m: f"Party card of {words.label('person', m[0])}",
}
