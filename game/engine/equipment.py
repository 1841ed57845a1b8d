"""What a rulebook puts into a game: the attributes of `game.py`, by name."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from game.engine import (
    batch,
    cards,
    changes,
    choice,
    congress,
    counting,
    derived,
    dice,
    endings,
    foresight,
    hearsay,
    knowledge,
    lobby,
    manoeuvres,
    mirror,
    motions,
    play,
    report,
    turn,
    votes,
)
from game.engine.at_once import AtOnce
from game.engine.batch import BATCH
from game.engine.cards import most_score
from game.engine.congress import congress_motions, congress_turns
from game.engine.counting import most_options, places_of
from game.engine.derived import RECOUNTED, Touches
from game.engine.effects import Change, ForEach, Where, reads, written
from game.engine.foresight import LINE_NUMBERS, LINES, OPTIONS
from game.engine.formulas import ZERO, base_kind, interval
from game.engine.in_order import InOrder
from game.engine.layout import NOBODY
from game.engine.lobby import KINDS
from game.engine.machine.kernel import Array, Environment, Variable
from game.engine.mirror import mirrored
from game.engine.rows import SCRATCH, settings_of
from game.engine.tables import Sweep
from game.engine.votes import ASSEMBLY, BODY, AssemblyVote

if TYPE_CHECKING:
    from game.engine.rules import Rules

_MODULES: Final = (
    dice,
    mirror,
    changes,
    derived,
    choice,
    cards,
    manoeuvres,
    motions,
    votes,
    lobby,
    congress,
    report,
    endings,
    counting,
    turn,
    play,
    knowledge,
    hearsay,
    batch,
    foresight,
)

_VARIABLES: Final = {
    "Word": ("key", "bot_key", "salt"),
    "int": (
        *("turn", "year", "quarter", "month", "date", "step"),
        *("added", "assigned", "noting_rank", "highest_rank"),
        *("aims_found", "offers", "members", "option_count"),
        *("stale", "mover", "against", "topic", "slot", "policy", "decisions", "listing", "here"),
        *("counting", "place"),
    ),
    "float": (
        *("severity", "hostile", "need", "swayed", "pledged", "lean", "side"),
        *("noise", "bias", "width", "liking"),
    ),
}

BOUND: Final = {
    "mover": "mover",
    "against": "against",
    "slot": "slot",
    "side": "side",
    "lean": "lean",
    "sway": "swayed",
    "pledge": "pledged",
    "motion.severity": "severity",
    "motion.hostile": "hostile",
    "motion.need": "need",
}
"""Variables of formulas that stand in the game while formulas are run, and their names there. An
issue's `motion.<issue>` is a place of the array `direction`.
"""


def kernels() -> list[Callable[..., Any]]:
    """Every kernel of the rules: the functions of their modules whose first parameter is a game."""
    from game.engine import asks

    found = []
    for module in (asks, *_MODULES):
        for value in vars(module).values():
            annotations = getattr(value, "__annotations__", {})
            if annotations.get("game") == "Game" and value.__module__ == module.__name__:
                found.append(value)
    return found


def equipped(rules: Rules) -> Environment:
    """The attributes of a game under a rulebook."""
    environment = Environment()
    constants, arrays = environment.constants, environment.arrays
    for kind, names in _VARIABLES.items():
        environment.variables.update(dict.fromkeys(names, Variable(kind)))
    _rows(rules, environment)
    _counts(rules, constants)
    _figures(rules, constants)
    _uses(rules, constants, arrays)
    _phases(rules, environment)
    _events(rules, arrays)
    _acts(rules, environment)
    _offices(rules, environment)
    _pulls(rules, environment)
    _hidden(rules, environment)
    _places(rules, constants, arrays)
    _tallies(rules, constants, arrays)
    _touches(rules, environment)
    return environment


def whole(values: Iterable[float]) -> Array:
    """An array of whole numbers with at least one place."""
    found = tuple(int(value) for value in values)
    return Array("int", max(len(found), 1), found)


def numbers(values: Iterable[float]) -> Array:
    """An array of numbers with at least one place."""
    found = tuple(float(value) for value in values)
    return Array("float", max(len(found), 1), found)


def _rows(rules: Rules, environment: Environment) -> None:
    layout, constants = rules.layout, environment.constants
    for name in (
        *("over", "winner", "alive", "in_party", "patron", "control", "holder", "vacant"),
        *("offices", "rank", "weight", "committee", "following", "delegates", "mandates"),
        *("setting", "fired", "chosen", "card", "decider", "carried", "closed", "closed_topic"),
        *(
            "uses",
            "done",
            "tabled",
            "table_motion",
            "table_topic",
            "table_mover",
            "table_venue",
            "table_fate",
        ),
        *("table_ayes", "table_nays", "sway", "pledge", "pledged_to", "cast", "part_ayes"),
        *("part_nays", "said", "said_target", "moved", "insight", "due", "due_actor", "due_target"),
    ):
        constants[name] = layout[name].first
    constants["core"] = layout["rank"].first + rules.core * len(rules.people)
    constants["purse"] = layout[rules.book.currency].first
    congress_ = rules.book.congress
    constants["support"] = layout[congress_.support].first if congress_ else 0
    blocks = [layout[name] for name in sorted(mirrored(rules), key=lambda n: layout[n].first)]
    constants["mirrors"] = len(blocks)
    environment.arrays["mirror_first"] = whole(block.first for block in blocks)
    environment.arrays["mirror_size"] = whole(block.size for block in blocks)
    scales = np.ones(layout.rows)
    for block in blocks:
        scales[block.first : block.stop] = block.scale
    environment.arrays["scale"] = numbers(scales)
    environment.arrays["low"] = whole(rules.low[:, 0])
    environment.arrays["high"] = whole(rules.high[:, 0])


def _counts(rules: Rules, constants: dict[str, int | float]) -> None:
    book = rules.book
    constants |= {
        "people": len(rules.people),
        "leaders": rules.leaders,
        "seats": rules.seats,
        "blocs": len(book.blocs),
        "posts": len(book.posts),
        "policies": len(book.policies),
        "issues": len(book.issues),
        "slots": book.slots,
        "steps": len(rules.turn.phases),
        "turns": book.turns,
        "events": len(book.events),
        "manoeuvres": len(book.manoeuvres),
        "motions": len(book.motions),
        "acts": len(book.manoeuvres) + len(book.motions),
        "lobby_acts": len(book.lobby),
        "laters": len(rules.delayed),
        "dice": len(book.dice),
        "bodies": len(rules.member_bodies),
        "has_second": int(bool(book.vote.second)),
        "endings": len(book.endings),
    }


def _figures(rules: Rules, constants: dict[str, int | float]) -> None:
    book, layout = rules.book, rules.layout
    purse = layout[book.currency].scale
    core = rules.member_bodies[rules.core]
    moved = written(rules.report.changes)
    constants |= {
        "start": book.start,
        "months": book.months,
        "pace": book.pace,
        "purse_scale": float(purse) if purse > 0 else 1.0 / -purse,
        "uses_scale": float(layout["uses"].scale),
        "repeat_fade": float(book.repeat_fade),
        "sway_scale": float(layout["sway"].scale),
        "vote_scale": float(book.vote.scale),
        "vote_threshold": float(book.vote.threshold),
        "vote_noise": float(book.vote.noise),
        "has_absence": int(book.vote.absent != 0),
        "has_broken": int(bool(rules.effects["lobby broken"].changes)),
        "two_thirds": int(core.two_thirds),
        "chair_breaks_tie": int(core.chair_breaks_tie),
        "has_congress": int(book.congress is not None and bool(book.blocs)),
        "committee_size": book.congress.committee if book.congress else 0,
        "has_appointments": int(book.appointments is not None),
        "books_move_delegates": int(
            any(
                reads(formula, moved)
                for name, table in rules.tables.items()
                if name.startswith("congress_")
                for formula in table.entries
                if not isinstance(formula, AtOnce | InOrder | Sweep)
            )
        ),
    }


def _touches(rules: Rules, environment: Environment) -> None:
    """What is touched by a change of every row, by statements that run in order and by counting
    anew.
    """
    touches, arrays = Touches(rules), environment.arrays
    kinds = np.zeros(rules.layout.rows)
    for block in rules.layout.blocks.values():
        kinds[block.first : block.stop] = touches.of[block.name]
    arrays["row_kind"] = whole(kinds)
    arrays["derivation_bit"] = whole(touches.bits)
    arrays["read_at_close"] = whole(touches.at_close)
    environment.constants |= {
        "derivations": len(touches.bits),
        "always_stale": touches.always,
        "recount_touches": touches.by(RECOUNTED),
        "report_touches": touches.by(written(rules.report.changes)),
        "close_touches": touches.by(written(rules.closing.changes)),
    }


def _phases(rules: Rules, environment: Environment) -> None:
    phases = rules.turn.phases
    arrays = environment.arrays
    arrays["phase_kind"] = whole(phase.number for phase in phases)
    arrays["phase_number"] = whole(getattr(phase, "slot", phase.step) for phase in phases)
    arrays["phase_last"] = whole(phase.step == phase.steps - 1 for phase in phases)
    arrays["phase_verbs"] = whole(len(phase.verbs) for phase in phases)
    arrays["phase_noise"] = numbers(phase.noise() for phase in phases)
    places = [dice.site(f"{phase.kind} {phase.step}") for phase in phases]
    drawn, verbs, aims = (
        dice.site(f"{name}")
        for name in ("random bot", "scripted bot: verbs", "scripted bot: targets")
    )
    kinds = [dice.site(phase.kind) % 1000003 + phase.step for phase in phases]
    arrays["random_site"] = _words((drawn + kind) % (1 << 64) for kind in kinds)
    arrays["verb_site"] = _words(verbs ^ place for place in places)
    arrays["target_site"] = _words(aims ^ place for place in places)
    arrays["die_row"] = whole(rules.layout[name].first for name in rules.book.dice)
    arrays["die_site"] = _words(dice.site(f"die {name}") for name in rules.book.dice)


def _uses(rules: Rules, constants: dict[str, int | float], arrays: dict[str, Array]) -> None:
    """What repeating an act costs and takes from its appeal, by the count of uses."""
    book, uses = rules.book, rules.layout["uses"]
    times = [uses.read(count) for count in range(uses.high + 1)]
    scale = constants["purse_scale"]
    arrays["use_cost"] = whole(math.floor(n * book.repeat_cost + 0.5) * scale for n in times)
    arrays["use_appeal"] = numbers(n * book.repeat_appeal for n in times)


def _words(values: Iterable[int]) -> Array:
    found = tuple(values)
    return Array("Word", max(len(found), 1), found)


def _events(rules: Rules, arrays: dict[str, Array]) -> None:
    events = rules.book.events
    counts = [len(event.options) for event in events]
    current = [
        [n for n, event in enumerate(events) if event.window[0] <= turn_ <= event.window[1]]
        for turn_ in range(rules.turns + 1)
    ]
    arrays["turn_first"] = whole(np.cumsum([0, *map(len, current)]))
    arrays["turn_event"] = whole(number for numbers_ in current for number in numbers_)
    arrays["event_repeat"] = whole(event.repeat for event in events)
    arrays["event_has_decider"] = whole(event.decider != "nobody" for event in events)
    urgencies = [rules.formulas.get(("events", event.id, "urgency"), ZERO) for event in events]
    arrays["event_ceiling"] = numbers(most_score(interval(urgency)[1]) for urgency in urgencies)
    arrays["event_options"] = whole(counts)
    arrays["event_option"] = whole(np.cumsum([0, *counts])[:-1])
    ids = [ending.id for ending in rules.book.endings]
    arrays["goals"] = whole(id in person.goals for person in rules.book.people for id in ids)
    arrays["ending_early"] = whole(ending.early for ending in rules.book.endings)


def _acts(rules: Rules, environment: Environment) -> None:
    book, arrays = rules.book, environment.arrays
    acts: list[Any] = [*book.manoeuvres, *book.motions]
    arrays["act_targets"] = whole(
        0 if act.target.kind == "none" else rules.target_count(act.target.kind) for act in acts
    )
    bodies = {body.id: body for body in book.bodies}
    motions_ = book.motions
    arrays["motion_ratified"] = whole(bool(motion.ratified_by) for motion in motions_)
    arrays["motion_thirds"] = whole(
        AssemblyVote.needs_two_thirds(motion, bodies) for motion in motions_
    )
    arrays["motion_hall"] = whole(
        bodies[motion.ratified_by or motion.body].assembly == "delegates" for motion in motions_
    )
    arrays["motion_venue"] = whole(
        ASSEMBLY if bodies[motion.body].assembly else BODY for motion in motions_
    )
    arrays["motion_closed_for"] = whole(motion.closed_for for motion in motions_)
    arrays["motion_hostile"] = whole(motion.hostile for motion in motions_)
    arrays["motion_direction"] = numbers(
        part for motion in motions_ for part in (motion.direction or (0.0,) * len(book.issues))
    )
    arrays["motion_has_stance"] = whole(motion.stance != 0 for motion in motions_)
    ids = [motion.id for motion in motions_]
    arrays["change_motion"] = whole(ids.index(motion.id) for motion in congress_motions(book))
    arrays["lobby_kind"] = whole(KINDS.index(act.kind) for act in book.lobby)
    sits = congress_turns(book)
    arrays["congress_sits"] = whole(turn_ in sits for turn_ in range(book.turns + 2))


def _offices(rules: Rules, environment: Environment) -> None:
    book, layout, arrays = rules.book, rules.layout, environment.arrays
    counts = [len(policy.settings) for policy in book.policies]
    arrays["setting_first"] = whole(np.cumsum([0, *counts])[:-1])
    arrays["setting_count"] = whole(counts)
    arrays["setting_value"] = whole(value for policy in book.policies for value in policy.settings)
    offices = layout["offices"]
    arrays["post_weight"] = whole(offices.store(post.weight) for post in book.posts)
    arrays["post_secretary"] = whole(bool(post.secretary and post.bloc) for post in book.posts)
    blocs = {bloc.id: number for number, bloc in enumerate(book.blocs)}
    arrays["post_bloc"] = whole(blocs.get(post.bloc, NOBODY) for post in book.posts)
    blocks = [layout[name] for name in SCRATCH]
    assert all(block.stop == after.first for block, after in pairwise(blocks))
    empty = {"table_topic": -1, "table_mover": NOBODY, "pledged_to": NOBODY, "said_target": -1}
    blank = [empty.get(block.name, 0) for block in blocks for _ in range(block.size)]
    arrays["blank"] = whole(blank)
    arrays["words"] = Array("int", len(blank))
    environment.constants |= {"scratch": blocks[0].first, "blanks": len(blank)}


def _pulls(rules: Rules, environment: Environment) -> None:
    """What people really did: for every turn, act and seat what is added to the wish for the act,
    and a list of what is added for targets and for the answers to cards, numbered behind the acts.
    """
    book = rules.book
    both: list[Any] = [*book.manoeuvres, *book.motions]
    acts = [act.id for act in both]
    cards = {event.id: number for number, event in enumerate(book.events, len(acts))}
    table = np.zeros((book.turns + 1, len(acts), rules.seats))
    aimed = []
    for bias in book.bias:
        seat = rules.people.index(bias.person)
        if seat >= rules.seats:
            continue
        if bias.act in cards:
            options = [option.id for option in book.events[cards[bias.act] - len(acts)].options]
            found, act = [1 + options.index(bias.target)], cards[bias.act]
        elif bias.act in acts:
            act = acts.index(bias.act)
            half = 0.5 if bias.target and bias.add < 0 else 1.0
            table[bias.first : bias.last + 1, act, seat] += bias.add * half
            found = _aimed_at(rules, both[act].target.kind, bias.target)
        else:
            continue
        aimed += [(act, seat, target, bias.first, bias.last, bias.add) for target in found]
    environment.arrays["pull_verb"] = numbers(table.reshape(-1))
    environment.constants["pulls"] = len(aimed)
    for place, name in enumerate(("act", "seat", "target", "from", "to")):
        environment.arrays[f"pull_{name}"] = whole(row[place] for row in aimed)
    environment.arrays["pull_add"] = numbers(row[5] for row in aimed)


def _aimed_at(rules: Rules, kind: str, target: str) -> list[int]:
    """The targets that a bias names: one, or all settings of a policy."""
    if not target:
        return []
    if kind != "setting":
        return [rules.index(kind, target)]
    name, _, wanted = target.partition("=")
    policy = rules.index("policy", name)
    return [
        number
        for number, (of, value) in enumerate(settings_of(rules.book))
        if of == policy and wanted in ("", str(value))
    ]


def _hidden(rules: Rules, environment: Environment) -> None:
    """What not everybody sees, and what others have instead."""
    arrays, blocks = environment.arrays, knowledge.hidden_blocks(rules)
    environment.constants["hiddens"] = len(blocks)
    people = [
        [base_kind(kind) == "person" for kind in block.kinds] + [False, False] for block in blocks
    ]
    scales = [block.scale if block.scale > 0 else -1.0 / block.scale for block in blocks]
    posts = [block.seen.posts for block in blocks]
    columns = {
        "hidden_by": whole(knowledge.SEERS.index(block.seen.by) for block in blocks),
        "hidden_first": whole(block.first for block in blocks),
        "hidden_size": whole(block.size for block in blocks),
        "hidden_second": whole([*block.counts, 1, 1][1] for block in blocks),
        "hidden_person_a": whole(first for first, *_ in people),
        "hidden_person_b": whole(second for _, second, *_ in people),
        "hidden_scale": numbers(scales),
        "hidden_band": numbers(block.seen.band for block in blocks),
        "hidden_estimated": whole(bool(block.seen.estimate) for block in blocks),
        "informed_first": whole(np.cumsum([0, *map(len, posts)])),
        "informed_post": whole(post for group in posts for post in group),
        "start_count": whole(rules.start_column),
    }
    arrays.update(columns)


def _places(rules: Rules, constants: dict[str, int | float], arrays: dict[str, Array]) -> None:
    """Room to work in."""
    people, seats = len(rules.people), rules.seats
    verbs = max(len(phase.verbs) for phase in rules.turn.phases)
    targets_ = max([2 * people, *map(rules.target_count, rules.target_counts)])
    cells = len(rules.book.blocs) * rules.leaders
    noted = 1024 + 4 * people * max((_size(e.changes) for e in rules.effects.values()), default=1)
    sizes = {
        "int": {
            "c": rules.layout.rows,
            "added_row": noted,
            "added_count": noted,
            "assigned_row": noted,
            "assigned_count": noted,
            "assigned_rank": noted,
            "holders_before": len(rules.book.posts),
            "asked": seats,
            "verb": seats,
            "target": seats,
            "legal": verbs * seats,
            "option_legal": verbs,
            "open_to": seats,
            "favourite": seats,
            "aims": targets_,
            "initiative": seats,
            "voter": people,
            "member": people,
            "present": people,
            "voice": people,
            "seats_won": max(cells, rules.leaders),
            "ayes": len(rules.book.blocs),
            "nays": len(rules.book.blocs),
            "offered_seat": seats,
            "offered_act": seats,
            "offered_slot": seats,
            "offered_person": seats,
            "columns": BATCH * rules.layout.rows,
            "all_asked": BATCH * seats,
            "all_verbs": BATCH * seats,
            "all_targets": BATCH * seats,
            "all_legal": BATCH * seats * verbs,
            "all_decisions": BATCH,
            "all_questions": BATCH * seats,
            "questions": seats,
            "world": rules.layout.rows,
            "reality": rules.layout.rows,
            "heard": seats,
            "listed": BATCH * seats,
            "listed_verb": BATCH * seats * OPTIONS,
            "listed_target": BATCH * seats * OPTIONS,
            **dict.fromkeys(LINE_NUMBERS, LINES),
        },
        "float": {
            "wish": verbs * seats,
            "option_value": verbs,
            "favour_of": seats,
            "price": seats,
            "wanted": seats,
            "aim_wish": targets_,
            "value": max(cells, seats),
            "stance": people,
            "leaning": rules.book.slots * seats,
            "quota": max(cells, rules.leaders),
            "fraction": max(cells, rules.leaders),
            "direction": len(rules.book.issues),
            "offered_side": seats,
            "offered_gain": seats,
            "v": rules.layout.rows,
            "all_stances": BATCH * people,
            "all_wishes": BATCH * seats * verbs,
            "listed_wish": BATCH * seats * OPTIONS,
            "line_value": LINES,
        },
        "Word": {"keys": BATCH, "line_keys": LINES},
    }
    constants |= {"rows": rules.layout.rows, "most_verbs": verbs, "most_options": OPTIONS}
    for kind, names in sizes.items():
        for name, size in names.items():
            arrays[name] = Array(kind, max(size, 1))


def _tallies(rules: Rules, constants: dict[str, int | float], arrays: dict[str, Array]) -> None:
    """Room to count in."""
    places = places_of(rules)
    arrays["counted_first"] = whole(places.acts)
    arrays["tally"] = Array("int", places.size)
    for name in ("tabled", "referred", "fates", "casts", "margins", "halls", "cards", "options"):
        constants[f"tally_{name}"] = getattr(places, name)
    watch = rules.watch
    constants |= {
        "tally_facts": places.facts,
        "tally_quantities": places.quantities,
        "tally_periods": places.periods,
        "answers_counted": most_options(rules.book) + 1,
        "facts": len(watch.facts),
        "quantities": len(watch.quantities),
        "quantity_bins": watch.quantity_bins,
        "periods": len(watch.periods),
        "period_bins": watch.period_bins,
    }
    arrays["place_closed"] = Array("int", BATCH)
    arrays["fact_turn"] = Array("int", BATCH * max(len(watch.facts), 1))
    arrays["period_sum"] = Array("float", BATCH * max(len(watch.periods), 1))
    for name in ("row", "low", "width"):
        arrays[f"quantity_{name}"] = whole(getattr(binned, name) for binned in watch.quantities)
    for name in ("row", "first", "last"):
        arrays[f"period_{name}"] = whole(getattr(binned, name) for binned in watch.periods)
    for name in ("low", "width"):
        arrays[f"period_{name}"] = numbers(getattr(binned, name) for binned in watch.periods)


def _size(statements: Sequence[Change]) -> int:
    """How many rows statements can note at the most."""
    found = 0
    for change in statements:
        match change:
            case ForEach(var=var, do=do):
                found += var.size * _size(do)
            case Where(then=then, otherwise=otherwise):
                found += _size(then) + _size(otherwise)
            case _:
                found += 1
    return found
