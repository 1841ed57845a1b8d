"""Cards: events laid before the person they concern.

Up to `cards` are dealt a turn, an ask each: among those whose condition holds the most urgent, ties
by keyed dice. The decider is fixed when the card is dealt. If no seat holds that person, the option
with the highest appeal is taken.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.asks import CARD, Phase, going, lives
from game.engine.changes import apply, note_set
from game.engine.choice import consider
from game.engine.derived import derive
from game.engine.dice import percent
from game.engine.formulas import Var
from game.engine.game import PASS, Game
from game.engine.layout import NOBODY
from game.engine.machine.kernel import Word, floor
from game.engine.program import Program
from game.engine.state import State
from game.engine.tables import values

if TYPE_CHECKING:
    from game.engine.rules import Rules

TIES = dice.site("cards: ties")

LEFT_OPEN = -1e6
"""What bots think of leaving a card undecided."""


def most_score(urgency: float) -> float:
    """More than `deal_card` gives a card of an urgency, whatever the tie."""
    return (urgency * 64.0 + 2.0) * 128.0


class Deck:
    """The formulas of all cards. `options` holds for each card its options' conditions."""

    def __init__(self, rules: Rules) -> None:
        events = rules.book.events
        actor = {"actor": Var("actor", "person", len(rules.people), sure=False)}
        wishes, effects = [], []
        self.options: list[Program] = []
        for event in events:
            path = ("events", event.id, "options")
            whens = [
                rules.truth((*path, option.id, "when"), option.when, actor)
                for option in event.options
            ]
            self.options.append(Program(f"{event.id} options", whens, list(actor.values())))
            for option in event.options:
                wishes.append(
                    rules.number((*path, option.id, "appeal"), option.appeal, actor, "actor")
                )
                effects.append(
                    rules.at_once(
                        f"{event.id} {option.id}",
                        (*path, option.id, "effects"),
                        option.effects,
                        actor,
                    )
                )
        tables = rules.tables
        whens = [formula for program in self.options for formula in program.formulas]
        tables["option_when"] = values(whens, actor)
        tables["option_wish"] = values(wishes, actor)
        tables["option_effects"] = values(effects, actor)
        tables["event_when"] = values(
            [rules.truth(("events", event.id, "when"), event.when) for event in events]
        )
        tables["event_urgency"] = values(
            [rules.number(("events", event.id, "urgency"), event.urgency) for event in events]
        )
        tables["event_decider"] = values(
            [rules.person(("events", event.id, "decider"), event.decider) for event in events]
        )


class Card(Phase):
    """One card of the turn."""

    kind = "card"
    number = CARD

    def __init__(self, rules: Rules, deck: Deck, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.deck = deck
        most = max((len(event.options) for event in rules.book.events), default=0)
        self.verbs = ("pass", *(f"option {n + 1}" for n in range(most)))

    def subject(self, state: State) -> NDArray[np.int64]:
        return state.matrix[self.rules.layout["card"].first].astype(np.int64) - 1

    def decider(self, state: State) -> NDArray[np.int32]:
        """Whom each game's card is laid before, -1 for nobody."""
        return state.matrix[self.rules.layout["decider"].first]

    def noise(self) -> float:
        return self.rules.book.noise / 3.0


# -------------------------------------------------------------------- kernels


def deal_card(game: Game, number: int) -> None:
    """Lay down the most urgent card whose condition holds."""
    dealt = NOBODY
    best = -inf
    for place in range(game.turn_first[game.turn], game.turn_first[game.turn + 1]):
        event = game.turn_event[place]
        if game.event_ceiling[event] <= best or not may_come(game, event):
            continue
        tie = percent(game, TIES + Word(number), event)
        score = floor(game.event_urgency(event) * 64.0 + 0.5) * 128.0 + tie
        dealt = event if score > best else dealt
        best = max(best, score)
    game.c[game.card] = dealt + 1
    game.c[game.decider] = NOBODY
    if dealt >= 0 and game.event_has_decider[dealt] != 0:
        game.c[game.decider] = game.event_decider(dealt)


def may_come(game: Game, event: int) -> bool:
    """Whether a card whose window is open may be dealt."""
    fired, again = game.c[game.fired + event], game.event_repeat[event]
    if fired != 0 and (again == 0 or fired + again > game.turn):
        return False
    return game.event_when(event)


def prepare_card(game: Game) -> None:
    """Weigh the options for the decider, who is asked if he lives and holds a seat."""
    event, decider = game.c[game.card] - 1, game.c[game.decider]
    game.option_count = 0
    if event < 0:
        return
    game.option_count = game.event_options[event]
    first = game.event_option[event]
    for option in range(game.option_count):
        game.option_legal[1 + option] = game.option_when(first + option, decider)
        if game.option_legal[1 + option] != 0:
            game.option_value[1 + option] = game.option_wish(first + option, decider)
    if 0 <= decider < game.seats and going(game) and lives(game, decider):
        game.asked[decider] = 1


def weigh_card(game: Game, seat: int) -> None:
    """The options as verbs: bots leave a card undecided only if no option is legal."""
    some = False
    for option in range(1, game.option_count + 1):
        if game.option_legal[option] != 0:
            some = True
            consider(game, seat, option, game.option_value[option])
    consider(game, seat, PASS, LEFT_OPEN if some else 0.0)


def resolve_card(game: Game) -> None:
    """The answer's effects."""
    event, decider = game.c[game.card] - 1, game.c[game.decider]
    if event >= 0:
        option = chosen_option(game, decider)
        note_set(game, game.fired + event, game.turn)
        note_set(game, game.chosen + event, option)
        if option > 0:
            game.option_effects(game.event_option[event] + option - 1, decider)
        apply(game)
    if game.phase_last[game.step] != 0:
        derive(game)


def chosen_option(game: Game, decider: int) -> int:
    """The option the decider picked, counted from 1; what happens by itself if nobody is asked."""
    if 0 <= decider < game.seats and game.asked[decider] != 0:
        return max(game.verb[decider], 0)
    chosen = 0
    best = -inf
    for option in range(1, game.option_count + 1):
        if game.option_legal[option] != 0 and game.option_value[option] > best:
            best = game.option_value[option]
            chosen = option
    return chosen
