"""The declared shape of every section of a scenario: the one source for the check and for editors.

A scenario is a folder of YAML files merged by section. Ids are the keys of mappings; every id of
people, blocs, posts, bodies, factions, issues, policies, quantities, traits, tables, formulas,
dice, flags and events shares one namespace, because expressions name them bare.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag


class Marker:
    """What a string of the scenario is meant to be; the check parses it accordingly."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


Expression = Annotated[str | int | float | bool, Marker("expression")]
"""A value or a condition in the scenario's expression language; a bare number or truth will do."""

Statement = Annotated[str, Marker("statement")]
"""One effect: `name += expression`, `-=` or `=`."""

Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$"), Marker("date")]
"""A month, `1924-01`."""

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-([012]\d|3[01]))?)?$")]
"""A year, a month or a day."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Told = Annotated[str, StringConstraints(min_length=1, max_length=4000), Marker("told")]
"""A text about a finished game: `{famine_dead}`, any number in braces, is put in as it is then."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=160)]
Sources = Annotated[list[str], Marker("sources")]


class Shape(BaseModel):
    """Common rules: unknown keys are refused, nothing is coerced, values are not changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


# ------------------------------------------------------------------ effects


class Each(Shape):
    """The statements of `do` for every member of the group `each` for whom `where` holds."""

    each: Expression
    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")] = Field(
        default="it", alias="as"
    )
    where: Expression = True
    do: list[Effect]


class If(Shape):
    """The statements of `then` in the games where the condition holds, else those of `else`."""

    condition: Expression = Field(alias="if")
    then: list[Effect]
    otherwise: list[Effect] = Field(default=[], alias="else")


class Delay(Shape):
    """When and what: `turns` turns later, in the report phase."""

    turns: Annotated[int, Field(ge=1, le=40)] = Field(alias="in")
    do: list[Effect]


class Later(Shape):
    """Statements that fall due later; actor and target are remembered."""

    later: Delay


def effect_kind(value: Any) -> str | None:
    """Which kind of effect a value is meant to be: told by its key, or a text."""
    if isinstance(value, str):
        return "effect statement"
    if isinstance(value, dict):
        return next((f"effect {key}" for key in ("each", "if", "later") if key in value), None)
    return None


Effect = Annotated[
    Annotated[Statement, Tag("effect statement")]
    | Annotated[Each, Tag("effect each")]
    | Annotated[If, Tag("effect if")]
    | Annotated[Later, Tag("effect later")],
    Discriminator(effect_kind),
]
"""An effect: a statement, or `each`, `if` or `later` around more effects."""


# ------------------------------------------------------------------ the world


class Header(Shape):
    """Who and when: the scenario's identity, calendar and number of asks a turn. `strip` names the
    quantities a player always has before him, his own where they are kept for people; `paper` is
    the name of the newspaper that tells the news.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")]
    title: Line
    summary: Text
    licence: Line
    authors: list[Line] = []
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    start: Date
    end: Date
    turn: Literal["month", "quarter", "half"] = "quarter"
    rounds: Annotated[int, Field(ge=1, le=3)] = 3
    cards: Annotated[int, Field(ge=0, le=5)] = 3
    motions: Annotated[int, Field(ge=1, le=4)] = 3
    currency: Annotated[str, Marker("quantity")]
    strip: Annotated[list[str], Marker("quantities"), Field(max_length=7)] = []
    repeat_cost: Annotated[float | int, Field(ge=0, le=10)] = 1
    repeat_appeal: Annotated[float | int, Field(ge=0, le=100)] = 8
    repeat_fade: Annotated[float | int, Field(ge=0, le=1)] = 0.6
    noise: Annotated[float | int, Field(ge=0, le=200)] = 35
    initiative: Expression = 0
    pass_appeal: Expression = 10
    prospects: Expression = 50
    opening: Text | None = None
    paper: Line | None = None


Kind = Literal["person", "seat", "leader", "bloc", "post", "policy"]


class Quantity(Shape):
    """A number the rulebook tracks: one for the world, or one for each member of a kind or pair."""

    label: Line
    short: Line | None = None
    unit: Annotated[str, StringConstraints(max_length=40)] = ""
    per: Kind | Annotated[list[Kind], Field(min_length=2, max_length=2)] | None = None
    range: Annotated[list[float | int], Field(min_length=2, max_length=2)]
    step: Annotated[float | int, Field(gt=0, le=100)] = 1
    start: float | int = 0
    value: Expression | None = None
    seen_by: Literal["all", "self", "both", "nobody"] | Annotated[list[str], Marker("posts")] = (
        "all"
    )
    band: Annotated[float | int, Field(gt=0)] | None = None
    estimate: Expression | None = None
    panel: Literal["economy", "party", "abroad", "person", "bloc"] | None = None
    good: Literal["up", "down", "none"] = "none"
    note: Text | None = None
    sources: Sources = []


