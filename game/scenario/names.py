"""Ids and references: every id once and well formed, every reference to something of its kind."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from game.engine.formulas import RESERVED
from game.engine.notation import PASS
from game.scenario.build import kinds_of
from game.scenario.findings import Findings
from game.scenario.problems import KeyPath
from game.scenario.schema import Scenario
from game.scenario.walk import marked

CODES = {
    "E301": "an id is not well formed",
    "E302": "an id has a meaning of its own in expressions",
    "E303": "an id is given to two things",
    "E304": "a reference leads nowhere",
    "E305": "a reference leads to something of the wrong kind",
    "E306": "entries do not fit together",
    "E307": "an id is the answer of those who do nothing",
    "W608": "a scenario is called differently from its folder",
}
"""What is said about ids and references, by code."""

SHARED = (
    "people",
    "blocs",
    "posts",
    "bodies",
    "factions",
    "issues",
    "policies",
    "quantities",
    "traits",
    "tables",
    "formulas",
    "dice",
    "flags",
)
"""The sections whose ids share one namespace."""

_OWN = (
    *("events", "manoeuvres", "motions", "endings", "levels", "achievements", "themes"),
    "interpretations",
)
_ANSWERS = ("manoeuvres", "motions", "options")
_ROWED = ("quantities", "flags", "dice")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_ENDING = "ending."
QUESTIONS = ("card", "manoeuvre", "agenda", "lobby", "answer", "vote", "plenum", "change")
"""The kinds of questions a player is asked."""
COUNTRY = "country"
"""The key of the epilogues that say what became of the country."""

_BUILT_IN = """
over winner alive in_party faction patron position line mood weight control holder vacant offices
rank committee following delegates mandates setting ideal fired chosen card decider carried closed
closed_topic uses done tabled sway pledge pledged_to cast part_ayes part_nays said said_target moved
insight due
due_actor due_target table_motion table_topic table_mover table_venue table_fate table_ayes
table_nays
"""
BUILT_IN_ROWS = frozenset(_BUILT_IN.split())
"""Names the engine gives to rows of its own."""


class Known:
    """The ids of every kind in a scenario; `hidden` ones were refused and are not asked about."""

    def __init__(self, content: Scenario, hidden: Iterable[str] = ()) -> None:
        self.hidden = frozenset(hidden)
        people = content.people
        self.ids: dict[str, Any] = {
            "a person": people,
            "a leader": [id for id, person in people.items() if person.seat == "leader"],
            "a person with a seat": [id for id, person in people.items() if person.seat],
            "a faction": content.factions,
            "a body": content.bodies,
            "a post": content.posts,
            "a bloc": content.blocs,
            "a quantity": content.quantities,
            "a motion": content.motions,
            "a source": content.sources,
            "an issue": content.issues,
            "a trait": content.traits,
            "an ending": content.endings,
        }

    def has(self, kind: str, id: str) -> bool:
        """Whether an id names something of a kind."""
        return id in self.ids[kind] or id in self.hidden


def check_names(content: Scenario, findings: Findings) -> None:
    """Find what is wrong with ids and references."""
    known = Known(content, findings.names)
    _ids(content, findings)
    for path, kind, value in marked(content):
        if kind in _REFERENCES:
            for where, id in _each_id(path, value):
                _reference(findings, known, where, _REFERENCES[kind], id)
    _keys(content, findings, known)
    _starts(content, findings, known)
    _bias(content, findings, known)
    _levels(content, findings)
    _bodies(content, findings)
    _people(content, findings)
    _kinds(content, findings)
    _owners(content, findings)


_REFERENCES = {
    "person": "a person",
    "people": "a person",
    "leader": "a leader",
    "faction": "a faction",
    "body": "a body",
    "posts": "a post",
    "bloc": "a bloc",
    "quantity": "a quantity",
    "quantities": "a quantity",
    "motions": "a motion",
    "sources": "a source",
    "endings": "an ending",
}


def _each_id(path: KeyPath, value: Any) -> Iterable[tuple[KeyPath, str]]:
    if isinstance(value, list):
        return [((*path, number), id) for number, id in enumerate(value)]
    return [(path, value)]


def _reference(findings: Findings, known: Known, path: KeyPath, kind: str, id: str) -> None:
    if kind == "an ending":
        if not id.startswith(_ENDING):
            hint = f"write {_ENDING}{id}" if id in known.ids[kind] else ""
            findings.error("E304", path, f"'{id}' is not an ending", "ending.id", hint)
            return
        id = id.removeprefix(_ENDING)
    if not known.has(kind, id):
        if kind == "a leader" and known.has("a person", id):
            findings.error("E305", path, f"'{id}' is not a leader", "somebody with seat: leader")
        else:
            findings.unknown("E304", path, id, kind, known.ids[kind])


# Ids


def _ids(content: Scenario, findings: Findings) -> None:
    called, folder = content.scenario.id, findings.source.folder
    if folder and called != folder:
        message = f"the id is '{called}', the folder '{folder}': saved games go by the id"
        expected = f"id: {folder}, or a folder {called}"
        findings.warning("W608", ("scenario", "id"), message, expected)
    first: dict[str, str] = {}  # the section of every id
    for section in SHARED:
        for id in getattr(content, section):
            path = (section, id)
            _well_formed(findings, path)
            if id in RESERVED or (section in _ROWED and id in BUILT_IN_ROWS):
                message = f"'{id}' has a meaning of its own in expressions"
                findings.key_error("E302", path, message, "another name", f"such as {id}_")
            if id in first:
                _twice(findings, (first[id], id), path)
            first.setdefault(id, section)
    for own in _own_ids(content):
        _well_formed(findings, own)
    for id, formula in content.formulas.items():
        _parameters(findings, ("formulas", id, "of"), formula.of, first)


def _own_ids(content: Scenario) -> Iterator[KeyPath]:
    """Where ids stand that are named only with their kind."""
    for section in _OWN:
        for id in getattr(content, section):
            yield section, id
    for id, event in content.events.items():
        for option in event.options:
            yield "events", id, "options", option
    for act in content.lobby.acts if content.lobby else ():
        yield "lobby", "acts", act


def _twice(findings: Findings, one: KeyPath, other: KeyPath) -> None:
    """Blame the one of two things of one id that stands later."""

    def position(path: KeyPath) -> tuple[str, int]:
        place = findings.source.key_place(path)
        return place.file, place.line

    first, second = sorted((one, other), key=position)
    place = findings.source.key_place(first)
    message = f"'{first[-1]}' is also one of the {first[0]}, at {place}"
    findings.key_error("E303", second, message, "every id once", "rename one of the two")


def _well_formed(findings: Findings, path: KeyPath) -> None:
    id = str(path[-1])
    if not _ID.fullmatch(id):
        shown = id if len(id) <= 60 else f"{id[:60]}…"
        hint = re.sub(r"[^a-z0-9_]+", "_", shown.lower()).strip("_0123456789")
        expected = "small letters, digits and _, beginning with a letter"
        findings.key_error("E301", path, f"'{shown}' is no id", expected, f"{hint}" if hint else "")
    elif id == PASS and path[-2] in _ANSWERS:
        message = f"'{id}' is the answer of those who do nothing"
        findings.key_error("E307", path, message, "another name")
    elif keyword.iskeyword(id):
        findings.key_error("E302", path, f"'{id}' is a word of the language", "another name")


def _parameters(
    findings: Findings, path: KeyPath, names: list[str], ids: Mapping[str, str]
) -> None:
    for number, name in enumerate(names):
        where = (*path, number)
        if name in names[:number]:
            findings.error("E303", where, f"'{name}' is given twice", "every parameter once")
        elif name in ids or (name in RESERVED and name not in ("actor", "target")):
            findings.error(
                "E302", where, f"'{name}' has a meaning already", "a name of its own, such as a"
            )


def _owners(content: Scenario, findings: Findings) -> None:
    """Dice inside effects are told apart by the names of act and outcome."""
    outcomes = {(id, name) for id in content.motions for name in ("passed", "failed")}
    outcomes |= {("vote", name) for name in ("carried", "lost", "with", "against")}
    acts = content.lobby.acts if content.lobby else {}
    outcomes |= {("lobby", name) for name in (*acts, "broken")}
    for id, event in content.events.items():
        for option in event.options:
            if (id, option) in outcomes:
                message = f"the option '{option}' of '{id}' cannot be told from that of a motion"
                findings.key_error(
                    "E303", ("events", id, "options", option), message, "another name"
                )


# Keys that refer


def _keys(content: Scenario, findings: Findings, known: Known) -> None:
    referring: list[tuple[KeyPath, str, Iterable[str]]] = [
        (("epilogues",), "a person", [key for key in content.epilogues if key != COUNTRY])
    ]
    for id, person in content.people.items():
        referring.append((("people", id, "traits"), "a trait", person.traits))
        referring.append((("people", id, "positions"), "an issue", person.positions))
    for section, key in (("factions", "platform"), ("blocs", "mood"), ("motions", "direction")):
        for id, entry in getattr(content, section).items():
            referring.append(((section, id, key), "an issue", getattr(entry, key)))
    for path, kind, keys in referring:
        for key in keys:
            if not known.has(kind, key):
                findings.unknown_key("E304", (*path, key), kind, known.ids[kind])
    _chosen(content, findings)
    _themes(content, findings)
    for id, hint in content.hints.items():
        places = (*QUESTIONS, *content.events)
        if hint.at not in places and hint.at not in findings.names:
            path = ("hints", id, "at")
            findings.unknown("E304", path, hint.at, "a kind of question or a card", places)
    for id, test in content.tests.items():
        _given(findings, ("tests", id, "given"), test.given, content)


def _chosen(content: Scenario, findings: Findings) -> None:
    for id, event in content.events.items():
        chosen = event.history.chosen if event.history else None
        if chosen is not None and chosen not in event.options:
            path = ("events", id, "history", "chosen")
            findings.unknown("E304", path, chosen, "an option of this card", event.options)


def _themes(content: Scenario, findings: Findings) -> None:
    """What carries a theme: ids of any kind."""
    sections = (*SHARED, *_OWN)
    known = {id for section in sections for id in getattr(content, section)}
    known |= findings.names
    for id, theme in content.themes.items():
        for number, carrier in enumerate(theme.carried_by):
            if carrier not in known:
                path = ("themes", id, "carried_by", number)
                findings.unknown("E304", path, carrier, "anything declared", known)


def _given(findings: Findings, path: KeyPath, given: Mapping[str, Any], content: Scenario) -> None:
    """The rows a test sets: `grain`, `standing[rykov]`, `trust[kalinin,rykov]`."""
    for name in given:
        id, _, members = name.partition("[")
        if id not in content.quantities and id not in content.flags and id not in BUILT_IN_ROWS:
            findings.unknown_key(
                "E304", (*path, name), "a row", (*content.quantities, *content.flags)
            )
        elif members and not members.endswith("]"):
            findings.key_error("E304", (*path, name), f"'{name}' is not a row", "name[member]")


def _starts(content: Scenario, findings: Findings, known: Known) -> None:
    """What people and blocs start with: quantities and flags that are kept for them."""
    kept = {id: kinds_of(quantity.per) for id, quantity in content.quantities.items()}
    kept |= {id: kinds_of(flag.per) for id, flag in content.flags.items()}
    for id, person in content.people.items():
        kinds = {
            "person",
            *(("seat",) if person.seat else ()),
            *(("leader",) if person.seat == "leader" else ()),
        }
        _start(findings, known, kept, ("people", id, "start"), person.start, kinds)
    for id, bloc in content.blocs.items():
        _start(findings, known, kept, ("blocs", id, "start"), bloc.start, {"bloc"})


_SECONDS = {
    "person": "a person",
    "seat": "a person with a seat",
    "leader": "a leader",
    "bloc": "a bloc",
    "post": "a post",
}


def _start(
    findings: Findings,
    known: Known,
    kept: Mapping[str, tuple[str, ...]],
    path: KeyPath,
    start: Mapping[str, Any],
    kinds: set[str],
) -> None:
    for id, value in start.items():
        where = (*path, id)
        if id not in kept:
            if id not in known.hidden:
                findings.unknown_key("E304", where, "a quantity or flag", kept)
            continue
        per = kept[id]
        if not per or per[0] not in kinds:
            whose = f"every {' and '.join(per)}" if per else "the world"
            findings.key_error(
                "E306", where, f"'{id}' is kept for {whose}", f"a quantity of {path[1]}"
            )
        elif len(per) == 1 and isinstance(value, dict):
            findings.error("E306", where, f"'{id}' has one value for each {per[0]}", "a number")
        elif len(per) == 2 and not isinstance(value, dict):
            findings.error(
                "E306", where, f"'{id}' has a value for every {per[1]}", "{id: number, ...}"
            )
        elif isinstance(value, dict):
            kind = _SECONDS.get(per[1], "a person")
            for other in value:
                if not known.has(kind, other):
                    findings.unknown_key("E304", (*where, other), kind, known.ids[kind])


def _levels(content: Scenario, findings: Findings) -> None:
    """Only bots that look ahead have something to spend, and need to know what to look for."""
    for id, level in content.levels.items():
        path: KeyPath = ("levels", id)
        looks = level.bot == "lookahead"
        if level.budget is not None and not looks:
            message = f"the {level.bot} bot does not look ahead"
            findings.key_error("E306", (*path, "budget"), message, "bot: lookahead, or no budget")
        if level.followers is not None and level.bot not in ("scripted", "historical"):
            message = f"the {level.bot} bot has no noise"
            expected = "bot: scripted or historical, or no followers"
            findings.key_error("E306", (*path, "followers"), message, expected)
        ahead = level.budget.turns if level.budget is not None else 1
        if looks and ahead and "prospects" not in content.scenario.model_fields_set:
            message = "nothing says what a position is worth to whoever looks ahead"
            expected = "scenario: {prospects: ...}, or budget: {turns: 0} to look to the end"
            findings.error("E306", (*path, "bot"), message, expected)


def _bias(content: Scenario, findings: Findings, known: Known) -> None:
    slots = range(1, content.scenario.motions + 1)
    acts = [*content.manoeuvres, *content.motions, *content.events]
    acts += [
        f"{act} {slot}" for act in (content.lobby.acts if content.lobby else ()) for slot in slots
    ]
    seats = known.ids["a person with a seat"]
    for number, bias in enumerate(content.bias):
        path: KeyPath = ("bias", number)
        if bias.act not in acts and bias.act not in known.hidden:
            kind = "a manoeuvre, a motion or a card"
            findings.unknown("E304", (*path, "act"), bias.act, kind, acts)
        if bias.person in content.people and bias.person not in seats:
            findings.error(
                "E305", (*path, "person"), f"'{bias.person}' has no seat", "somebody with a seat"
            )
        if bias.act in content.events:
            _bias_answer(content, findings, path, bias)
        elif bias.target is not None:
            _bias_target(content, findings, known, path, bias)


def _bias_answer(content: Scenario, findings: Findings, path: KeyPath, bias: Any) -> None:
    options = content.events[bias.act].options
    if bias.target is None:
        message = f"'{bias.act}' is a card, and its answer is not named"
        findings.error("E306", path, message, "target: the answer that was given")
    elif bias.target not in options:
        findings.unknown("E304", (*path, "target"), bias.target, "an answer", options)


def _bias_target(
    content: Scenario, findings: Findings, known: Known, path: KeyPath, bias: Any
) -> None:
    act = content.manoeuvres.get(bias.act) or content.motions.get(bias.act)
    kind = act.target.kind if act and act.target else "none"
    if act is None:
        return
    if kind == "setting":
        settings = {
            f"{id}={value}" for id, policy in content.policies.items() for value in policy.settings
        }
        if bias.target not in content.policies and bias.target not in settings:
            named = sorted({*content.policies, *settings})
            findings.unknown("E304", (*path, "target"), bias.target, "a policy or setting", named)
        return
    kinds = {"person": "a person", "leader": "a leader", "bloc": "a bloc", "post": "a post"}
    if kind not in kinds:
        message = f"'{bias.act}' is not aimed at a person, bloc, post or setting"
        findings.error("E306", (*path, "target"), message, "no target here")
    elif not known.has(kinds[kind], bias.target):
        findings.unknown(
            "E304", (*path, "target"), bias.target, kinds[kind], known.ids[kinds[kind]]
        )


# What must fit together


def _bodies(content: Scenario, findings: Findings) -> None:
    for id, body in content.bodies.items():
        path = ("bodies", id)
        everybody = [*body.members, *body.candidates]
        if body.assembly and everybody:
            which = "members" if body.members else "candidates"
            message = f"'{id}' is an assembly: its members are not named"
            findings.error("E306", (*path, which), message, "either assembly: or members:")
        if not body.assembly and not body.members:
            findings.key_error("E306", path, f"'{id}' has no members", "members:, or assembly:")
        for number, person in enumerate(everybody):
            if person in everybody[:number]:
                late = number - len(body.members)
                where = ("members", number) if late < 0 else ("candidates", late)
                findings.error(
                    "E306", (*path, *where), f"'{person}' is named twice", "everybody once"
                )
    assemblies = all(body.assembly for body in content.bodies.values())
    if assemblies and not findings.incomplete("bodies"):
        message = "there is no body with members: the agenda and the votes need one"
        findings.key_error("E306", ("bodies",), message, "a body with members:")


def _people(content: Scenario, findings: Findings) -> None:
    whole = not findings.incomplete("people")
    if whole and not any(person.seat == "leader" for person in content.people.values()):
        findings.key_error(
            "E306", ("people",), "nobody leads", "at least one person with seat: leader"
        )
    for id, person in content.people.items():
        path = ("people", id)
        if person.playable and not person.seat:
            findings.key_error(
                "E306", (*path, "playable"), f"'{id}' has no seat to play", "seat: leader"
            )
        if person.patron == id:
            findings.error(
                "E306", (*path, "patron"), f"'{id}' is his own patron", "somebody else, or none"
            )
    if whole and not any(person.playable for person in content.people.values()):
        findings.key_error(
            "E306", ("people",), "nobody can be played", "playable: for at least one"
        )
    for id, post in content.posts.items():
        if post.secretary and not post.bloc:
            message = f"'{id}' is a secretary of no bloc"
            findings.key_error("E306", ("posts", id, "secretary"), message, "bloc: as well")
    for id, policy in content.policies.items():
        if not policy.settings:
            findings.error(
                "E306", ("policies", id, "settings"), f"'{id}' has no settings", "two or more"
            )


def _kinds(content: Scenario, findings: Findings) -> None:
    """Quantities in a role, which must be kept for the right kind."""
    _kept(content, findings, ("scenario", "currency"), content.scenario.currency, ("seat",))
    for id, figure in content.history_figures.items():
        _kept(content, findings, ("history_figures", id, "quantity"), figure.quantity, ())
    congress = content.congress
    if congress is None:
        return
    _kept(content, findings, ("congress", "support"), congress.support, ("bloc", "leader"))
    elected = content.bodies.get(congress.elects)
    if elected and elected.assembly:
        message = f"'{congress.elects}' is an assembly"
        findings.error("E305", ("congress", "elects"), message, "a body with members")
    for number, id in enumerate(congress.motions):
        motion = content.motions.get(id)
        if motion and (motion.target is None or motion.target.kind not in _ABOUT_PEOPLE):
            path = ("congress", "motions", number)
            message = f"'{id}' is not about a person: a congress puts changes of members"
            findings.error("E305", path, message, "a motion with target: {kind: person}")


_ABOUT_PEOPLE = ("person", "leader")


def _kept(
    content: Scenario, findings: Findings, path: KeyPath, id: str, per: tuple[str, ...]
) -> None:
    quantity = content.quantities.get(id)
    if quantity and kinds_of(quantity.per) != per:
        shown = per[0] if len(per) == 1 else f"[{', '.join(per)}]"
        message = f"'{id}' is not kept per {shown}" if per else f"'{id}' is not one of the world"
        expected = f"a quantity with per: {shown}" if per else "a quantity without per:"
        findings.error("E305", path, message, expected)
