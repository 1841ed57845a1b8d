"""The lobby: what is said in the corridor before the vote, and what is promised for it.

Two asks. *Offer*: each seat does one thing about one motion on the table, mostly to one person.
*Answer*: each seat accepts one offer made to it; people without a seat accept by formula. A pledge
is a row the vote sees. A trade gives one's vote for the other's own motion in return. Withdrawing a
motion beats referring it, which beats everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.asks import ANSWER, OFFER, Phase, going, lives, sits
from game.engine.changes import apply, note_add, note_set
from game.engine.choice import consider
from game.engine.formulas import Var
from game.engine.game import PASS, Game
from game.engine.layout import NOBODY
from game.engine.machine.kernel import floor
from game.engine.manoeuvres import affords, charge, pay
from game.engine.program import Program
from game.engine.tables import single, values
from game.engine.votes import ASSEMBLY, BODY, WITHDRAWN, Weighing, load_motion, take_stances, waits

if TYPE_CHECKING:
    from game.engine.rules import Rules


OTHER_SIDE = -1e6
"""What bots think of speaking against their own opinion."""

KINDS = ("offer", "trade", "pressure", "refer", "withdraw")
OFFERS, TRADES, PRESSES, REFERS, WITHDRAWS = range(5)


class Corridor:
    """The formulas of lobby acts. A verb is an act about the motion of a slot; a target is a side
    (0 against, 1 for) and a person: side * people + person.
    """

    def __init__(self, rules: Rules, weighing: Weighing) -> None:
        self.rules = rules
        people = len(rules.people)
        actor = Var("actor", "person", rules.seats)
        self.known = {
            "actor": actor,
            **weighing.parties,
            **{var.name: var for var in weighing.constants},
            "side": Var("side", "number"),
        }
        wide = {**self.known, "target": Var("target", "person", people, axis=True)}
        one = {**self.known, "target": Var("target", "person", people)}
        answering = {**one, "it": Var("it", "person", people)}
        self.acts: list[dict[str, Program]] = []
        effects = []
        for act in rules.book.lobby:
            path = ("lobby", "acts", act.id)
            known = list(self.known.values())
            formulas: dict[str, tuple[list[Any], list[Var], list[Var]]] = {
                "terms": (
                    [
                        rules.truth((*path, "when"), act.when, self.known),
                        rules.number((*path, "cost"), act.cost, self.known),
                    ],
                    known,
                    [],
                ),
                "wish": (
                    [rules.number((*path, "appeal"), act.appeal, self.known, "actor")],
                    known,
                    [],
                ),
                "legal": (
                    [rules.truth((*path, "target_when"), act.target_when, wide)],
                    known,
                    [wide["target"]],
                ),
                "want": (
                    [rules.number((*path, "target_appeal"), act.target_appeal, wide, "actor")],
                    known,
                    [wide["target"]],
                ),
                "sway": (
                    [rules.number((*path, "sway"), act.sway, one)],
                    list(one.values()),
                    [],
                ),
                "accept": (
                    [rules.number((*path, "accept"), act.accept, answering, "it")],
                    list(answering.values()),
                    [],
                ),
            }
            self.acts.append(
                {
                    name: Program(f"lobby {act.id} {name}", found, variables, axes)
                    for name, (found, variables, axes) in formulas.items()
                }
            )
            effects.append(rules.at_once(f"lobby {act.id}", (*path, "effects"), act.effects, one))
        self._tables(effects, one)

    def _tables(self, effects: list[Any], one: dict[str, Var]) -> None:
        rules, people = self.rules, len(self.rules.people)
        tables = rules.tables
        actor = {"actor": self.known["actor"]}
        aimed = {**actor, "target": one["target"]}

        def part(name: str, place: int = 0) -> list[Any]:
            return [programs[name].formulas[place] for programs in self.acts]

        tables["lobby_when"] = values(part("terms"), actor)
        tables["lobby_cost"] = values(part("terms", 1), actor)
        tables["lobby_wish"] = values(part("wish"), actor)
        tables["lobby_target_when"] = values(part("legal"), aimed)
        tables["lobby_target_wish"] = values(part("want"), aimed)
        tables["lobby_sway"] = values(part("sway"), aimed)
        tables["lobby_accept"] = values(part("accept"), {**aimed, "it": Var("it", "person")})
        tables["lobby_effects"] = values(effects, aimed)
        pair = {
            "actor": Var("actor", "person", people, sure=False),
            "target": Var("target", "person", people),
        }
        broken = rules.at_once("lobby broken", ("lobby", "broken"), rules.book.broken, pair)
        tables["lobby_broken"] = single(broken, pair)


class Offer(Phase):
    """Each living full member with a seat does one thing about one motion."""

    kind = "lobby"
    number = OFFER

    def __init__(self, rules: Rules, corridor: Corridor) -> None:
        super().__init__(rules)
        self.corridor = corridor
        self.people = len(rules.people)
        self.verbs = (
            "pass",
            *(
                f"{act.id} {slot + 1}"
                for act in rules.book.lobby
                for slot in range(rules.book.slots)
            ),
        )

    def split(self, verb: Any) -> tuple[Any, Any]:
        """Act and slot of a verb."""
        return (verb - 1) // self.rules.book.slots, (verb - 1) % self.rules.book.slots

    def target_kind(self, verb: int) -> tuple[str, int]:
        act, _ = self.split(verb)
        if self.rules.book.lobby[act].kind in ("refer", "withdraw"):
            return "none", 0
        return "proposal", 2 * self.people


class Answer(Phase):
    """Each seat that was made offers accepts one or none; verb n + 1 accepts that of seat n."""

    kind = "answer"
    number = ANSWER

    def __init__(self, rules: Rules, corridor: Corridor) -> None:
        super().__init__(rules)
        self.corridor = corridor
        self.people = len(rules.people)
        self.verbs = ("pass", *(f"accept {id}" for id in rules.people[: rules.seats]))

    def noise(self) -> float:
        return float(self.rules.book.vote.noise)


# -------------------------------------------------------------------- kernels: offers


def prepare_offer(game: Game) -> None:
    """Living full members with a seat are asked if a motion waits; all living seats weigh each."""
    if game.lobby_acts == 0:
        return
    some = False
    for slot in range(game.slots):
        if not waits(game, slot, BODY):
            continue
        some = True
        for person in range(game.people):
            game.voter[person] = person < game.seats and lives(game, person)
        take_stances(game, slot)
        for seat in range(game.seats):
            game.leaning[slot * game.seats + seat] = game.stance[seat]
    if not some:
        return
    find_members(game)
    for seat in range(game.seats):
        if going(game) and lives(game, seat) and sits(game, seat):
            game.asked[seat] = 1


def find_members(game: Game) -> None:
    """List the living full members."""
    game.members = 0
    for person in range(game.people):
        if lives(game, person) and sits(game, person):
            game.member[game.members] = person
            game.members += 1


def side_of(game: Game, slot: int, seat: int) -> float:
    """1 if a seat is for a motion, else -1."""
    return 1.0 if game.leaning[slot * game.seats + seat] >= 0.0 else -1.0


def weigh_offer(game: Game) -> None:
    """What the seats may do about which motion, at what cost, and what bots think of it."""
    for seat in range(game.seats):
        if game.asked[seat] != 0:
            consider(game, seat, PASS, 0.0)
    for slot in range(game.slots):
        if not waits(game, slot, BODY):
            continue
        load_motion(game, slot)
        for seat in range(game.seats):
            if game.asked[seat] != 0:
                weigh_words(game, slot, seat)


def weigh_words(game: Game, slot: int, seat: int) -> None:
    """What a seat may do about the loaded motion."""
    game.side = side_of(game, slot, seat)
    for act in range(game.lobby_acts):
        if game.lobby_kind[act] == WITHDRAWS and game.mover != seat:
            continue
        if game.lobby_kind[act] == TRADES and not finds_partner(game, slot, seat):
            continue
        if not game.lobby_when(act, seat):
            continue
        if affords(game, seat, charge(game, game.lobby_cost(act, seat))):
            consider(game, seat, 1 + act * game.slots + slot, game.lobby_wish(act, seat))


def weigh_offer_targets(game: Game, verb: int, seat: int) -> None:
    """Whom a word may be said to, for which side, and what bots think of it: never against their
    own opinion.
    """
    act, slot = (verb - 1) // game.slots, (verb - 1) % game.slots
    load_motion(game, slot)
    own = side_of(game, slot, seat)
    game.aims_found = 0
    for number in range(2):
        game.side = 1.0 if number == 1 else -1.0
        for place in range(game.members):
            person = game.member[place]
            if person == seat:
                continue
            if game.lobby_kind[act] == TRADES and own_motion(game, slot, person) < 0:
                continue
            if not game.lobby_target_when(act, seat, person):
                continue
            wish = OTHER_SIDE
            if game.side == own:
                wish = game.lobby_target_wish(act, seat, person)
            game.aims[game.aims_found] = number * game.people + person
            game.aim_wish[game.aims_found] = wish
            game.aims_found += 1


def resolve_offer(game: Game) -> None:
    """What was said: offers wait for their answer, pressure works at once, procedure decides."""
    some = False
    for seat in range(game.seats):
        if game.verb[seat] > 0:
            some = True
            say(game, seat)
    if not some:
        return
    for slot in range(game.slots):
        procedure(game, slot)
    apply(game)


def say(game: Game, seat: int) -> None:
    """Note what a seat did in the corridor."""
    verb, target = game.verb[seat], game.target[seat]
    act, slot = (verb - 1) // game.slots, (verb - 1) % game.slots
    load_motion(game, slot)
    game.side = side_of(game, slot, seat)
    pay(game, seat, charge(game, game.lobby_cost(act, seat)))
    kind = game.lobby_kind[act]
    if kind in (REFERS, WITHDRAWS):
        return
    note_set(game, game.said + seat, verb)
    note_set(game, game.said_target + seat, target)
    if kind == PRESSES:
        game.side = 1.0 if target >= game.people else -1.0
        note_sway(game, act, slot, seat, target % game.people)
        game.lobby_effects(act, seat, target % game.people)


def note_sway(game: Game, act: int, slot: int, seat: int, person: int) -> None:
    """Note how much an act moves the person it is aimed at, to the side it speaks for."""
    points = game.lobby_sway(act, seat, person)
    count = int(floor(points * game.side * game.sway_scale + 0.5))
    note_add(game, game.sway + slot * game.people + person, count)
    note_set(game, game.moved + seat, count)


def own_motion(game: Game, slot: int, person: int) -> int:
    """The place of another motion on the table that a person moved, -1 if there is none."""
    for other in range(game.slots):
        moved = other != slot and game.c[game.table_mover + other] == person
        if moved and waits(game, other, BODY):
            return other
    return NOBODY


def finds_partner(game: Game, slot: int, seat: int) -> bool:
    """Whether somebody else at the table moved another motion, to be traded for."""
    for other in range(game.slots):
        if other == slot or not waits(game, other, BODY):
            continue
        mover = game.c[game.table_mover + other]
        if mover != seat and lives(game, mover) and sits(game, mover):
            return True
    return False


def procedure(game: Game, slot: int) -> None:
    """A motion is referred by its mover, the chair or a third of the members, or withdrawn."""
    wanted = 0
    decided = False
    withdrawn = False
    for seat in range(game.seats):
        verb = game.verb[seat]
        if verb <= 0 or (verb - 1) % game.slots != slot:
            continue
        kind = game.lobby_kind[(verb - 1) // game.slots]
        if kind == REFERS:
            wanted += 1
            if seat == game.c[game.table_mover + slot] or seat == game.chair():
                decided = True
        elif kind == WITHDRAWS:
            withdrawn = True
    if withdrawn:
        note_set(game, game.table_fate + slot, WITHDRAWN)
    elif decided or (wanted > 0 and wanted * 3 >= game.members):
        note_set(game, game.table_venue + slot, ASSEMBLY)


# -------------------------------------------------------------------- kernels: answers


def prepare_answer(game: Game) -> None:
    """List the offers that are open; seats that were made one are asked."""
    game.offers = 0
    for seat in range(game.seats):
        made, target = game.c[game.said + seat], game.c[game.said_target + seat]
        if made == 0 or target < 0:
            continue
        act, slot = (made - 1) // game.slots, (made - 1) % game.slots
        if game.lobby_kind[act] == PRESSES or not waits(game, slot, BODY):
            continue
        if game.lobby_kind[act] == TRADES and own_motion(game, slot, target % game.people) < 0:
            continue
        person = target % game.people
        place = game.offers
        game.offered_seat[place] = seat
        game.offered_act[place] = act
        game.offered_slot[place] = slot
        game.offered_side[place] = 1.0 if target >= game.people else -1.0
        game.offered_person[place] = person
        load_offer(game, place)
        game.offered_gain[place] = game.lobby_accept(act, seat, person, person)
        game.offers = place + 1
        if person < game.seats and going(game) and lives(game, person):
            game.asked[person] = 1


def load_offer(game: Game, place: int) -> None:
    """Make an offer the one that formulas are about."""
    load_motion(game, game.offered_slot[place])
    game.side = game.offered_side[place]


def weigh_answer(game: Game, seat: int) -> None:
    """Which offers a seat may accept, and what they are worth to it."""
    consider(game, seat, PASS, 0.0)
    for place in range(game.offers):
        if game.offered_person[place] == seat:
            consider(game, seat, 1 + game.offered_seat[place], game.offered_gain[place])


def resolve_answer(game: Game) -> None:
    """Accepted offers become pledges and move the vote."""
    for place in range(game.offers):
        seat, person = game.offered_seat[place], game.offered_person[place]
        taken = best_offer(game, place)
        if person < game.seats:
            taken = game.asked[person] != 0 and game.verb[person] == seat + 1
        if not taken:
            continue
        act, slot = game.offered_act[place], game.offered_slot[place]
        load_offer(game, place)
        note_sway(game, act, slot, seat, person)
        game.lobby_effects(act, seat, person)
        promise(game, slot, person, 1 if game.side > 0.0 else -1, seat)
        if game.lobby_kind[act] == TRADES:
            promise(game, own_motion(game, slot, person), seat, 1, person)
    apply(game)


def promise(game: Game, slot: int, person: int, side: int, to: int) -> None:
    """Note a person's promise of his vote on a motion."""
    cell = slot * game.people + person
    note_set(game, game.pledge + cell, side)
    note_set(game, game.pledged_to + cell, to)


def best_offer(game: Game, place: int) -> bool:
    """Whether an offer is the one worth most to the person it is made to, if worth anything."""
    gain, person = game.offered_gain[place], game.offered_person[place]
    if gain <= 0.0:
        return False
    for other in range(game.offers):
        if game.offered_person[other] != person:
            continue
        if game.offered_gain[other] > gain or (game.offered_gain[other] == gain and other < place):
            return False
    return True
