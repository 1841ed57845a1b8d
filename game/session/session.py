"""One game being played: a person at one seat, bots at the others, every answer in the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.bots import Bot, UnknownBot, around, bot
from game.bots.lookahead import Budget, LookAhead
from game.bots.thinking import Thinking
from game.briefing.choice import Decision
from game.briefing.deeds import DeedRecord, witness
from game.briefing.ending import Past
from game.briefing.eyes import Pause, never
from game.briefing.inspection import Inspection
from game.briefing.inspector import inspect
from game.briefing.make import briefer
from game.briefing.model import Advice, Briefing, Odds, Option
from game.briefing.odds import advice_of, odds_of
from game.briefing.series import cut_series, note_series
from game.briefing.turning import Decision as Decided
from game.briefing.words import period
from game.engine import notation
from game.engine.asks import Ask
from game.engine.congress import Change
from game.engine.foresight import Thought
from game.engine.rules import Rules
from game.engine.state import State
from game.record.minutes import Answer, Done, Entry, Header, Snapshot, Undo, line_of, turn_label
from game.record.record import Record
from game.record.replay import begin, closes, walk
from game.record.rescue import misfit, rescue
from game.record.store import FileStore, Store
from game.scenario.build import build
from game.scenario.course import Course
from game.scenario.load import Loaded, load
from game.scenario.problems import ScenarioError
from game.session.errors import Refused
from game.session.profile import Profile
from game.session.shelf import Shelf

Picks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Point:
    """The question before an answer of the player: how much had happened, and the state."""

    entries: int
    deeds: int
    state: State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a game belongs: the shelf its branches go to, the profile of who plays, the folder
    that its scenario can be read from again, and what writes a page about it.
    """

    shelf: Shelf | None = None
    profile: Profile | None = None
    folder: Path | None = None
    debrief: Callable[[Session], str] | None = None


