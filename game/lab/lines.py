"""Lines of play: a seed and the few answers that differ from what the scripted bots would do.

Whoever plays them again gets to the same place, as long as rules and bots are the same; the saved
lines of a scenario show that each of its cards, answers and endings can be reached, and how.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.bots import bot
from game.engine.asks import Ask
from game.engine.notation import NotationError, read, write
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.aims import Aim

FORMAT = 1

PARTS = 48
"""Into how many parts a line is cut, at most, to see which of them can be missed."""


class LinesError(ValueError):
    """A file that holds no lines of play."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in the record's notation; `ask` with its turn: (9, "manoeuvre 2")."""

    turn: int
    ask: str
    seat: str
    does: str


@dataclass(frozen=True, slots=True)
class Line:
    """A game by its seed, with the answers in which it is not what scripted bots do; `turn` is
    when the aim is reached, 0 for never.
    """

    aim: Aim
    seed: int
    turn: int
    answers: tuple[Answer, ...] = ()


def follow(rules: Rules, lines: Sequence[Line]) -> list[int]:
    """The turn in which each line reaches its aim, 0 for never, all played side by side. Answers
    that are not possible where they stand are left out.
    """
    turns = np.zeros(len(lines), np.int64)
    if not lines:
        return []
    state, left = rules.start([line.seed for line in lines]), np.arange(len(lines))
    while len(left):
        turn, found = state.turn, Reached(rules, [lines[number].aim for number in left.tolist()])
        state = _to_the_end_of(rules, state, [lines[number] for number in left.tolist()])
        found.look(state, turn)
        turns[left] = found.turns
        going = (found.turns == 0) & ~rules.over(state)
        state, left = state.select(np.flatnonzero(going)), left[going]
    return turns.tolist()


def _to_the_end_of(rules: Rules, state: State, lines: Sequence[Line]) -> State:
    """The turn that runs, played to its end: ask by ask where a line has answers in it."""
    chooser, turn = bot("scripted"), state.turn
    columns = np.empty(state.columns.shape, np.int32)
    busy = np.array([any(each.turn == turn for each in line.answers) for line in lines])
    quiet = np.flatnonzero(~busy)
    if len(quiet):
        after, _ = chooser.play(rules, state.select(quiet), turn)
        columns[quiet] = after.columns
    if busy.any():
        games = np.flatnonzero(busy)
        part = state.select(games)
        wanted: dict[str, list[tuple[int, Answer]]] = {}
        for place, game in enumerate(games.tolist()):
            for answer in lines[game].answers:
                if answer.turn == turn:
                    wanted.setdefault(answer.ask, []).append((place, answer))
        while not rules.finished(part) and part.turn == turn:
            ask = rules.ask(part)
            picks = chooser(rules, rules.knowledge(part), ask)
            _put(rules, ask, picks, wanted.get(ask.name, ()))
            part = rules.advance(part, picks, checked=False)
        columns[games] = part.columns
    last = turn >= rules.turns
    turn, step = (turn, len(rules.turn.phases) - 1) if last else (turn + 1, 0)
    return state.with_columns(columns).at(turn, step, rules.clock(turn))