class Trait(Shape):
    """A constant of every person, 0 to 10."""

    label: Line
    note: Text | None = None
    default: Annotated[int, Field(ge=0, le=10)] = 5


class Flag(Shape):
    """A truth the scenario remembers, for the world or for each person."""

    label: Line
    per: Literal["person", "bloc"] | None = None
    start: bool = False


class Die(Shape):
    """A number 0 to 100 drawn anew at the start of every turn."""

    label: Line


class Formula(Shape):
    """A named expression with parameters, put in wherever it is called."""

    of: Annotated[
        list[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]], Field(max_length=3)
    ]
    value: Expression
    label: Line | None = None
    note: Text | None = None


class Issue(Shape):
    """A question on which everybody stands somewhere from -100 (first end) to 100 (second)."""

    label: Line
    ends: Annotated[list[Line], Field(min_length=2, max_length=2)]
    line: Annotated[int, Field(ge=-100, le=100)] = 0
    note: Text | None = None


class Faction(Shape):
    """A shared label and platform."""

    label: Line
    shape: Literal["square", "triangle", "diamond", "circle", "hexagon", "cross"]
    colour: Literal["red", "ink", "blue", "ochre", "green", "grey"]
    platform: dict[str, int] = {}
    note: Text | None = None


class Portrait(Shape):
    """Parameters of a drawn head; "any" leaves a feature to the drawing."""

    hair: Literal[
        "bald",
        "short",
        "receding",
        "swept",
        "curly",
        "shock",
        "wavy",
        "parted",
        "bob",
        "bun",
        "scarf",
        "cap",
    ] = "short"
    hair_colour: Literal["black", "brown", "fair", "grey", "red"] = "black"
    beard: Literal["none", "goatee", "full", "pointed", "stubble"] = "none"
    moustache: Literal["none", "thin", "thick", "handlebar", "brush"] = "none"
    glasses: Literal["none", "round", "pince-nez"] = "none"
    coat: Literal["tunic", "suit", "uniform", "blouse", "shirt"] = "tunic"
    face: Literal["long", "round", "square"] = "long"
    skin: Literal["pale", "tan", "ruddy"] = "pale"
    brows: Literal["any", "plain", "heavy", "arched", "thin"] = "any"
    nose: Literal["any", "straight", "hooked", "broad"] = "any"
    age: Literal["any", "young", "middle", "old"] = "any"


class Term(Shape):
    """A labelled number: a row of a member's reasons, or a measure of how far something is."""

    label: Line
    value: Expression


class Secret(Shape):
    """A secret objective of a playable person: known to that seat alone and judged when the game
    ends. `actor` in its expressions is this person.
    """

    label: Line
    text: Text
    when: Expression
    progress: dict[str, Term] = {}


class Playable(Shape):
    """What a player of this person is told."""

    difficulty: Literal["easy", "medium", "hard"]
    brief: Text
    goals: Annotated[list[str], Marker("endings")]
    openings: list[Line] = []
    secrets: list[Secret] = []


class Person(Shape):
    """Somebody of the time: what is known of him, and where he stands at the start."""

    name: Line
    short: Annotated[str, StringConstraints(min_length=1, max_length=16)]
    initials: Annotated[str, StringConstraints(min_length=1, max_length=6)]
    born: Annotated[int, Field(ge=1, le=9999)]
    died: Day | None = None
    seat: Literal["leader", "waverer"] | None = None
    faction: Annotated[str, Marker("faction")] | None = None
    patron: Annotated[str, Marker("person")] | None = None
    traits: dict[str, Annotated[int, Field(ge=0, le=10)]] = {}
    positions: dict[str, Annotated[int, Field(ge=-100, le=100)]] = {}
    start: dict[str, float | int | bool | dict[str, float | int]] = {}
    playable: Playable | None = None
    note: Text | None = None
    fate: Text | None = None
    testament: Text | None = None
    portrait: Portrait = Portrait()
    sources: Sources = []


class Bloc(Shape):
    """A part of the party that sends delegates."""

    label: Line
    weight: Annotated[int, Field(ge=0, le=1000)]
    control: Annotated[str, Marker("leader")] | None = None
    mood: dict[str, Annotated[int, Field(ge=-100, le=100)]] = {}
    start: dict[str, float | int | bool | dict[str, float | int]] = {}
    note: Text | None = None


