"""A scenario as data to the engine's rulebook, and to running rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.engine import book as bk
from game.engine.rules import Rules
from game.scenario import schema as sc
from game.scenario.load import Loaded

MONTHS = {"month": 1, "quarter": 3, "half": 6}
PACE = 2
"""How many turns of a short game go to one sitting."""


def build(loaded: Loaded, *, short: bool = False) -> Rules:
    """The rules of a loaded scenario; of its `short` game with half as many sittings. Raises
    ScenarioError with every mistake found.
    """
    from game.scenario.check import refuse  # the check builds too, to find mistakes in expressions

    refuse(loaded)
    book = book_of(loaded.content)
    return Rules(shortened(book) if short else book)


def shortened(book: bk.Book) -> bk.Book:
    """The same rulebook with one sitting for every two turns: the second of each pair.

    All that has a date or counts turns stays as it is, and the books of every turn are closed. What
    a sitting must not miss, because it falls between two, waits for the next: meetings, the ends of
    cards' windows and of a person's inclinations.
    """

    def sitting(turn: int) -> int:
        return -(-turn // PACE) * PACE

    return replace(
        book,
        pace=PACE,
        turns=sitting(book.turns),
        calendar=tuple(dict.fromkeys((sitting(turn), body) for turn, body in book.calendar)),
        events=tuple(
            replace(event, window=(event.window[0], sitting(event.window[1])))
            for event in book.events
        ),
        bias=tuple(replace(bias, last=sitting(bias.last)) for bias in book.bias),
    )


def months_of(date: str) -> int:
    """A month `1924-01` as months since year 0."""
    year, month = date.split("-")[:2] if "-" in date else (date, "1")
    return int(year) * 12 + int(month) - 1


def turn_of(content: sc.Scenario, date: str) -> int:
    """The turn a date lies in; below 1 or above the last outside the game."""
    header = content.scenario
    return (months_of(date) - months_of(header.start)) // MONTHS[header.turn] + 1


def turn_count(content: sc.Scenario) -> int:
    """How many turns a game has."""
    return turn_of(content, content.scenario.end)


def effects_of(effects: Sequence[sc.Effect]) -> tuple[bk.Effect, ...]:
    """Effects as the engine takes them."""
    found: list[bk.Effect] = []
    for effect in effects:
        match effect:
            case str():
                found.append(bk.Do(effect))
            case sc.Each():
                found.append(bk.Each(effect.each, effect.name, effect.where, effects_of(effect.do)))
            case sc.If():
                found.append(
                    bk.If(effect.condition, effects_of(effect.then), effects_of(effect.otherwise))
                )
            case sc.Later():
                found.append(bk.Later(effect.later.turns, effects_of(effect.later.do)))
    return tuple(found)


def book_of(content: sc.Scenario) -> bk.Book:
    """The rulebook of a scenario whose names are known to fit."""
    header = content.scenario
    people = ordered_people(content)
    issues = tuple(content.issues)
    return bk.Book(
        id=header.id,
        start=months_of(header.start),
        months=MONTHS[header.turn],
        turns=turn_count(content),
        cards=header.cards,
        rounds=header.rounds,
        slots=header.motions,
        currency=header.currency,
        initiative=header.initiative,
        repeat_cost=header.repeat_cost,
        repeat_appeal=header.repeat_appeal,
        repeat_fade=header.repeat_fade,
        noise=header.noise,
        pass_appeal=header.pass_appeal,
        prospects=header.prospects,
        traits=tuple(content.traits),
        issues=issues,
        lines=tuple(issue.line for issue in content.issues.values()),
        factions=tuple(content.factions),
        people=tuple(_person(content, id) for id in people),
        blocs=tuple(
            bk.Bloc(
                id,
                bloc.weight,
                bloc.control or "",
                tuple(bloc.mood.get(issue, 0) for issue in issues),
            )
            for id, bloc in content.blocs.items()
        ),
        posts=tuple(
            bk.Post(
                id,
                post.holder or "",
                post.appointed_by,
                post.weight,
                post.bloc or "",
                post.secretary,
            )
            for id, post in content.posts.items()
        ),
        bodies=tuple(_body(id, body) for id, body in content.bodies.items()),
        policies=tuple(
            bk.Policy(
                id,
                tuple(sorted(int(value) for value in policy.settings)),
                policy.start,
                policy.decided_by,
                policy.ideal,
            )
            for id, policy in content.policies.items()
        ),
        quantities=(*_quantities(content, people), *_flags(content, people)),
        dice=tuple(content.dice),
        tables=tuple(
            (id, tuple((float(x), float(y)) for x, y in points))
            for id, points in content.tables.items()
        ),
        formulas=tuple(
            (id, tuple(formula.of), formula.value) for id, formula in content.formulas.items()
        ),
        report=effects_of(content.report),
        close=effects_of(content.close),
        manoeuvres=tuple(_manoeuvre(id, act) for id, act in content.manoeuvres.items()),
        motions=tuple(_motion(content, id, motion) for id, motion in content.motions.items()),
        lobby=tuple(_act(id, act) for id, act in content.lobby.acts.items())
        if content.lobby
        else (),
        broken=effects_of(content.lobby.broken) if content.lobby else (),
        vote=_vote(content.vote) if content.vote else bk.Vote(),
        events=tuple(_event(content, id, event) for id, event in content.events.items()),
        calendar=tuple(
            (turn_of(content, meeting.on), meeting.body) for meeting in content.calendar
        ),
        congress=_congress(content.congress) if content.congress else None,
        appointments=(content.appointments.when, content.appointments.appeal)
        if content.appointments
        else None,
        endings=tuple(
            bk.Ending(id, ending.when, ending.early, ending.winner)
            for id, ending in sorted(content.endings.items(), key=lambda pair: pair[1].rank)
        ),
        bias=tuple(
            bk.Bias(bias.person, bias.act, bias.target or "", bias.from_, bias.to, bias.add)
            for bias in content.bias
        ),
    )


def ordered_people(content: sc.Scenario) -> list[str]:
    """The ids of all people: leaders, other seats, the rest."""
    order = {"leader": 0, "waverer": 1}
    return sorted(content.people, key=lambda id: order.get(content.people[id].seat or "", 2))


def _person(content: sc.Scenario, id: str) -> bk.Person:
    person = content.people[id]
    play = person.playable
    return bk.Person(
        id=id,
        seat=person.seat or "",
        born=person.born,
        faction=person.faction or "",
        patron=person.patron or "",
        traits=tuple(
            person.traits.get(trait, declared.default) for trait, declared in content.traits.items()
        ),
        positions=tuple(person.positions.get(issue, 0) for issue in content.issues),
        goals=tuple(goal.removeprefix("ending.") for goal in play.goals) if play else (),
    )


def _body(id: str, body: sc.Body) -> bk.Body:
    return bk.Body(
        id=id,
        members=tuple(body.members),
        candidates=tuple(body.candidates),
        assembly=body.assembly or "",
        chair=body.chair,
        two_thirds=body.needs == "two_thirds",
        chair_breaks_tie=body.tie == "chair",
        size=body.size,
        precedence=body.precedence,
    )


def kinds_of(per: str | Sequence[str] | None) -> tuple[str, ...]:
    """The kinds a quantity is kept for."""
    return () if per is None else (per,) if isinstance(per, str) else tuple(per)


def _starts(
    content: sc.Scenario, people: Sequence[str], id: str, kinds: tuple[str, ...]
) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The members of a quantity that start with a value of their own."""
    if not kinds or kinds[0] not in ("person", "seat", "leader", "bloc"):
        return ()
    leaders = [p for p in people if content.people[p].seat == "leader"]
    seats = [p for p in people if content.people[p].seat]
    groups: dict[str, Sequence[str]] = {
        "person": people,
        "leader": leaders,
        "seat": seats,
        "bloc": list(content.blocs),
    }
    found: list[tuple[tuple[str, ...], float]] = []
    for member in groups[kinds[0]]:
        given = (content.blocs[member] if kinds[0] == "bloc" else content.people[member]).start.get(
            id
        )
        if isinstance(given, dict):
            found += [((member, other), float(value)) for other, value in given.items()]
        elif given is not None:
            found.append(((member,), float(given)))
    return tuple(found)


