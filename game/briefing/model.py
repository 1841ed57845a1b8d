"""What one seat may see, as plain data with words: the only thing any front end draws.

Nothing in here refers to the state of the game: every value was read through the knowledge of one
seat. Texts are finished sentences or labels; ids are the scenario's and serve to match pictures.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of an answer to "why?": a labelled term and what it adds."""

    label: str
    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number stands and would stand afterwards, on the range it can have."""

    before: float
    after: float
    low: float
    high: float
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an option is expected to change: `standing of X +4`; `later` when it falls due later.

    `what` is the label of the kind of thing alone, `about` names the people and blocs it is about,
    by id, in the order of the label. `scale` is there for a number the seat knows; `truth` says
    that it is something that is so or not.
    """

    label: str
    change: str
    good: bool | None = None
    later: str = ""
    what: str = ""
    about: tuple[str, ...] = ()
    scale: Scale | None = None
    truth: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How a vote would go: votes to be expected, and the chance in percent that it carries."""

    ayes: int
    nays: int
    chance: int


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what an option can be aimed at."""

    key: str
    label: str
    legal: bool
    barred: tuple[str, ...] = ()
    detail: str = ""
    person: str = ""
    consequences: tuple[Consequence, ...] = ()
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question. `key` is its notation; a target's key is put behind it with a
    space. `barred` names the conditions that failed, in words. `aim` is the kind of its targets:
    person, leader, bloc, post, setting, issue_end, appointment or proposal; a target's key is the
    id of what it aims at, `post=person` and `policy=value` where it has two parts. `slot` is the
    motion on the table it is about, or -1; `tally` how that would go if it is chosen.
    """

    key: str
    label: str
    legal: bool
    barred: tuple[str, ...] = ()
    group: str = ""
    detail: str = ""
    cost: float = 0
    consequences: tuple[Consequence, ...] = ()
    targets: tuple[Target, ...] = ()
    aim: str = ""
    slot: int = -1
    person: str = ""
    tally: Tally | None = None

    @property
    def needs_target(self) -> bool:
        """Whether a target must be named with it."""
        return bool(self.targets)

    def aimed(self, target: Target) -> str:
        """The label with a target in the place that is open for it."""
        head, open_, tail = self.label.partition("…")
        told = target.label
        if not open_:
            return f"{head}: {told}"
        if told.startswith("The ") and not head.endswith(": "):
            told = f"t{told[1:]}"
        return f"{head}{told}" if "…" in tail else f"{head}{told}{tail}"


@dataclass(frozen=True, slots=True)
class Question:
    """What the seat is asked now. `kind`: card, manoeuvre, agenda, lobby, answer, vote, plenum or
    change. `step` of `steps` counts within the phase. `slot` is the motion on the table it is
    about, or -1. Options hold passing as their first entry. A card says what is at `stake`, and how
    sure its `history` is: `confidence` is high, medium or low, with the works it rests on; `tags`
    are the scenario's words for what it is about, `people` who is spoken of in it.
    """

    kind: str
    step: int
    steps: int
    title: str
    text: str
    options: tuple[Option, ...]
    short: str = ""
    slot: int = -1
    history: str = ""
    hint: str = ""
    hint_id: str = ""
    stake: str = ""
    confidence: str = ""
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name, and how well the seat knows it: `known` is exact, about or unknown.
    `series` holds the value at each past turn as far as it was seen, `true` what it really was in
    history at the same turns (nothing where that is not known), `moved` the terms of its last
    change, and `reported` the id of the figure by which those who may not see it estimate it.
    """

    id: str
    label: str
    value: float
    text: str
    unit: str = ""
    low: float = 0
    high: float = 100
    change: float = 0
    change_text: str = ""
    good: str = "none"
    known: str = "exact"
    panel: str = ""
    series: tuple[float, ...] = ()
    why: tuple[Reason, ...] = ()
    moved: tuple[Reason, ...] = ()
    true: tuple[float | None, ...] = ()
    reported: str = ""
    note: str = ""
    settings: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FactionView:
    """A faction's name and marks: colour is a theme token, shape doubles it."""

    id: str
    label: str
    shape: str
    colour: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A dossier as the seat knows it. `trust` is his trust in the seat, `trusted` the seat's in
    him. `status` is empty for those in ordinary standing, else "dead", "expelled" and so on.
    """

    id: str
    name: str
    short: str
    initials: str
    born: int
    faction: str
    patron: str
    seat: str
    status: str
    bodies: tuple[str, ...]
    posts: tuple[str, ...]
    traits: tuple[Figure, ...]
    positions: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Figure, ...]
    portrait: tuple[tuple[str, str], ...]
    note: str = ""
    testament: str = ""
    playing: bool = False


@dataclass(frozen=True, slots=True)
class PostView:
    """An office and who holds it. `secretary`: it is the post that names the delegates of its bloc;
    `appointed_by` is the body that fills it.
    """

    id: str
    label: str
    holder: str
    holder_label: str
    weight: float
    bloc: str = ""
    note: str = ""
    short: str = ""
    secretary: bool = False
    appointed_by: str = ""


@dataclass(frozen=True, slots=True)
class BlocView:
    """A part of the party: its delegates, whose man is its secretary, whom it follows."""

    id: str
    label: str
    weight: float
    control: str
    support: tuple[Figure, ...]
    delegates: tuple[tuple[str, int], ...]
    moods: tuple[Figure, ...]
    figures: tuple[Figure, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """How one member is expected to vote, or voted. Shares are percent; `cast` is "", aye, nay,
    abstain or absent. `yours`: it is the reader's; `own`: it is that, and still to give.
    """

    person: str
    label: str
    aye: int
    nay: int
    abstain: int
    leaning: str
    terms: tuple[Reason, ...]
    cast: str = ""
    pledge: str = ""
    own: bool = False
    yours: bool = False

    @property
    def share(self) -> int:
        """The percent of the leaning."""
        absent = 100 - self.aye - self.nay - self.abstain
        told = {"aye": self.aye, "nay": self.nay, "abstain": self.abstain, "absent": absent}
        return told.get(self.leaning, 0)


@dataclass(frozen=True, slots=True)
class Division:
    """How one delegation of an assembly voted."""

    bloc: str
    label: str
    ayes: int
    nays: int
    abstentions: int


@dataclass(frozen=True, slots=True)
class MotionView:
    """A motion on the table. `venue` is the id of the body that decides it; `state` is tabled,
    carried, lost, withdrawn or referred; `chance` is the forecast that it carries, in percent, and
    `by_own` the same with the reader's aye and with his nay, while his vote is still to give.
    `title` is its label as a headline: a motion on a setting is headed by what is set.
    """

    slot: int
    id: str
    label: str
    mover: str
    mover_label: str
    venue: str
    state: str
    why: str
    chance: int
    ayes: int
    nays: int
    needed: str
    voices: tuple[Voice, ...]
    divisions: tuple[Division, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    title: str = ""
    venue_label: str = ""
    by_own: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was seen to happen. `kind`: report, card, manoeuvre, agenda, lobby, vote,
    plenum, close, ending. `title` is a headline for it, "" for what deserves none, and `line` what
    stands above the headline; `text` tells all by itself, `story` what is left to tell below them.
    """

    turn: int
    date: str
    kind: str
    text: str
    person: str = ""
    title: str = ""
    line: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated fact of the true course, while the game goes on. `happened`: whether it holds in this
    game as the seat knows it; None while its time has not come or nothing in the rules can tell.
    """

    turn: int
    date: str
    text: str
    happened: bool | None
    confidence: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """A work that supports claims."""

    id: str
    cite: str
    kind: str


@dataclass(frozen=True, slots=True)
class Goal:
    """An ending this seat works for, or a secret objective (without an ending), with how far each
    of its conditions is met. `share` is how near it is on the whole, of 100.
    """

    ending: str
    label: str
    text: str
    met: bool
    conditions: tuple[tuple[str, bool], ...]
    progress: tuple[Figure, ...] = ()
    share: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A date on the calendar."""

    date: str
    label: str
    turns: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing counted in a finished game: `speaks` is for or against a view, or neither."""

    label: str
    value: float
    text: str
    speaks: str


@dataclass(frozen=True, slots=True)
class InterpretationView:
    """A view historians have argued, the question it answers, and what in this game speaks for it
    and against it. It is evidence, never a verdict.
    """

    id: str
    label: str
    question: str
    view: str
    argued_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """A decision of the seat after which one of its goals came nearer or went further away: how
    near it was before, and at the seat's next decision, of 100.
    """

    turn: int
    date: str
    text: str
    goal: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class AchievementView:
    """Something a player can be remembered for: met in this game, had before it, or not yet. A
    hidden one is not shown before it is had.
    """

    id: str
    label: str
    text: str
    met: bool = False
    had: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact of what really happened, and the turn of this game at whose end it first held
    (0 and "" if it never did).
    """

    on: str
    label: str
    turn: int
    date: str
    confidence: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrueSeries:
    """A true series beside the same of this game: for each point its date, the turns it is about,
    the true value and this game's, None where the game has none.
    """

    id: str
    quantity: str
    label: str
    unit: str
    points: tuple[tuple[str, tuple[int, ...], float, float | None], ...]
    note: str = ""
    confidence: str = "medium"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndingView:
    """How the game ended. `epilogue` goes on to what became of the country by the ending,
    `country` by what stood at the end; `fates` are those of people.

    `turnings` are the decisions that turned it, `views` the evidence for and against what
    historians have argued, `facts` and `series` the true course beside this one.
    """

    id: str
    title: str
    text: str
    winner: str
    reached: bool
    fates: tuple[tuple[str, str], ...]
    costs: tuple[Figure, ...]
    epilogue: str = ""
    country: str = ""
    turnings: tuple[Turning, ...] = ()
    views: tuple[InterpretationView, ...] = ()
    achievements: tuple[AchievementView, ...] = ()
    facts: tuple[Fact, ...] = ()
    series: tuple[TrueSeries, ...] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely something is, in percent, and between what bounds (95 in 100)."""

    id: str
    label: str
    percent: float
    low: float
    high: float

    @property
    def text(self) -> str:
        """The chance with its bounds, in whole per cents."""
        return f"{self.percent:.0f} % ({self.low:.0f}–{self.high:.0f})"


@dataclass(frozen=True, slots=True)
class Odds:
    """How the game may end if nothing changes, from what the seat knows, over so many `lines`:
    coming out on top, the seat's goals, all endings and all winners that came up, the likeliest
    first. `text` says what is measured.
    """

    lines: int
    top: Chance
    goals: tuple[Chance, ...]
    endings: tuple[Chance, ...]
    winners: tuple[Chance, ...]
    text: str


SELDOM = 4
"""In fewer lines an answer shows nothing of its worth."""


@dataclass(frozen=True, slots=True)
class Advised:
    """An answer as a bot in the seat weighs it: the prospects it came to, 0 to 100, between what
    bounds, in how many lines; the chance that its motion is carried, if it is about one.
    """

    key: str
    label: str
    value: float
    low: float
    high: float
    lines: int
    carried: Chance | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What a bot in the seat would answer and why: the answers it weighed, the best first."""

    options: tuple[Advised, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything the player of one seat may know now. `question` is None when the game is over or
    the seat is not asked, `odds` until they have been worked out, `advice` until it is asked for.
    """

    scenario: str
    title: str
    seat: str
    seat_label: str
    date: str
    turn: int
    turns: int
    phase: str
    capital: Figure
    question: Question | None
    figures: tuple[Figure, ...]
    policies: tuple[Figure, ...]
    people: tuple[PersonView, ...]
    factions: tuple[FactionView, ...]
    posts: tuple[PostView, ...]
    blocs: tuple[BlocView, ...]
    bodies: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]
    table: tuple[MotionView, ...]
    seen: tuple[Deed, ...]
    chronicle: tuple[Deed, ...]
    goals: tuple[Goal, ...]
    secrets: tuple[Goal, ...]
    meetings: tuple[Meeting, ...]
    glossary: tuple[tuple[str, str], ...]
    milestones: tuple[Milestone, ...] = ()
    sources: tuple[SourceView, ...] = ()
    paper: str = ""
    opening: str = ""
    ending: EndingView | None = None
    pace: int = 1
    odds: Odds | None = None
    advice: Advice | None = None

    @property
    def period(self) -> int:
        """The running period of play, from 1: a turn, in a short game a pair of turns."""
        return -(-self.turn // self.pace)

    @property
    def periods(self) -> int:
        """How many periods the game has."""
        return -(-self.turns // self.pace)

    def person(self, ident: str) -> PersonView:
        """The dossier of a person. Raises KeyError for an unknown id."""
        for view in self.people:
            if view.id == ident:
                return view
        raise KeyError(ident)
