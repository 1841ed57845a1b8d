"""What can be played here: new games from scenarios, and games that were saved."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import game
from game.bots import BOTS
from game.briefing.choice import LeaderCard, SaveCard, ScenarioCard
from game.briefing.ending import achievements
from game.briefing.words import period
from game.engine.rules import VERSION, Rules
from game.installation import scenarios_folder
from game.record.errors import RecordError
from game.record.minutes import MOST_SEED, Header
from game.record.record import Record, read
from game.record.rescue import misfit, rescue
from game.record.store import FileStore
from game.scenario.build import build
from game.scenario.load import Loaded, load
from game.scenario.problems import ScenarioError, nearest
from game.scenario.schema import Playable, Scenario
from game.scenario.shipped import find, find_again, known_as, shipped
from game.session.errors import Refused
from game.session.profile import Profile
from game.session.session import Place, Session
from game.session.shelf import Shelf

_UNTOLD = Playable(difficulty="medium", brief="-", goals=[])


class Opening:
    """Starts games and goes on with saved ones; games are kept in `folder`, what was achieved in
    the file `profile`. With `apart` bots think in a process of their own while the player reads;
    `debrief` writes a page about a game that is over.
    """

    def __init__(
        self,
        folder: Path,
        profile: Path | None = None,
        *,
        apart: bool = False,
        debrief: Callable[[Session], str] | None = None,
    ) -> None:
        self.shelf = Shelf(folder)
        self.profile = Profile(profile or folder / "profile.json")
        self._last: tuple[tuple[str, bool], tuple[Loaded, Rules]] | None = None
        self._apart = apart
        self._debrief = debrief
        self._played: Session | None = None

    # ---------------------------------------------------------------- what there is

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        """The scenarios that can be started. Raises ValueError when there is none; one that is
        broken, or has nobody to play, is left out as long as there are others.
        """
        cards, refused = [], []
        for folder in shipped():
            try:
                content = load(folder).content
                had = self.profile.achieved(content.scenario.id)
                card = scenario_card(folder, content, had)
            except ScenarioError as error:
                refused.append(f"{folder.name}: {error}")
                continue
            if card.leaders:
                cards.append(card)
            else:
                refused.append(f"{folder.name}: nobody can be played; main.py check says why.")
        if not cards:
            raise Refused("\n\n".join(refused) or f"There is no scenario in {scenarios_folder()}.")
        return tuple(cards)

    def saves(self) -> tuple[SaveCard, ...]:
        """The games that can be gone on with, the latest first. Raises ValueError."""
        return self.shelf.saves()

    # ---------------------------------------------------------------- starting

    def new_game(
        self,
        scenario: str,
        seat: str,
        level: str,
        seed: int | None,
        *,
        iron: bool = False,
        short: bool = False,
    ) -> Session:
        """Start a game: name or path of the scenario, ids of seat and level ("" for the usual
        ones), a seed or None for any; in an iron game no answer is taken back, a short one has
        half as many sittings. Raises ValueError.
        """
        folder = find(scenario)
        loaded, rules = self._open(folder, short=short)
        content = loaded.content
        who = _seat(content, seat)
        header = replace(
            new_header(folder, loaded, rules, seed),
            seats=(who,),
            player=content.people[who].name,
            level=_level(content, level),
            iron=iron,
        )
        session = Session(
            rules,
            loaded,
            Record(header),
            store=self.shelf.new(header),
            place=self._place(folder),
        )
        return self._seated(session)

    def _seated(self, session: Session) -> Session:
        if self._apart:
            self.close()
            session.think_apart()
            self._played = session
        return session

    def close(self) -> None:
        """Let the worker of the last game go; one game is played at a time."""
        if self._played is not None:
            self._played.close()
            self._played = None

    def demo(
        self, scenario: str, bots: str, seed: int, file: Path | None, *, short: bool = False
    ) -> Session:
        """A whole game played by bots alone, written to `file` if one is named. Raises
        ValueError.
        """
        if bots not in BOTS:
            raise Refused(f"no bot is called {bots!r}; there are: {', '.join(BOTS)}")
        if file is not None and file.exists():
            raise Refused(f"{file} is there already; name a file that is not.")
        folder = find(scenario)
        loaded, rules = self._open(folder, short=short)
        header = replace(new_header(folder, loaded, rules, seed), bot=bots)
        session = Session(rules, loaded, Record(header), store=FileStore(file) if file else None)
        session.save()
        return session

    def resume(self, path: str, scenario: str = "") -> Session:
        """Go on with a saved game; `scenario` says where its scenario is if it is not found by
        its name. A damaged record, or one of other rules, goes on in a new file as far as it can
        be saved, with a notice that says so. Raises ValueError when nothing can.
        """
        record = read(Path(path))
        folder = _folder_of(record, path, scenario)
        loaded, rules = self._open(folder, short=record.header.short)
        reason = misfit(rules, record)
        if reason is None:
            store = FileStore(Path(path), record.whole, record.size)
            try:
                session = Session(
                    rules,
                    loaded,
                    record,
                    store=store,
                    place=self._place(folder),
                    notice=record.cut,
                )
                return self._seated(session)
            except RecordError as error:
                reason = error
        saved = rescue(rules, record, reason, loaded.digest)
        store = self.shelf.new(saved.record.header)
        session = Session(
            rules,
            loaded,
            saved.record,
            store=store,
            place=self._place(folder),
            notice=saved.words,
        )
        return self._seated(session)

    def _place(self, folder: Path) -> Place:
        return Place(self.shelf, self.profile, folder, self._debrief)

    def _open(self, folder: Path, *, short: bool) -> tuple[Loaded, Rules]:
        """A scenario and its rules; those of the last one serve again while its files are the
        same: compiled rules are large, and one game after the other is the usual case.
        """
        try:
            loaded = load(folder)
            key = loaded.digest, short
            if self._last is None or self._last[0] != key:
                self._last = key, (loaded, build(loaded, short=short))
        except ScenarioError:
            return open_scenario(folder, short=short)  # it tells all that is wrong
        return self._last[1]


def open_scenario(folder: Path, *, short: bool = False) -> tuple[Loaded, Rules]:
    """A scenario and its rules, or those of its short game. Raises Refused with every mistake of a
    broken one.
    """
    try:
        loaded = load(folder)
        return loaded, build(loaded, short=short)
    except ScenarioError as error:
        raise Refused(f"{error}\n\nThe scenario in {folder} cannot be played.") from None


def open_record(path: Path, scenario: str = "") -> tuple[Record, Loaded, Rules]:
    """A record and the scenario it was played with, as it is now. Raises ValueError."""
    record = read(path)
    return record, *open_scenario(
        _folder_of(record, str(path), scenario), short=record.header.short
    )


def _folder_of(record: Record, path: str, scenario: str) -> Path:
    """Where the scenario of a record is. Raises RecordError."""
    try:
        return find(scenario) if scenario else find_again(record.header.folder)
    except ValueError as error:
        hint = "" if scenario else "; say where it is with --scenario PATH"
        raise RecordError(path, f"its scenario is not here: {error}{hint}") from None


def refuse_seed(seed: int) -> None:
    """Raises Refused for dice that there are not."""
    if not 0 <= seed <= MOST_SEED:
        raise Refused(f"The seed is {seed}; it must be from 0 to {MOST_SEED}.")


def new_header(folder: Path, loaded: Loaded, rules: Rules, seed: int | None) -> Header:
    """The header of a new game, without its players. Raises ValueError for an impossible seed."""
    if seed is not None:
        refuse_seed(seed)
    return Header(
        scenario=loaded.content.scenario.id,
        title=loaded.content.scenario.title,
        folder=known_as(folder),
        version=VERSION,
        rules=rules.digest,
        files=loaded.digest,
        seed=secrets.randbelow(1_000_000) if seed is None else seed,
        seats=(),
        game=game.__version__,
        short=rules.book.pace > 1,
    )


# -------------------------------------------------------------------- cards


def scenario_card(
    folder: Path, content: Scenario, had: frozenset[str] = frozenset()
) -> ScenarioCard:
    """A scenario as it is offered for choice, with what was achieved in it before."""
    header = content.scenario
    levels = [(name, level.label, level.note or "") for name, level in content.levels.items()]
    return ScenarioCard(
        path=str(folder),
        id=header.id,
        title=header.title,
        summary=header.summary,
        dates=f"{period(header.start)} to {period(header.end)}",
        leaders=tuple(_leader_card(content, who) for who in playable(content)),
        levels=tuple(levels),
        achievements=achievements(content, had),
        achievable=len(content.achievements),
    )


def playable(content: Scenario) -> list[str]:
    """The people who can be played, in the order of the scenario."""
    people = content.people.items()
    return [who for who, person in people if person.playable and person.seat]


def _leader_card(content: Scenario, who: str) -> LeaderCard:
    person = content.people[who]
    play = person.playable or _UNTOLD
    faction = content.factions.get(person.faction or "")
    portrait = person.portrait.model_dump()
    return LeaderCard(
        id=who,
        name=person.name,
        short=person.short,
        born=person.born,
        difficulty=play.difficulty,
        brief=play.brief,
        goals=tuple(content.endings[goal.removeprefix("ending.")].title for goal in play.goals),
        openings=tuple(play.openings),
        portrait=tuple((name, str(value)) for name, value in portrait.items()),
        faction=faction.label if faction else "",
        shape=faction.shape if faction else "hexagon",
        colour=faction.colour if faction else "grey",
    )


def _seat(content: Scenario, seat: str) -> str:
    known = playable(content)
    if not known:
        raise Refused(f"Nobody in {content.scenario.title} can be played.")
    if seat and seat not in known:
        raise Refused(_not_here(f"{seat!r} cannot be played", seat, known))
    return seat or known[0]


def _level(content: Scenario, level: str) -> str:
    known = list(content.levels)
    if level and level not in known:
        raise Refused(_not_here(f"there is no level {level!r}", level, known))
    return level or (known[0] if known else "")


def _not_here(what: str, name: str, known: list[str]) -> str:
    close = nearest(name, known)
    meant = f"did you mean {close!r}? " if close else ""
    return f"{what}; {meant}there are: {', '.join(known) or 'none'}"