def _put(
    rules: Rules, ask: Ask, picks: NDArray[np.int64], wanted: Sequence[tuple[int, Answer]]
) -> None:
    """Put answers, each with its game, in the place of picks, where they are possible."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for game, answer in wanted:
        seat = rules.people.index(answer.seat)
        if ask.asked[seat, game]:
            try:
                verb, target = read(rules, ask, answer.does, game)
            except NotationError:
                continue
            if ask.legal()[verb, seat, game]:
                found.setdefault(verb, []).append((target, seat, game))
    for verb, lanes in found.items():
        targets, seats, games = np.array(lanes).T
        if verb and ask.targets(verb)[0] != "none":
            legal = ask.target_legal(verb, seats, games)[targets, np.arange(len(targets))]
            targets, seats, games = targets[legal], seats[legal], games[legal]
        picks[0, seats, games], picks[1, seats, games] = verb, targets


class Reached:
    """Notes in which turn each game of a batch reaches its aim."""

    def __init__(self, rules: Rules, aims: Sequence[Aim]) -> None:
        self.rules = rules
        self.turns = np.zeros(len(aims), np.int64)
        layout, book = rules.layout, rules.book
        events = {event.id: n for n, event in enumerate(book.events)}
        endings = {ending.id: n for n, ending in enumerate(book.endings)}
        self._rows = np.zeros(len(aims), np.int64)
        self._wanted = np.zeros(len(aims), np.int64)
        for game, aim in enumerate(aims):
            if aim.section == "endings":
                self._rows[game], self._wanted[game] = layout["over"].first, endings[aim.id] + 1
            elif aim.option:
                event = book.events[events[aim.id]]
                names = [option.id for option in event.options]
                self._rows[game] = layout["chosen"].first + events[aim.id]
                self._wanted[game] = names.index(aim.option) + 1
            else:
                self._rows[game] = layout["fired"].first + events[aim.id]
                self._wanted[game] = -1

    def look(self, state: State, turn: int) -> None:
        """Look at positions that a turn has led to."""
        values = state.columns[np.arange(state.games), self._rows]
        there = np.where(self._wanted < 0, values > 0, values == self._wanted)
        self.turns[there & (self.turns == 0)] = turn


# -------------------------------------------------------------------- files


def as_json(rules: Rules, lines: Iterable[Line], missing: dict[str, int]) -> str:
    """Lines of play as the text of a file; `missing` says of what was not reached in how many games
    it was looked for.
    """
    value = {
        "lines": FORMAT,
        "scenario": rules.book.id,
        "reached": {line.aim.key: _plain(line) for line in lines},
        "not_reached": missing,
    }
    return json.dumps(value, indent=1) + "\n"


def _plain(line: Line) -> dict[str, Any]:
    answers = [f"{each.turn} {each.ask}: {each.seat} {each.does}" for each in line.answers]
    return {"seed": line.seed, "turn": line.turn} | ({"answers": answers} if answers else {})


def load(path: Path) -> tuple[list[Line], dict[str, int]]:
    """The lines in a file, and what it says was not reached. Raises LinesError and OSError."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        found = [_line(key, line) for key, line in value["reached"].items()]
        return found, dict(value["not_reached"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LinesError(f"{path}: this is no file of lines of play: {error}") from None


def _line(key: str, value: dict[str, Any]) -> Line:
    section, ident, *option = key.split(".")
    return Line(
        Aim(section, ident, *option),
        int(value["seed"]),
        int(value["turn"]),
        tuple(_answer(text) for text in value.get("answers", ())),
    )


def _answer(text: str) -> Answer:
    place, _, does = text.partition(": ")
    turn, _, ask = place.partition(" ")
    seat, _, answer = does.partition(" ")
    return Answer(int(turn), ask, seat, answer)


# -------------------------------------------------------------------- fewer answers


def shortened(rules: Rules, lines: Sequence[Line], width: int = 512) -> list[Line]:
    """The same lines with as few answers as can be found to be enough: parts are left out, halves
    first, as long as the aim is still reached (Zeller and Hildebrandt's delta debugging, 2002), for
    all lines at once. Parts that can each be missed are left out together where that works too.
    A line is done when none of its `PARTS` parts can be missed: shorter would take too long.
    """
    best = [line for line, turn in zip(lines, follow(rules, lines), strict=True) if turn]
    pieces = dict.fromkeys(range(len(best)), 2)
    while True:
        trials: list[tuple[int, int]] = []
        for number, line in enumerate(best):
            count = pieces[number] = min(pieces[number], len(line.answers))
            trials += [(number, piece) for piece in range(count if len(trials) < width else 0)]
        if not trials:
            return best
        tried = [_without(best[number], pieces[number], {piece}) for number, piece in trials]
        spare: dict[int, list[int]] = {number: [] for number, _ in trials}
        for (number, piece), turn in zip(trials, follow(rules, tried), strict=True):
            if turn:
                spare[number].append(piece)
        shorter = _together(rules, best, pieces, spare)
        for number in spare:
            if number in shorter:
                best[number] = shorter[number]
            elif pieces[number] >= min(PARTS, len(best[number].answers)):
                pieces[number] = 0
            else:
                pieces[number] = min(PARTS, 2 * pieces[number])


def _together(
    rules: Rules, best: Sequence[Line], pieces: dict[int, int], spare: dict[int, list[int]]
) -> dict[int, Line]:
    """The shortest lines without several of the pieces that can each be missed, by number."""
    sets = [
        (number, some)
        for number, found in spare.items()
        for some in (found, found[::2], found[1::2], found[:1])
        if some
    ]
    tried = [_without(best[number], pieces[number], set(some)) for number, some in sets]
    shorter: dict[int, Line] = {}
    for (number, _), line, turn in zip(sets, tried, follow(rules, tried), strict=True):
        if turn and (number not in shorter or len(line.answers) < len(shorter[number].answers)):
            shorter[number] = replace(line, turn=turn)
    return shorter


def _without(line: Line, count: int, pieces: set[int]) -> Line:
    """A line without some of the `count` pieces of its answers."""
    size = len(line.answers)
    kept = (each for n, each in enumerate(line.answers) if n * count // size not in pieces)
    return replace(line, answers=tuple(kept))


def answers_between(
    rules: Rules, ask: Ask, mine: NDArray[np.int64], usual: NDArray[np.int64], game: int
) -> list[Answer]:
    """The answers of one game in which two sets of picks differ."""
    found = []
    differ = ask.asked[:, game] & (mine[:, :, game] != usual[:, :, game]).any(axis=0)
    for seat in np.flatnonzero(differ).tolist():
        verb, target = (int(part) for part in mine[:, seat, game])
        does = write(rules, ask, verb, target, game)
        found.append(Answer(ask.state.turn, ask.name, rules.people[seat], does))
    return found