def _quantities(content: sc.Scenario, people: Sequence[str]) -> tuple[bk.Quantity, ...]:
    found = []
    for id, quantity in content.quantities.items():
        kinds = kinds_of(quantity.per)
        posts = tuple(quantity.seen_by) if isinstance(quantity.seen_by, list) else ()
        found.append(
            bk.Quantity(
                id=id,
                per=kinds,
                low=float(quantity.range[0]),
                high=float(quantity.range[1]),
                step=float(quantity.step),
                start=float(quantity.start),
                starts=_starts(content, people, id, kinds),
                value=quantity.value,
                seen_by="posts" if posts else str(quantity.seen_by),
                seen_posts=posts,
                band=float(quantity.band or 0),
                estimate=quantity.estimate,
            )
        )
    return tuple(found)


def _flags(content: sc.Scenario, people: Sequence[str]) -> tuple[bk.Quantity, ...]:
    return tuple(
        bk.Quantity(
            id=id,
            per=kinds_of(flag.per),
            low=0,
            high=1,
            step=1,
            start=float(flag.start),
            starts=_starts(content, people, id, kinds_of(flag.per)),
            truth=True,
        )
        for id, flag in content.flags.items()
    )


def _target(target: sc.Target | None) -> bk.Target:
    return bk.Target(target.kind, target.when, target.appeal) if target else bk.Target()


