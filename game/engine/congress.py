"""The congress loop: support -> delegates -> congress -> committee -> narrow body.

Each bloc sends as many delegates as its weight, divided among the leaders by largest remainder of
its support. The tiers of indirect election filter minorities out: a declared part of every
delegation goes by the square of support. At a congress the committee is elected anew, a part of it
keeping its seats, and the largest camp's man puts changes of the narrow body to it, each voted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.asks import CHANGE, RATIFY, Phase, going, lives
from game.engine.book import Book, Motion
from game.engine.changes import apply
from game.engine.choice import consider
from game.engine.derived import derive
from game.engine.formulas import NONE, ZERO, Formula
from game.engine.game import PASS, Game
from game.engine.machine.kernel import floor
from game.engine.manoeuvres import Acts
from game.engine.motions import clear_table, place_motion
from game.engine.tables import single
from game.engine.votes import ASSEMBLY, AssemblyVote

if TYPE_CHECKING:
    from game.engine.rules import Rules


MANY, HALVES = 32, 6
"""Among so many remainders the largest are found by halves, in so many steps."""

MILLIONTHS = 1048576.0
"""Shares are rounded to 1/2**20 before they are summed, so that the order does not matter."""


class Change(Phase):
    """One change of the narrow body after a congress: the proposer names it."""

    kind = "change"
    number = CHANGE

    def __init__(self, rules: Rules, acts: Acts, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.acts = acts
        congress = rules.book.congress
        ids = [motion.id for motion in rules.book.motions]
        self.motions = [ids.index(id) for id in congress.motions] if congress else []
        self.verbs = ("pass", *(congress.motions if congress else ()))

    def target_kind(self, verb: int) -> tuple[str, int]:
        motion = self.motions[verb - 1]
        return self.acts.acts[motion].target.kind, self.acts.count(motion)


class Ratification(AssemblyVote):
    """The new committee's vote on a proposed change; it stands in the first place on the table."""

    kind = "ratify"
    number = RATIFY

    def __init__(self, rules: Rules, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.slot = 0


def congress_motions(book: Book) -> tuple[Motion, ...]:
    """The motions by which a congress changes the narrow body, in the order it names them."""
    motions = {motion.id: motion for motion in book.motions}
    return tuple(motions[id] for id in book.congress.motions) if book.congress else ()


def congress_turns(book: Book) -> list[int]:
    """The turns in which a congress sits."""
    congresses = {body.id for body in book.bodies if body.assembly == "delegates"}
    return sorted({when for when, body in book.calendar if body in congresses})


def congress_tables(rules: Rules) -> None:
    """The congress's own formulas; where none sits they are never asked."""
    congress, tables = rules.book.congress, rules.tables
    for name in ("keep", "list_bonus", "filter"):
        found: Formula = ZERO
        if congress is not None:
            found = rules.number(("congress", name), getattr(congress, name))
        tables[f"congress_{name}"] = single(found)
    for name in ("list_maker", "proposer"):
        found = NONE
        if congress is not None:
            found = rules.person(("congress", name), getattr(congress, name))
        tables[f"congress_{name}"] = single(found)


# -------------------------------------------------------------------- kernels: delegates


def recount(game: Game) -> None:
    """Bring the offices of all people and, where there is a congress, the delegates up to date."""
    game.stale = game.stale | game.recount_touches
    for person in range(game.people):
        game.c[game.offices + person] = 0
    for post in range(game.posts):
        holder = game.c[game.holder + post]
        if holder >= 0:
            game.c[game.offices + holder] += game.post_weight[post]
    if game.has_congress == 0:
        return
    for leader in range(game.leaders):
        game.c[game.mandates + leader] = 0
    share = game.congress_filter() / 100.0
    for bloc in range(game.blocs):
        elect_delegates(game, bloc, share)
    count_following(game)


def elect_delegates(game: Game, bloc: int, share: float) -> None:
    """The delegates a bloc would send for each leader now."""
    first = bloc * game.leaders
    total = 0.0
    squares = 0.0
    for leader in range(game.leaders):
        support = float(game.c[game.support + first + leader])
        total += support
        squares += support * support
    seats = float(game.c[game.weight + bloc])
    for leader in range(game.leaders):
        support = float(game.c[game.support + first + leader])
        part, filtered = 1.0 / game.leaders, 1.0 / game.leaders
        if total > 0.0:
            part, filtered = support / total, support * support / squares
        game.quota[leader] = seats * (part * (1.0 - share) + filtered * share)
    largest_remainder(game, game.leaders, seats)
    for leader in range(game.leaders):
        won = game.seats_won[leader]
        game.c[game.delegates + first + leader] = won
        game.c[game.mandates + leader] += won


def largest_remainder(game: Game, parts: int, seats: float) -> None:
    """Whole seats for quotas: the floors, then one more to the largest remainders, ties to the
    first.
    """
    left = seats
    for part in range(parts):
        whole = floor(game.quota[part])
        left -= whole
        game.fraction[part] = game.quota[part] - whole
        game.seats_won[part] = int(whole)
    if parts >= MANY:
        left -= surely_first(game, parts, left)
    while left > 0.0:
        most = 0
        best = game.fraction[0]
        for part in range(1, parts):
            fraction = game.fraction[part]
            most = part if fraction > best else most
            best = max(best, fraction)
        add_seat(game, most)
        left -= 1.0


def surely_first(game: Game, parts: int, seats: float) -> float:
    """Give a seat to each of the largest remainders but the last few; gives how many those are. A
    line is drawn by halves: above it lie no more remainders than there are seats.
    """
    low, line = 0.0, 1.0
    for _ in range(HALVES):
        middle = (low + line) * 0.5
        above = 0
        for part in range(parts):
            above += int(game.fraction[part] >= middle)
        if float(above) > seats:
            low = middle
        else:
            line = middle
    given = 0.0
    for part in range(parts):
        if game.fraction[part] >= line:
            add_seat(game, part)
            given += 1.0
    return given


def add_seat(game: Game, part: int) -> None:
    """One seat more for a remainder, which then counts no longer."""
    game.fraction[part] = -1.0
    game.seats_won[part] += 1


def count_following(game: Game) -> None:
    """How many of the committee follow each leader."""
    for leader in range(game.leaders):
        total = 0
        for bloc in range(game.blocs):
            total += game.c[game.committee + bloc * game.leaders + leader]
        game.c[game.following + leader] = total


# -------------------------------------------------------------------- kernels: the committee


def elect_first_committee(game: Game) -> None:
    """The committee with which a game begins: as a congress would elect it."""
    if game.has_congress == 0:
        return
    recount(game)
    share_delegates(game)
    for cell in range(game.blocs * game.leaders):
        game.value[cell] = floor(game.value[cell] * MILLIONTHS + 0.5)
    seat_committee(game)


def share_delegates(game: Game) -> None:
    """Every leader's share of the hall in every bloc."""
    cells = game.blocs * game.leaders
    total = 0
    for cell in range(cells):
        total += game.c[game.delegates + cell]
    for cell in range(cells):
        game.value[cell] = game.c[game.delegates + cell] / float(max(total, 1))


def elect_committee(game: Game) -> None:
    """Elect the committee: `keep` percent of the seats stay as they were, the rest go by delegates,
    with a bonus of `list_bonus` percent for the camp that writes the list.
    """
    cells = game.blocs * game.leaders
    share_delegates(game)
    before = 0
    for cell in range(cells):
        before += game.c[game.committee + cell]
    keep = game.congress_keep() / 100.0
    for cell in range(cells):
        old = game.c[game.committee + cell] / float(max(before, 1))
        game.value[cell] = floor((old * keep + game.value[cell] * (1.0 - keep)) * MILLIONTHS + 0.5)
    bonus = game.congress_list_bonus() / 100.0
    maker = game.congress_list_maker()
    if 0 <= maker < game.leaders:
        for bloc in range(game.blocs):
            total = 0.0
            for leader in range(game.leaders):
                total += game.value[bloc * game.leaders + leader]
            game.value[bloc * game.leaders + maker] += floor(total * bonus + 0.5)
    seat_committee(game)


def seat_committee(game: Game) -> None:
    """Fill the committee by shares."""
    cells = game.blocs * game.leaders
    total = 0.0
    for cell in range(cells):
        total += game.value[cell]
    for cell in range(cells):
        game.quota[cell] = game.value[cell] / total * float(game.committee_size)
    largest_remainder(game, cells, float(game.committee_size))
    for cell in range(cells):
        game.c[game.committee + cell] = game.seats_won[cell]
    count_following(game)


# -------------------------------------------------------------------- kernels: changes


def congress_now(game: Game) -> bool:
    """Whether a congress sits this turn."""
    return game.has_congress != 0 and game.congress_sits[game.turn] != 0


def open_change(game: Game, number: int) -> None:
    """A congress elects the committee before the first change; each begins with an empty table."""
    if not congress_now(game):
        return
    if number == 0:
        recount(game)
        elect_committee(game)
        derive(game)
    clear_table(game)


def prepare_change(game: Game) -> None:
    """The proposer is asked."""
    if not congress_now(game) or game.phase_verbs[game.step] < 2:
        return
    seat = game.congress_proposer()
    if 0 <= seat < game.seats and going(game) and lives(game, seat):
        game.asked[seat] = 1


def weigh_change(game: Game, seat: int) -> None:
    """Which changes a seat may put, and what bots think of them."""
    consider(game, seat, PASS, game.pass_wish(seat))
    for verb in range(1, game.phase_verbs[game.step]):
        if game.weigh_act(game.manoeuvres + game.change_motion[verb - 1]) > 0:
            consider(game, seat, verb, game.wanted[0])


def weigh_change_targets(game: Game, verb: int, seat: int) -> None:
    """The targets of a change."""
    act = game.manoeuvres + game.change_motion[verb - 1]
    game.aims_found = game.weigh_targets(act, seat)


def resolve_change(game: Game) -> None:
    """Put the change before the new committee."""
    for seat in range(game.seats):
        if game.verb[seat] > 0:
            motion = game.change_motion[game.verb[seat] - 1]
            topic = game.target[seat] if game.act_targets[game.manoeuvres + motion] > 0 else -1
            place_motion(game, 0, motion, topic, seat, ASSEMBLY)
    apply(game)