class Post(Shape):
    """An office one person holds."""

    label: Line
    short: Line | None = None
    holder: Annotated[str, Marker("person")] | None = None
    appointed_by: Annotated[str, Marker("body")]
    weight: Annotated[float | int, Field(ge=0, le=10)] = 1
    bloc: Annotated[str, Marker("bloc")] | None = None
    secretary: bool = False
    note: Text | None = None
    sources: Sources = []


class Body(Shape):
    """Where votes are taken: by named members, or by the delegates of an assembly."""

    label: Line
    members: Annotated[list[str], Marker("people")] = []
    candidates: Annotated[list[str], Marker("people")] = []
    assembly: Literal["committee", "delegates"] | None = None
    chair: Expression = "nobody"
    needs: Literal["majority", "two_thirds"] = "majority"
    tie: Literal["chair", "fails"] = "fails"
    size: Annotated[int, Field(ge=1, le=25)] = 9
    precedence: Expression = 0
    note: Text | None = None


class Policy(Shape):
    """An economic setting a body decides: named values on a scale."""

    label: Line
    settings: dict[Annotated[str, StringConstraints(pattern=r"^-?\d+$")], Line]
    start: int
    decided_by: Annotated[str, Marker("body")]
    ideal: Expression = 0
    note: Text | None = None
    sources: Sources = []


# ------------------------------------------------------------------ what can be done

TargetKind = Literal[
    "none", "person", "leader", "bloc", "post", "issue_end", "setting", "appointment"
]


class Target(Shape):
    """Whom or what an act is aimed at: the kind, which are legal, and how much bots want each."""

    kind: TargetKind
    when: Expression = True
    appeal: Expression = 0


class Manoeuvre(Shape):
    """Something a seat may do in a round of manoeuvres."""

    label: Line
    group: Literal["machine", "persuasion", "attack", "alliance", "masses", "office", "self"] = (
        "self"
    )
    when: Expression = True
    target: Target | None = None
    cost: Expression = 1
    effects: list[Effect]
    appeal: Expression = 10
    secret: bool | Literal["both"] = False
    seen: Line | None = None
    why: Text
    note: Text | None = None
    sources: Sources = []


class Motion(Shape):
    """Something a member may table. Its voters weigh `vote.terms` and this motion's own stance."""

    label: Line
    body: Annotated[str, Marker("body")]
    ratified_by: Annotated[str, Marker("body")] | None = None
    when: Expression = True
    target: Target | None = None
    against: Expression = "nobody"
    cost: Expression = 3
    severity: Expression = 0
    hostile: Literal[-1, 0, 1] = 0
    direction: dict[str, Annotated[float | int, Field(ge=-1, le=1)]] = {}
    need: Expression = 0
    stance: Expression = 0
    passed: list[Effect]
    failed: list[Effect] = []
    closed_for: Annotated[int, Field(ge=0, le=40)] = 2
    needs: Literal["majority", "two_thirds"] = "majority"
    appeal: Expression = 10
    why: Text
    note: Text | None = None
    sources: Sources = []


class LobbyAct(Shape):
    """What a seat may do about a motion on the table before it is voted on."""

    label: Line
    kind: Literal["offer", "trade", "pressure", "refer", "withdraw"]
    seen: Line | None = None
    when: Expression = True
    target_when: Expression = True
    cost: Expression = 1
    sway: Expression = 0
    effects: list[Effect] = []
    appeal: Expression = 10
    target_appeal: Expression = 0
    accept: Expression = 0
    why: Text


class Lobby(Shape):
    """The corridor: acts before a vote, and what a broken pledge costs."""

    acts: dict[str, LobbyAct]
    broken: list[Effect] = []


class Vote(Shape):
    """How members weigh a motion. First `terms` in sum; then `second`, which may read `lean`,
    the mean over the voters of the first sum cut to -1..1 at `scale`; above `threshold` a member
    votes aye, below its negative nay, else abstains. Noise is triangular.
    """

    terms: dict[str, Term]
    second: dict[str, Term] = {}
    scale: Annotated[float | int, Field(gt=0)] = 20
    threshold: Annotated[float | int, Field(gt=0)] = 6
    noise: Annotated[float | int, Field(ge=0)] = 8
    absent: Expression = 0
    follow: Expression = "100 * vote"
    with_majority: list[Effect] = []
    against_majority: list[Effect] = []
    carried: list[Effect] = []
    lost: list[Effect] = []