def _manoeuvre(id: str, act: sc.Manoeuvre) -> bk.Manoeuvre:
    return bk.Manoeuvre(
        id, act.when, _target(act.target), act.cost, effects_of(act.effects), act.appeal
    )


def _motion(content: sc.Scenario, id: str, motion: sc.Motion) -> bk.Motion:
    return bk.Motion(
        id=id,
        body=motion.body,
        ratified_by=motion.ratified_by or "",
        when=motion.when,
        target=_target(motion.target),
        against=motion.against,
        cost=motion.cost,
        severity=motion.severity,
        hostile=motion.hostile,
        direction=tuple(float(motion.direction.get(issue, 0)) for issue in content.issues),
        need=motion.need,
        stance=motion.stance,
        passed=effects_of(motion.passed),
        failed=effects_of(motion.failed),
        closed_for=motion.closed_for,
        two_thirds=motion.needs == "two_thirds",
        appeal=motion.appeal,
    )


def _act(id: str, act: sc.LobbyAct) -> bk.LobbyAct:
    return bk.LobbyAct(
        id=id,
        kind=act.kind,
        when=act.when,
        target_when=act.target_when,
        cost=act.cost,
        sway=act.sway,
        effects=effects_of(act.effects),
        appeal=act.appeal,
        target_appeal=act.target_appeal,
        accept=act.accept,
    )


def _vote(vote: sc.Vote) -> bk.Vote:
    return bk.Vote(
        terms=tuple((id, term.value) for id, term in vote.terms.items()),
        second=tuple((id, term.value) for id, term in vote.second.items()),
        scale=float(vote.scale),
        threshold=float(vote.threshold),
        noise=float(vote.noise),
        absent=vote.absent,
        follow=vote.follow,
        with_majority=effects_of(vote.with_majority),
        against_majority=effects_of(vote.against_majority),
        carried=effects_of(vote.carried),
        lost=effects_of(vote.lost),
    )


def _event(content: sc.Scenario, id: str, event: sc.Event) -> bk.Event:
    first, last = event.window or [content.scenario.start, content.scenario.end]
    return bk.Event(
        id=id,
        window=(turn_of(content, first), turn_of(content, last)),
        when=event.when,
        urgency=event.urgency,
        decider=event.decider,
        options=tuple(
            bk.Option(name, option.when, effects_of(option.effects), option.appeal)
            for name, option in event.options.items()
        ),
        repeat=event.repeat,
    )


def _congress(congress: sc.Congress) -> bk.Congress:
    return bk.Congress(
        committee=congress.committee,
        delegates=congress.delegates,
        support=congress.support,
        keep=congress.keep,
        list_bonus=congress.list_bonus,
        list_maker=congress.list_maker,
        filter=congress.filter,
        elects=congress.elects,
        proposer=congress.proposer,
        changes=congress.changes,
        motions=tuple(congress.motions),
    )
