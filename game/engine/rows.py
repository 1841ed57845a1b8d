"""The rows of a rulebook: its blocks, what its names mean, and the values it starts with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.formulas import Names
from game.engine.layout import NOBODY, Layout, Seen

if TYPE_CHECKING:
    from game.engine.rules import Rules

SLOT_ROWS = ("motion", "topic", "mover", "venue", "fate", "ayes", "nays")
"""Rows of every place on the table: which motion (index + 1), its target, who moved it, who decides
(0 the body, 1 the assembly), what became of it, and the count."""

SCRATCH = (
    *(f"table_{name}" for name in SLOT_ROWS),
    *("sway", "pledge", "pledged_to", "cast", "part_ayes", "part_nays"),
    *("said", "said_target", "moved"),
)
"""Blocks that are cleared when a turn begins."""


def lay_out(book: bk.Book, rules: Rules) -> Layout:
    """The blocks of a rulebook, built-in ones first."""
    people = rules.people
    layout = Layout(
        {
            "person": people,
            "leader": people[: rules.leaders],
            "seat": people[: rules.seats],
            "bloc": tuple(bloc.id for bloc in book.blocs),
            "post": tuple(post.id for post in book.posts),
            "policy": tuple(policy.id for policy in book.policies),
            "issue": book.issues,
            "faction": book.factions,
            "body": tuple(body.id for body in rules.member_bodies),
            "event": tuple(event.id for event in book.events),
            "motion": tuple(motion.id for motion in book.motions),
            "manoeuvre": tuple(manoeuvre.id for manoeuvre in book.manoeuvres),
            "slot": tuple(str(n + 1) for n in range(book.slots)),
            "later": tuple(f"{owner}#{n}" for n, owner in enumerate(_later_owners(book))),
        }
    )
    posts = {post.id: number for number, post in enumerate(book.posts)}
    layout.add("over", high=len(book.endings))
    layout.entities("winner", (), "person")
    layout.add("alive", ("person",), holds="truth")
    layout.add("in_party", ("person",), holds="truth")
    layout.entities("faction", ("person",), "faction")
    layout.entities("patron", ("person",), "person")
    layout.add("position", ("person", "issue"), low=-100, high=100)
    layout.add("line", ("issue",), low=-100, high=100)
    layout.add("mood", ("bloc", "issue"), low=-100, high=100)
    layout.add("weight", ("bloc",), high=1000)
    layout.entities("control", ("bloc",), "person")
    layout.entities("holder", ("post",), "person")
    layout.add("vacant", ("post",))
    layout.add("offices", ("person",), high=100, step=0.1, derived=True)
    layout.add("rank", ("body", "person"), high=2)
    layout.add("committee", ("bloc", "leader"), high=10000)
    layout.add("following", ("leader",), high=10000, derived=True)
    layout.add("delegates", ("bloc", "leader"), high=10000, derived=True)
    layout.add("mandates", ("leader",), high=10000, derived=True)
    layout.add("setting", ("policy",), low=-1000, high=1000)
    layout.add("ideal", ("person", "policy"), low=-1000, high=1000, step=0.1, derived=True)
    layout.add("fired", ("event",), high=1000)
    layout.add("chosen", ("event",), high=10)
    layout.add("card", (), high=len(book.events))
    layout.entities("decider", (), "person")
    layout.add("carried", ("motion",), high=1000)
    layout.add("closed", ("motion",), high=1000)
    layout.add("closed_topic", ("motion",), low=-1, high=10**6)
    layout.add("uses", ("manoeuvre", "seat"), high=100, step=0.1)
    layout.add("done", ("seat", "manoeuvre"), high=1000, seen=Seen(by="self"))
    layout.add("tabled", ("seat", "motion"), high=1000)
    for name in SLOT_ROWS:
        layout.add(f"table_{name}", ("slot",), low=-1, high=10**6)
    told, heard = Seen(by="told"), Seen(by="heard")
    layout.add("sway", ("slot", "person"), low=-100, high=100, step=0.1, seen=told)
    layout.add("pledge", ("slot", "person"), low=-1, high=1, seen=told)
    layout.entities("pledged_to", ("slot", "person"), "person", seen=told)
    layout.add("cast", ("slot", "person"), high=4)
    layout.add("part_ayes", ("slot", "bloc"), high=10000)
    layout.add("part_nays", ("slot", "bloc"), high=10000)
    layout.add("said", ("seat",), high=len(book.lobby) * book.slots, seen=heard)
    layout.add("said_target", ("seat",), low=-1, high=2 * len(book.people) - 1, seen=heard)
    layout.add("moved", ("seat",), low=-100, high=100, step=0.1, seen=Seen(by="self"))
    layout.add("insight", ("seat", "person"), high=1000, seen=Seen(by="self"))
    layout.add("due", ("later",), high=1000)
    layout.entities("due_actor", ("later",), "person")
    layout.add("due_target", ("later",), low=-1, high=10**6)
    for name in book.dice:
        layout.add(name, high=100)
    for quantity in book.quantities:
        layout.add(
            quantity.id,
            quantity.per,
            low=quantity.low,
            high=quantity.high,
            step=quantity.step,
            holds="truth" if quantity.truth else "number",
            seen=Seen(
                by="posts" if quantity.seen_posts else quantity.seen_by,
                posts=tuple(posts[post] for post in quantity.seen_posts),
                band=quantity.band,
                estimate=quantity.id if quantity.estimate is not None else "",
            ),
            derived=quantity.value is not None,
        )
    return layout


def _later_owners(book: bk.Book) -> list[str]:
    """The owners of all `later` blocks, in the order in which they are compiled."""

    def inside(effects: Sequence[bk.Effect]) -> int:
        count = 0
        for effect in effects:
            match effect:
                case bk.Later(do=do):
                    count += 1 + inside(do)
                case bk.Each(do=do):
                    count += inside(do)
                case bk.If(then=then, otherwise=otherwise):
                    count += inside(then) + inside(otherwise)
        return count

    found: list[str] = []
    for owner, effects in all_effects(book):
        found += [owner] * inside(effects)
    return found


def all_effects(book: bk.Book) -> list[tuple[str, tuple[bk.Effect, ...]]]:
    """Every list of effects with its owner."""
    found: list[tuple[str, tuple[bk.Effect, ...]]] = [
        ("report", book.report),
        ("close", book.close),
    ]
    found += [(manoeuvre.id, manoeuvre.effects) for manoeuvre in book.manoeuvres]
    for motion in book.motions:
        found += [(f"{motion.id} passed", motion.passed), (f"{motion.id} failed", motion.failed)]
    for act in book.lobby:
        found.append((f"lobby {act.id}", act.effects))
    found.append(("lobby broken", book.broken))
    vote = book.vote
    found += [("with majority", vote.with_majority), ("against majority", vote.against_majority)]
    found += [("carried", vote.carried), ("lost", vote.lost)]
    for event in book.events:
        found += [(f"{event.id} {option.id}", option.effects) for option in event.options]
    return found


def name_all(book: bk.Book, rules: Rules) -> Names:
    """All names of a rulebook and what they mean."""
    layout = rules.layout
    names = Names(layout, turns=book.turns, leaders=rules.leaders, seats=rules.seats)
    for kind in ("person", "bloc", "post", "policy", "issue", "faction"):
        for number, id in enumerate(layout.members[kind]):
            names.entities[id] = (kind, number)
    for number, body in enumerate(book.bodies):
        names.entities[body.id] = ("body", number)
    names.member_bodies = {body.id: number for number, body in enumerate(rules.member_bodies)}
    for quantity in book.quantities:
        names.quantities[quantity.id] = layout[quantity.id]
        if quantity.estimate is not None:
            names.estimates[quantity.id] = ex.parse(quantity.estimate)
    for die in book.dice:
        names.quantities[die] = layout[die]
    for number, trait in enumerate(book.traits):
        names.traits[trait] = tuple(float(person.traits[number]) for person in book.people)
    names.tables = dict(book.tables)
    names.macros = {id: (parameters, ex.parse(value)) for id, parameters, value in book.formulas}
    names.events = {
        event.id: (number, tuple(option.id for option in event.options))
        for number, event in enumerate(book.events)
    }
    names.motions = {motion.id: number for number, motion in enumerate(book.motions)}
    names.manoeuvres = {act.id: number for number, act in enumerate(book.manoeuvres)}
    for turn, meeting in book.calendar:
        names.sessions[meeting] = (*names.sessions.get(meeting, ()), turn)
    names.starts = {name: tuple(values) for name, values in start_values(book, rules).items()}
    names.fixed = _fixed(book, rules)
    return names


def _fixed(book: bk.Book, rules: Rules) -> dict[tuple[str, str], tuple[tuple[float, ...], str]]:
    """Constants of the members of kinds, and the parts of compound targets."""
    people = range(len(book.people))
    blocs = {bloc.id: number for number, bloc in enumerate(book.blocs)}
    settings = settings_of(book)
    count = len(book.people)
    appointments = range(len(book.posts) * count)
    return {
        ("person", "leader"): (tuple(float(n < rules.leaders) for n in people), "truth"),
        ("person", "seated"): (tuple(float(n < rules.seats) for n in people), "truth"),
        ("person", "born"): (tuple(float(person.born) for person in book.people), "number"),
        ("post", "weight"): (tuple(float(post.weight) for post in book.posts), "number"),
        ("post", "bloc"): (tuple(float(blocs.get(post.bloc, -1)) for post in book.posts), "bloc"),
        ("post", "secretary"): (tuple(float(post.secretary) for post in book.posts), "truth"),
        ("setting", "policy"): (tuple(float(policy) for policy, _ in settings), "policy"),
        ("setting", "value"): (tuple(float(value) for _, value in settings), "number"),
        ("issue_end", "issue"): (
            tuple(float(n // 2) for n in range(2 * len(book.issues))),
            "issue",
        ),
        ("issue_end", "end"): (
            tuple(float(n % 2 * 2 - 1) for n in range(2 * len(book.issues))),
            "number",
        ),
        ("appointment", "post"): (tuple(float(n // count) for n in appointments), "post"),
        ("appointment", "person"): (tuple(float(n % count) for n in appointments), "person"),
    }


def settings_of(book: bk.Book) -> list[tuple[int, int]]:
    """All settings as (policy, value), in order: the targets of kind `setting`."""
    return [
        (number, value) for number, policy in enumerate(book.policies) for value in policy.settings
    ]


def start_values(book: bk.Book, rules: Rules) -> dict[str, list[float]]:
    """The values all blocks start with, by block name."""
    people = {person.id: number for number, person in enumerate(book.people)}
    factions = {id: number for number, id in enumerate(book.factions)}
    layout = rules.layout
    values: dict[str, list[float]] = {
        name: [0.0] * block.size for name, block in layout.blocks.items()
    }
    for name, block in layout.blocks.items():
        if block.holds not in ("number", "truth"):
            values[name] = [float(NOBODY)] * block.size
    values["alive"] = [1.0] * len(people)
    values["in_party"] = [1.0] * len(people)
    values["faction"] = [float(factions.get(person.faction, NOBODY)) for person in book.people]
    values["patron"] = [float(people.get(person.patron, NOBODY)) for person in book.people]
    values["position"] = [float(p) for person in book.people for p in person.positions]
    values["line"] = [float(value) for value in book.lines]
    values["mood"] = [float(mood) for bloc in book.blocs for mood in bloc.mood]
    values["weight"] = [float(bloc.weight) for bloc in book.blocs]
    values["control"] = [float(people.get(bloc.control, NOBODY)) for bloc in book.blocs]
    values["holder"] = [float(people.get(post.holder, NOBODY)) for post in book.posts]
    values["vacant"] = [float(not post.holder) for post in book.posts]
    values["rank"] = [
        2.0 if person.id in body.members else 1.0 if person.id in body.candidates else 0.0
        for body in rules.member_bodies
        for person in book.people
    ]
    values["setting"] = [float(policy.start) for policy in book.policies]
    for name in ("closed_topic", "due_target", "said_target"):
        values[name] = [-1.0] * layout[name].size
    for name in SLOT_ROWS:
        values[f"table_{name}"] = [0.0 if name != "topic" else -1.0] * layout[f"table_{name}"].size
    values["table_mover"] = [float(NOBODY)] * book.slots
    for quantity in book.quantities:
        block = layout[quantity.id]
        values[quantity.id] = [quantity.start] * block.size
        for members, value in quantity.starts:
            row = block.row(
                *(
                    layout.members[kind].index(m)
                    for kind, m in zip(block.kinds, members, strict=True)
                )
            )
            values[quantity.id][row - block.first] = value
    return values