class History(Shape):
    """What really happened at this card."""

    chosen: str | None = None
    on: Day | None = None
    note: Text
    sources: Sources = []
    confidence: Literal["high", "medium", "low"] = "medium"


class Option(Shape):
    """One answer to a card."""

    label: Line
    when: Expression = True
    effects: list[Effect] = []
    appeal: Expression = 10
    after: Text | None = None


class Event(Shape):
    """A card: it is dealt when its condition holds, to its decider, once unless `repeat`."""

    title: Line
    window: Annotated[list[Date], Field(min_length=2, max_length=2)] | None = None
    when: Expression = True
    urgency: Expression = 5
    decider: Expression = "nobody"
    text: Text
    short: Text | None = None
    stake: Line | None = None
    options: Annotated[dict[str, Option], Field(min_length=1, max_length=5)]
    history: History | None = None
    course: Literal["history", "other"] = "history"
    repeat: Annotated[int, Field(ge=0, le=40)] = 0
    form: Line | None = None
    tags: list[str] = []
    sources: Sources = []


class Meeting(Shape):
    """A date on the party's calendar; at a congress the committee is elected anew."""

    on: Date
    body: Annotated[str, Marker("body")]
    label: Line
    sources: Sources = []


class Congress(Shape):
    """How the congress renews the committee, and the committee the narrow body.

    keep: share of the committee that stays, in percent. list_bonus: percent of the seats added
    for the camp of the person `list_maker`. filter: percent of each delegation that the tiers of
    indirect election give by the square of support instead of by support. changes: how many
    changes of the body `elects` may be put, each by `proposer` as one of the motions named in
    `motions`, each voted by the new committee.
    """

    committee: Annotated[int, Field(ge=20, le=400)] = 100
    delegates: Annotated[int, Field(ge=100, le=2000)] = 1000
    support: Annotated[str, Marker("quantity")]
    keep: Expression = 30
    list_bonus: Expression = 0
    list_maker: Expression = "nobody"
    filter: Expression = 50
    elects: Annotated[str, Marker("body")]
    proposer: Expression = "nobody"
    changes: Annotated[int, Field(ge=0, le=3)] = 3
    motions: Annotated[list[str], Marker("motions")] = []


class Appointments(Shape):
    """Who fills a vacant post at the close of a turn if nobody was appointed: the person with the
    highest `appeal` for whom `when` holds; `it` is the person, `target` the post.
    """

    when: Expression = True
    appeal: Expression = 0


class Epilogue(Shape):
    """What became of a person or of the country, by the first condition that holds."""

    when: Expression = True
    text: Told


class Ending(Shape):
    """How a game can end. Lower rank is judged first. `early` endings are judged at every close.
    `epilogue` goes on where `text` ends, to what became of the country.
    """

    title: Line
    when: Expression
    rank: int
    early: bool = False
    winner: Expression = "nobody"
    text: Told
    epilogue: Told | None = None
    progress: dict[str, Term] = {}
    sources: Sources = []


class Achievement(Shape):
    """Something a player can be remembered for over all games of the scenario, judged when a game
    ends; `actor` is the player's person. A hidden one is not shown before it is had.
    """

    label: Line
    text: Text
    when: Expression
    hidden: bool = False


class HistoryLine(Shape):
    """A dated fact of the reference course. With `happened` it is an anchor: in how many games it
    happens, and when, can be counted. A turning point is one that the rest hangs on.
    """

    on: Day
    label: Line
    happened: Expression | None = None
    turning_point: bool = False
    sources: Sources = []
    confidence: Literal["high", "medium", "low"] = "medium"


class HistoryFigure(Shape):
    """A true series to hold against the course of a game: what `quantity` really was.

    A point is the `mean` or the `sum` of the quantity at the ends of the turns in `months` months
    from its date on, or the `last` of them.
    """

    label: Line
    quantity: Annotated[str, Marker("quantity")]
    unit: Line
    by: Literal["mean", "sum", "last"]
    months: Annotated[int, Field(ge=1, le=12)] = 12
    points: Annotated[dict[Date, float | int], Field(min_length=1)]
    note: Text | None = None
    sources: Sources = []
    confidence: Literal["high", "medium", "low"] = "medium"


class Bias(Shape):
    """What the person really tended to do: added to the appeal of the named acts between turns."""

    person: Annotated[str, Marker("person")]
    act: Line
    target: str | None = None
    from_: Annotated[int, Field(ge=1)] = Field(default=1, alias="from")
    to: Annotated[int, Field(ge=1)] = 400
    add: float | int