class Session:
    """A game from one seat, or from none: then bots play it to its end.

    `record` is a new one or one that can be gone on with. Its lines are written to `store` with
    the first answer that is given; a record that was read is not changed before. If `store` fails
    the game goes on in memory, `notice` says so, and every later answer tries again. Branches go
    to new files on the shelf of its `place`; what is achieved in games played to their end is kept
    in the profile there.
    """

    def __init__(
        self,
        rules: Rules,
        loaded: Loaded,
        record: Record,
        *,
        store: Store | None = None,
        place: Place | None = None,
        notice: str = "",
    ) -> None:
        self.rules = rules
        self.loaded = loaded
        self._place = place = place or Place()
        self._had = place.profile.achieved(record.header.scenario) if place.profile else frozenset()
        self._bot = _bot_of(loaded, record.header)
        self._notice = notice
        self._apart = False
        self._thinking = Thinking(rules)
        self._advised: tuple[State, Thought] | None = None
        self._open(record, store)

    def _open(self, record: Record, store: Store | None) -> None:
        self.header = record.header
        self._past = record.past
        self._store = store
        self._trouble = ""
        self._writing = False
        self._snapshot: dict[str, int] = {}
        self._points: list[Point] = []
        self._deeds: list[DeedRecord] = []
        self._series: dict[str, list[float]] = {}
        self._hinted: dict[str, int] = {}
        self._course = Course(self.rules, self.loaded.content)
        self._unsaved = record.lines if record.path is None else []
        self._entries: list[Entry] = list(record.entries)
        self._first = isinstance(self._entries[0], Snapshot) if self._entries else False
        self._state, _ = begin(self.rules, record)
        for entry in record.entries:
            if isinstance(entry, Snapshot):
                self._snapshot.update(entry.rows)
        picks = self._nothing()
        for step in walk(self.rules, record):
            own = self._seat_id(step.before)
            if any(answer.seat == own for answer in step.answers):
                self._points.append(Point(step.start, len(self._deeds), _light(step.before)))
            if step.after:
                self._deeds += witness(self.rules, step.before, step.picks)
            self._state = step.after or step.before
            picks = self._nothing() if step.after else step.picks
            snapshot = isinstance(self._entries[step.stop - 1], Snapshot)
            if step.after and closes(self.rules, step.before, step.after):
                self._course.note(step.after)
                if not snapshot:
                    self._note(self._closing(turn_label(self.rules, step.before.turn)))
        self._run(picks)

    # ---------------------------------------------------------------- what the player sees

    def briefing(self, pause: Pause = never) -> Briefing:
        """What the seat may know now; `pause` is called every now and then while it is made."""
        self._recall()
        found = self._brief(self._state, self._deeds, pause)
        note_series(found, self._series)
        if found.question is not None and found.question.hint_id:
            self._hinted.setdefault(found.question.hint_id, len(self._entries))
        return replace(found, odds=self._odds(), advice=self._advice(found))

    def _odds(self) -> Odds | None:
        """How it may all end, as far as that has been worked out."""
        found = self._thinking.odds(self._state)
        if found is None:
            return None
        return odds_of(self.rules, self.loaded.content, self.seat, found)

    def advise(self) -> Advice:
        """Let a bot that looks ahead think about the question in the player's place; what it came
        to is in the briefing until the question is answered. Raises ValueError when nobody is
        asked.
        """
        if self.over or self.seat < 0:
            raise Refused("Nobody is asked: the game is over.")
        ahead = self._bot if isinstance(self._bot, LookAhead) else self._adviser()
        (thought,) = self._thinking.thoughts(self._state, ahead, [self.seat])
        self._advised = self._state, thought
        advice = self.briefing().advice
        assert advice is not None  # noqa: S101 - there is a question, and a thought about it
        return advice

    def _adviser(self) -> LookAhead:
        """Looks to the end where nothing says what a position is worth."""
        told = "prospects" in self.loaded.content.scenario.model_fields_set
        return LookAhead(Budget(rollouts=192, turns=2 if told else 0))

    def _advice(self, found: Briefing) -> Advice | None:
        if self._advised is None or self._advised[0] is not self._state or found.question is None:
            return None
        ask = self.rules.ask(self._state)
        return advice_of(self.rules, ask, found.question, self._advised[1])

    def _brief(self, state: State, deeds: Sequence[DeedRecord], pause: Pause = never) -> Briefing:
        seat = self._seat(state)
        seat = seat if seat >= 0 else self.rules.seats - 1
        hinted = (id for id, entries in self._hinted.items() if entries < len(self._entries))
        past = Past(had=self._had, hinted=frozenset(hinted))
        if self.over:
            past = replace(past, decisions=self._decisions(), course=self._course)
        maker = briefer(self.rules, self.loaded)
        return maker.brief(state, seat, deeds=deeds, series=self._series, past=past, pause=pause)

    def _decisions(self) -> list[Decided]:
        """What the player was asked and answered."""
        found = []
        for point in self._points:
            own = self._seat_id(point.state)
            answers = (e for e in self._entries[point.entries :] if isinstance(e, Answer))
            does = next(answer.does for answer in answers if answer.seat == own)
            found.append(Decided(point.state, self._seat(point.state), does))
        return found

    def _recall(self) -> None:
        """What the seat saw of figures in turns it has not been briefed on since the record was
        read.
        """
        seen = max((len(values) for values in self._series.values()), default=0)
        firsts: dict[int, State] = {}
        for point in self._points:
            firsts.setdefault(point.state.turn, point.state)
        for turn, state in firsts.items():
            if seen < turn < self._state.turn:
                note_series(self._brief(state, ()), self._series)

    @property
    def seat(self) -> int:
        """The number of the played seat; -1 when bots play all."""
        return self._seat(self._state)

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.rules.finished(self._state)

    @property
    def notice(self) -> str:
        """What the player must know about the game as such, or ""."""
        return "\n".join(part for part in (self._notice, self._trouble) if part)

    @property
    def path(self) -> Path | None:
        """The file the game is saved in, if it is saved in one."""
        return self._store.path if isinstance(self._store, FileStore) else None

    @property
    def record(self) -> Record:
        """The minutes of the game until now."""
        return Record(self.header, tuple(self._entries), self._past)

    # ---------------------------------------------------------------- playing

    def think_apart(self) -> None:
        """From now on bots that look ahead, and the odds, are worked out by a process of its own
        while the player reads.
        """
        self._apart = True
        self._thinking = Thinking(self.rules, apart=True)
        if not self.over and self.seat >= 0:
            self._think_ahead(self.rules.ask(self._state), self.seat)

    def close(self) -> None:
        """Nothing more will be asked of this game."""
        self._thinking.close()

    def answer(self, key: str) -> None:
        """Answer the question in notation; returns when the seat is asked again or the game is
        over. Raises ValueError with the reason for a refused answer: nothing has changed then.
        """
        seat = self.seat
        ask = None if self.over else self.rules.ask(self._state)
        if ask is None or seat < 0 or not ask.asked[seat, 0]:
            raise Refused("Nobody is asked: the game is over.")
        picks = self._nothing()
        picks[:, seat, 0] = self._legal(ask, seat, key)
        self._notice = ""
        self._points.append(Point(len(self._entries), len(self._deeds), _light(self._state)))
        self._note(Answer(self._label, ask.name, self.rules.people[seat], key))
        self.save()
        try:
            self._run(picks)
        except Exception:
            self._take_back()  # a fault of the rules must not leave half an ask behind
            raise
        if self.over:
            self._remember()

    def _remember(self) -> None:
        """Put what was achieved into the player's profile."""
        ending = self.briefing().ending
        met = [one.id for one in ending.achievements if one.met] if ending else []
        if self._place.profile is not None and met:
            self._notice = self._place.profile.add(self.header.scenario, met) or self._notice

    def save(self) -> None:
        """Write down what is not written yet; from now on everything is, as it happens."""
        self._writing = True
        self._write(sync=True)

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer to take back."""
        return bool(self._points) and not self.header.iron

    @property
    def iron(self) -> bool:
        """Whether this is a game in which no answer is taken back."""
        return self.header.iron

    def undo(self) -> None:
        """Go back to the question before; the record says so. Raises ValueError if there is
        none, or in an iron game.
        """
        self._not_iron()
        self._take_back()

    def _take_back(self) -> None:
        if not self._points:
            raise Refused("There is no answer to take back.")
        point = self._points.pop()
        del self._entries[point.entries :]
        del self._deeds[point.deeds :]
        self._state = state = point.state
        cut_series(self._series, state.turn + 1)
        self._course.cut(state.turn)
        self._snapshot = {}
        for entry in self._entries:
            if isinstance(entry, Snapshot):
                self._snapshot.update(entry.rows)
        ask = self.rules.ask(state)
        undone = Undo(self._label, ask.name, self.rules.people[self.seat])
        self._unsaved.append(line_of(undone))
        self.save()

    def branch(self, turn: int) -> None:
        """Go on from the beginning of an earlier turn, in a game and a file of its own. Raises
        ValueError for a turn that has not been played or is only history, or in an iron game.
        """
        self._not_iron()
        label = turn_label(self.rules, turn) if 1 <= turn <= self._state.turn else ""
        places = [n for n, entry in enumerate(self._entries) if entry.t == label]
        if self._first and places[:1] == [0]:
            places = []
        if not places:
            raise Refused(f"Turn {turn} cannot be gone back to: it was not played in this game.")
        self._fork(places[0], period(label), f"branched off at the beginning of {label}")

    def decisions(self) -> tuple[Decision, ...]:
        """The answers of the player that can be gone back to, in order."""
        teller = briefer(self.rules, self.loaded)
        stops = [*(point.deeds for point in self._points[1:]), len(self._deeds)]
        found = []
        for place, (point, stop) in enumerate(zip(self._points, stops, strict=True)):
            seat, turn = self._seat(point.state), point.state.turn
            own = [d for d in self._deeds[point.deeds : stop] if d.seat == self.rules.people[seat]]
            told = teller.chronicle.told(own[:1], seat)
            text = told[0].text if told else ""
            found.append(Decision(place, turn, teller.words.date(turn), text))
        return tuple(found)

    def branch_at(self, decision: int) -> None:
        """Go on from the question before an answer of the player, in a game and a file of its
        own. Raises ValueError for an answer there is not, or in an iron game.
        """
        self._not_iron()
        if not 0 <= decision < len(self._points):
            raise Refused(f"There is no decision {decision}; there are {len(self._points)}.")
        point = self._points[decision]
        label = turn_label(self.rules, point.state.turn)
        self._fork(point.entries, period(label), f"branched off in {label}")

    def _new_file(self, header: Header) -> Store | None:
        return self._place.shelf.new(header) if self._place.shelf else None

    def _fork(self, stop: int, since: str, origin: str) -> None:
        header = replace(self.header, origin=origin)
        record = Record(header, tuple(self._entries[:stop]), self._past)
        self._notice = f"This is a game of its own from {since} on; the other one stays as it was."
        self._open(record, self._new_file(header))

    def _not_iron(self) -> None:
        if self.header.iron:
            raise Refused("This is an iron game: answers stand. It was chosen at the start.")

    # ---------------------------------------------------------------- authors and advisors

    def reload(self) -> None:
        """Read the scenario from disk again and go on with it: the same game if only texts have
        changed, else a game of its own from this question, under the new rules. Raises ValueError
        with every mistake of a broken scenario; the game then stays as it was.
        """
        if self._place.folder is None:
            raise Refused("This game does not know the folder of its scenario.")
        try:
            loaded = load(self._place.folder)
            rules = build(loaded, short=self.header.short)
        except ScenarioError as error:
            raise Refused(f"{error}\n\nThe game stays as it was.") from None
        chosen = _bot_of(loaded, self.header)
        if rules.digest == self.rules.digest:
            self._take_up(rules, loaded)
            self._bot = chosen
            self._notice = f"{loaded.content.scenario.title} was read again; no rule has changed."
            return
        now = self._with_this_question()
        reason = misfit(rules, now)
        assert reason is not None  # noqa: S101 - the digests differ
        saved = rescue(rules, now, reason, loaded.digest)
        self._take_up(rules, loaded)
        self._bot, self._notice = chosen, saved.words
        self._open(saved.record, self._new_file(saved.record.header))

    def _take_up(self, rules: Rules, loaded: Loaded) -> None:
        self.rules, self.loaded = rules, loaded
        self._advised = None
        self._thinking.close()
        self._thinking = Thinking(rules, apart=self._apart)

    def _with_this_question(self) -> Record:
        """The record with a snapshot of where the game stands now."""
        if self.over:
            return self.record
        state = self._state
        rows, ask = self.rules.snapshot(state), self.rules.ask(state).name
        here = Snapshot(self._label, state.turn, ask, state.digest(), rows)
        return replace(self.record, entries=(*self._entries, here))

    def inspection(self) -> Inspection:
        """Everything there is to see of the game, for authors. Raises ValueError in an iron
        game.
        """
        if self.header.iron:
            raise Refused("This is an iron game: nobody looks behind the scenes.")
        return inspect(self.rules, self.loaded, self._state)

    def debrief(self) -> str:
        """Write a page about the game; where it is. Raises ValueError while the game goes on, or
        when it cannot be written.
        """
        if not self.over:
            raise Refused("The page is written when the game is over.")
        if self._place.debrief is None:
            raise Refused("No page can be written here.")
        return self._place.debrief(self)

    def copy(self, path: Path) -> None:
        """Write the record to a new file. Raises ValueError when that cannot be done."""
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in self.record.lines)
        except OSError as error:
            raise Refused(f"{path}: it cannot be written: {error.strerror}") from None

    # ---------------------------------------------------------------- inside

    @property
    def _label(self) -> str:
        return turn_label(self.rules, self._state.turn)

    def _nothing(self) -> Picks:
        return np.full((2, self.rules.seats, 1), -1)

    def _seat(self, state: State) -> int:
        """The played seat: its person while he lives, then the first living waverer."""
        if not self.header.seats:
            return -1
        alive = state.matrix[self.rules.layout["alive"].first :, 0]
        seat = self.rules.people.index(self.header.seats[0])
        heirs = [seat, *range(self.rules.leaders, self.rules.seats)]
        return next((heir for heir in heirs if alive[heir]), -1)

    def _seat_id(self, state: State) -> str:
        seat = self._seat(state)
        return self.rules.people[seat] if seat >= 0 else ""

    def _legal(self, ask: Ask, seat: int, key: str) -> tuple[int, int]:
        """The pick of a text. Raises ValueError with the reason why it is not possible."""
        try:
            verb, target = notation.read(self.rules, ask, key)
        except notation.NotationError as error:
            raise Refused(self._reason(key) or str(error)) from None
        legal = bool(ask.legal()[verb, seat, 0])
        if legal and target >= 0:
            lane = np.array([seat]), np.array([0])
            legal = bool(ask.target_legal(verb, *lane)[target, 0])
        if not legal:
            raise Refused(self._reason(key) or f"{key!r} is not possible now.")
        return verb, target

    def _reason(self, key: str) -> str:
        """Why an answer is barred, in the briefing's words; empty if it is none that is."""
        question = self.briefing().question
        reasons = [_barred(option, key) for option in (question.options if question else ())]
        return next((reason for reason in reasons if reason), "")

    def _run(self, picks: Picks) -> None:
        """From the answers given to one ask to the next question of the played seat."""
        while not self.over:
            ask = self.rules.ask(self._state)
            seat = self.seat
            waits = seat >= 0 and ask.asked[seat, 0] and picks[0, seat, 0] < 0
            if waits and not _nothing_to_propose(ask, seat):
                self._think_ahead(ask, seat)
                return
            self._one_ask(ask, picks)
            picks = self._nothing()

    def _think_ahead(self, ask: Ask, seat: int) -> None:
        """While the player reads, what the others answer and how it may all end is worked out."""
        others = [other for other in np.nonzero(ask.asked[:, 0])[0].tolist() if other != seat]
        ahead = self._bot if isinstance(self._bot, LookAhead) else None
        self._thinking.begin(self._state, ahead, others, seat)

    def _chosen(self, ask: Ask, seats: Sequence[int]) -> Picks:
        """What bots in some seats answer."""
        if not isinstance(self._bot, LookAhead):
            return self._bot(self.rules, self.rules.knowledge(self._state), ask)
        picks = self._nothing()
        for thought in self._thinking.thoughts(self._state, self._bot, seats):
            picks[:, thought.seat, 0] = thought.pick
        return picks

    def _one_ask(self, ask: Ask, picks: Picks) -> None:
        """Let the bots answer what nobody else has, and play the ask."""
        label, rules = self._label, self.rules
        silent = ask.asked[:, 0] & (picks[0, :, 0] < 0)
        if silent.any():
            seats = np.nonzero(silent)[0].tolist()
            chosen = self._chosen(ask, seats)
            for seat in seats:
                text = notation.write(rules, ask, int(chosen[0, seat, 0]), int(chosen[1, seat, 0]))
                picks[:, seat, 0] = notation.read(rules, ask, text)
                self._note(Answer(label, ask.name, rules.people[seat], text))
        before = self._state
        self._deeds += witness(rules, before, picks)
        self._state = rules.advance(self._state, picks)
        self._note(Done(label, ask.name))
        if closes(rules, before, self._state):
            self._course.note(self._state)
            self._note(self._closing(label))
        self._write(sync=False)

    def _closing(self, label: str) -> Snapshot:
        now = self.rules.snapshot(self._state)
        rows = {name: count for name, count in now.items() if self._snapshot.get(name) != count}
        self._snapshot = now
        following = "" if self.over else self.rules.ask(self._state).name
        return Snapshot(label, self._state.turn, following, self._state.digest(), rows)

    def _note(self, entry: Entry) -> None:
        self._entries.append(entry)
        self._unsaved.append(line_of(entry))

    def _write(self, *, sync: bool) -> None:
        if self._store is None or not self._writing or not self._unsaved:
            return
        try:
            self._append(self._store, sync=sync)
        except OSError as error:
            self._trouble = (
                f"The game cannot be saved to {self._store.name}: {error.strerror}. "
                "It goes on in memory, and every answer tries again."
            )
            return
        self._unsaved = []
        self._trouble = ""

    def _append(self, store: Store, *, sync: bool) -> None:
        """Write to a store; where another program has made its file meanwhile, to a new one.
        Raises OSError.
        """
        try:
            store.append(self._unsaved, sync=sync)
        except FileExistsError:
            fresh = self._new_file(self.header)
            if fresh is None:
                raise
            self._store = fresh
            fresh.append(self._unsaved, sync=sync)