class Budget(Shape):
    """What a bot that looks ahead may spend on an answer: so many games played on from it, over so
    many turns from the running one (0: to the end), on at most so many options, with at most so
    many targets of an act. It knows what its seat knows, at every level.
    """

    rollouts: Annotated[int, Field(ge=1, le=4096)] = 96
    turns: Annotated[int, Field(ge=0, le=40)] = 2
    options: Annotated[int, Field(ge=2, le=12)] = 12
    targets: Annotated[int, Field(ge=1, le=12)] = 3


class Level(Shape):
    """A level of difficulty: which bot plays the other seats and with what declared settings.
    `followers` is the noise of those whose patron the player is, as that of the rest unless given.
    """

    label: Line
    bot: Literal["random", "scripted", "historical", "lookahead"]
    noise: Annotated[float | int, Field(ge=0, le=10)] = 1
    followers: Annotated[float | int, Field(ge=0, le=10)] | None = None
    bias: Annotated[float | int, Field(ge=0, le=10)] = 1
    budget: Budget | None = None
    note: Text | None = None


class Evidence(Shape):
    """One thing counted in a finished game for a historians' view."""

    label: Line
    value: Expression
    for_if: Expression
    against_if: Expression = False


class Interpretation(Shape):
    """A view historians have argued, with what in a game speaks for and against it; `question` is
    what it answers.
    """

    label: Line
    question: Line | None = None
    view: Text
    argued_by: list[Line] = []
    evidence: list[Evidence]


class GlossaryEntry(Shape):
    """A glossary entry."""

    term: Line
    text: Text
    sources: Sources = []


class Source(Shape):
    """A work that supports claims."""

    cite: Line
    kind: Literal["primary", "secondary", "reference", "memoir"] = "secondary"


class Teaching(Shape):
    """Questions for a class; never part of a briefing."""

    questions: list[Text] = []


class Hint(Shape):
    """A word to a new player, shown once: at a kind of question (card, manoeuvre, agenda, lobby,
    answer, vote, plenum or change) or at one card, by its id, as soon as `when` holds for `actor`.
    """

    at: Line
    when: Expression = True
    text: Text


class Theme(Shape):
    """Something the scenario is about, the ids of what carries it in play, and the test that shows
    it happening.
    """

    label: Line
    play: Text
    carried_by: Annotated[list[str], Field(min_length=1)]
    test: Line


class DataTest(Shape):
    """A claim about the rules, tested by the check's longer form."""

    given: dict[str, float | int] = {}
    turns: Annotated[int, Field(ge=0, le=8)] = 1
    then: list[Expression]


class Scenario(Shape):
    """The whole scenario."""

    format: Literal[1]
    scenario: Header
    quantities: dict[str, Quantity]
    traits: dict[str, Trait] = {}
    flags: dict[str, Flag] = {}
    dice: dict[str, Die] = {}
    tables: dict[str, list[Annotated[list[float | int], Field(min_length=2, max_length=2)]]] = {}
    formulas: dict[str, Formula] = {}
    issues: dict[str, Issue] = {}
    factions: dict[str, Faction] = {}
    people: Annotated[dict[str, Person], Field(min_length=2, max_length=60)]
    blocs: dict[str, Bloc] = {}
    posts: dict[str, Post] = {}
    bodies: dict[str, Body]
    policies: dict[str, Policy] = {}
    report: list[Effect] = []
    close: list[Effect] = []
    manoeuvres: dict[str, Manoeuvre]
    motions: dict[str, Motion] = {}
    lobby: Lobby | None = None
    vote: Vote | None = None
    events: dict[str, Event] = {}
    calendar: list[Meeting] = []
    congress: Congress | None = None
    appointments: Appointments | None = None
    endings: Annotated[dict[str, Ending], Field(min_length=1)]
    epilogues: dict[str, list[Epilogue]] = {}
    achievements: dict[str, Achievement] = {}
    levels: dict[str, Level] = {}
    bias: list[Bias] = []
    history: list[HistoryLine] = []
    history_figures: dict[str, HistoryFigure] = {}
    interpretations: dict[str, Interpretation] = {}
    glossary: dict[str, GlossaryEntry] = {}
    sources: dict[str, Source] = {}
    teaching: Teaching = Teaching()
    themes: dict[str, Theme] = {}
    hints: dict[str, Hint] = {}
    tests: dict[str, DataTest] = {}