def _nothing_to_propose(ask: Ask, seat: int) -> bool:
    """Whether a new committee's question who shall sit in the narrow body is an empty one."""
    return isinstance(ask.phase, Change) and not ask.legal()[1:, seat, 0].any()


def _light(state: State) -> State:
    """A state to keep: without what can be worked out again."""
    return replace(state, memo={})


def _bot_of(loaded: Loaded, header: Header) -> Bot:
    """The bot that plays the other seats. Raises ValueError for a level there is not."""
    levels = loaded.content.levels
    if not header.level:
        try:
            return bot(header.bot or "historical")
        except UnknownBot as error:
            raise Refused(str(error)) from None
    if header.level not in levels:
        raise Refused(f"There is no level {header.level!r}; there are: {', '.join(levels)}.")
    level = levels[header.level]
    budget = Budget(**level.budget.model_dump()) if level.budget else None
    found = bot(level.bot, noise=level.noise, bias=level.bias, budget=budget)
    return around(found, header.seats, level.followers)


def _barred(option: Option, key: str) -> str:
    """Why an answer that begins with an option is not possible, or "" if this is another."""
    if not option.legal and (key == option.key or key.startswith(f"{option.key} ")):
        return f"{option.label}: {_joined(option.barred)}"
    for target in option.targets:
        if not target.legal and key == f"{option.key} {target.key}":
            return f"{option.label}, {target.label}: {_joined(target.barred)}"
    return ""


def _joined(reasons: Sequence[str]) -> str:
    return "; ".join(reasons) if reasons else "this is not possible now"
