"""A realistic briefing of every kind of question, from a port that never was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.briefing.choice import LeaderCard, SaveCard, ScenarioCard
from game.briefing.inspection import CardView, ClauseView, Inspection, RowView
from game.briefing.model import (
    AchievementView,
    Advice,
    Advised,
    BlocView,
    Briefing,
    Chance,
    Consequence,
    Deed,
    Division,
    EndingView,
    Evidence,
    Fact,
    FactionView,
    Figure,
    Goal,
    InterpretationView,
    Meeting,
    Milestone,
    MotionView,
    Odds,
    Option,
    PersonView,
    PostView,
    Question,
    Reason,
    Scale,
    SourceView,
    Tally,
    Target,
    TrueSeries,
    Turning,
    Voice,
)

ADVICE = Advice(
    (
        Advised("act_5", "Speak to the pilots", 61.0, 55.0, 67.0, 96),
        Advised(
            "act_2 0",
            "Move it now",
            48.0,
            40.0,
            56.0,
            48,
            Chance("act_2 0", "carried", 70.0, 60.0, 80.0),
        ),
        Advised("pass", "Wait", 31.0, 20.0, 42.0, 24),
    ),
    "A bot in your seat played these answers out.",
)
ODDS = Odds(
    lines=96,
    top=Chance("quill", "Quill", 41.0, 32.0, 51.0),
    goals=(Chance("harbour_free", "The free harbour", 22.0, 15.0, 31.0),),
    endings=(
        Chance("harbour_free", "The free harbour", 22.0, 15.0, 31.0),
        Chance("harbour_sold", "The harbour is sold", 78.0, 69.0, 85.0),
    ),
    winners=(
        Chance("harrow", "Harrow", 59.0, 49.0, 68.0),
        Chance("quill", "Quill", 41.0, 32.0, 51.0),
    ),
    text="This measures the rules of this game, played on 96 times by the scripted bots.",
)
INSPECTION = Inspection(
    tuple(RowView(f"trust[p{n},p{n + 1}]", str(n)) for n in range(90)),
    tuple(
        CardView(
            f"card_{n}",
            f"The {n}. storm",
            in_window=n % 3 > 0,
            fired=n % 5,
            clauses=(
                ClauseView("date >= 1912-05", "since May 1912", holds=True),
                ClauseView("grain < 4.5", "grain is below 4.5", holds=n % 2 > 0, now="6.1"),
            ),
        )
        for n in range(24)
    ),
)
PRODUCT = "Salt Harbour"
FACTIONS = (
    FactionView("pilots", "Pilots' Guild", "square", "red", "Who knows the shoals."),
    FactionView("reform", "Reform Pier", "triangle", "ink"),
    FactionView("north", "North Quay", "diamond", "blue"),
    FactionView("grain", "Grain Exchange", "circle", "ochre"),
    FactionView("loose", "Without a berth", "hexagon", "grey"),
)
_CAST = (
    (
        "vane",
        "Aurelia Vane",
        "Vane",
        "A.V.",
        "pilots",
        "bun",
        "none",
        "none",
        "none",
        "blouse",
        "long",
        "grey",
    ),
    (
        "harrow",
        "Tobias Harrow",
        "Harrow",
        "T.H.",
        "reform",
        "shock",
        "goatee",
        "thin",
        "pince-nez",
        "suit",
        "long",
        "black",
    ),
    (
        "quill",
        "Ezra Quill",
        "Quill",
        "E.Q.",
        "north",
        "curly",
        "none",
        "none",
        "none",
        "suit",
        "round",
        "brown",
    ),
    (
        "marsh",
        "Leopold Marsh",
        "Marsh",
        "L.M.",
        "north",
        "swept",
        "pointed",
        "thin",
        "round",
        "suit",
        "round",
        "fair",
    ),
    (
        "brandt",
        "Nikolas Brandt",
        "Brandt",
        "N.B.",
        "grain",
        "bald",
        "goatee",
        "thick",
        "none",
        "blouse",
        "round",
        "red",
    ),
    (
        "rook",
        "Alban Rook",
        "Rook",
        "A.R.",
        "grain",
        "receding",
        "full",
        "thick",
        "none",
        "suit",
        "long",
        "black",
    ),
    (
        "tamm",
        "Mihkel Tamm",
        "Tamm",
        "M.T.",
        "grain",
        "short",
        "none",
        "brush",
        "none",
        "shirt",
        "long",
        "brown",
    ),
    (
        "kemp",
        "Jory Kemp",
        "Kemp",
        "J.K.",
        "pilots",
        "short",
        "none",
        "thick",
        "none",
        "tunic",
        "square",
        "black",
    ),
    (
        "oriel",
        "Casimir Oriel",
        "Oriel",
        "C.O.",
        "loose",
        "cap",
        "stubble",
        "handlebar",
        "none",
        "uniform",
        "square",
        "brown",
    ),
    (
        "pell",
        "Hester Pell",
        "Pell",
        "H.P.",
        "loose",
        "wavy",
        "none",
        "none",
        "round",
        "suit",
        "round",
        "fair",
    ),
)
MEMBERS = tuple(row[0] for row in _CAST[:8])


def why(*rows: tuple[str, float]) -> tuple[Reason, ...]:
    return tuple(Reason(label, value) for label, value in rows)


def true_course() -> tuple[float | None, ...]:
    return (None, 5.0, 5.0, None, *(5.5 + n / 10 for n in range(20)))


def figure(
    id_: str,
    label: str,
    value: float,
    text: str,
    change: float = 0,
    good: str = "up",
    **more: object,
) -> Figure:
    series = tuple(value - change * (12 - i) / 4 + ((i * 7) % 5 - 2) * 0.9 for i in range(12))
    plain = Figure(
        id_,
        label,
        value,
        text,
        change=change,
        change_text=f"{change:+g}",
        good=good,
        panel="economy",
        series=(*series, value),
        why=why(
            ("Storms in the spring", -3.0), ("New cranes on the east mole", 5.5), ("Custom", 1.0)
        ),
        note="Counted by the harbour office at the end of every quarter.",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


FIGURES = (
    figure("authority", "Your authority", 46, "46", 3, panel="party"),
    figure(
        "grain",
        "Grain in store",
        61,
        "6.1",
        -4,
        unit="million bushels",
        true=true_course(),
        reported="cranes",
        moved=(Reason("Rain", -3.0), Reason("What was done, and luck", -1.0)),
    ),
    figure("gap", "Price gap", 1.28, "1.28", 0.05, "down", low=0, high=3),
    figure("cranes", "Cranes at work", 74, "74 %", 6),
    figure("unrest", "Unrest on the quays", 31, "31", 5, "down", known="about"),
    figure("unity", "Unity of the Committee", 58, "58", -7, panel="party"),
    figure("tension", "Tension with the Customs Union", 22, "22", 0, "down", panel="abroad"),
    figure("fog", "Days of fog", 0, "0", 0, "none", known="unknown", panel="", series=()),
)
_TRAITS = ("Patience", "Oratory", "Organisation", "Tact")


def person(row: tuple[str, ...], number: int) -> PersonView:
    id_, name, short, initials, faction, hair, beard, moustache, glasses, coat, face, colour = row
    portrait = {"hair": hair, "beard": beard, "moustache": moustache, "glasses": glasses}
    portrait |= {
        "coat": coat,
        "face": face,
        "hair_colour": colour,
        "skin": ("pale", "tan")[number % 2],
    }
    scale = [
        figure(
            t.lower(),
            t,
            3 + (number + i) % 7,
            str(3 + (number + i) % 7),
            good="none",
            high=10,
            series=(),
        )
        for i, t in enumerate(_TRAITS)
    ]
    issue = figure(
        "dues",
        "Harbour dues",
        -60 + 15 * number,
        "for low dues" if number < 4 else "for high dues",
        good="none",
        low=-100,
        series=(),
    )
    trust = figure(
        "trust", "Trusts you", 40 + number, str(40 + number), good="none", known="about", series=()
    )
    return PersonView(
        id_,
        name,
        short,
        initials,
        1860 + number,
        faction,
        "vane" if number > 7 else "",
        "leader" if number < 8 else "waverer",
        "dead" if id_ == "pell" else "",
        ("Harbour Committee",) if id_ in MEMBERS else (),
        ("First Secretary of the Harbour",) if number == 0 else (),
        tuple(scale),
        (issue,),
        (figure("standing", "Standing", 50 + number, str(50 + number), good="none", series=()),),
        (trust, replace(trust, id="trusted", label="You trust", known="exact")),
        tuple(portrait.items()),
        "Came to the Committee from the pilots' boats and never lost the habit of "
        "looking at the sky before answering. Keeps a ledger of favours.",
        "Too sure of the tide." if number < 3 else "",
        playing=number == 0,
    )


PEOPLE = tuple(person(row, number) for number, row in enumerate(_CAST))
NAMES = {view.id: view.short for view in PEOPLE}


def effects() -> tuple[Consequence, ...]:
    return (
        Consequence(
            "standing of Harrow",
            "+4",
            good=False,
            what="Standing",
            about=("harrow",),
            scale=Scale(51, 55, 0, 100, "51", "55"),
        ),
        Consequence(
            "Unrest on the quays",
            "–6",
            good=True,
            what="Unrest on the quays",
            scale=Scale(31, 25, 0, 100, "31", "25"),
        ),
        Consequence("North Quay", "+2", later="next quarter"),
    )


def voice(id_: str, number: int, cast: str = "") -> Voice:
    aye = (97, 12, 8, 20, 93, 90, 66, 98)[number % 8]
    leaning = "aye" if aye > 50 else "nay"
    terms = why(
        ("Position on harbour dues", aye / 2 - 20),
        ("Trust in the mover", 6.0),
        ("Fears for his berth", -9.5),
    )
    return Voice(
        id_,
        NAMES[id_],
        aye,
        95 - aye if aye < 95 else 0,
        5,
        leaning,
        terms,
        cast,
        "aye, for a berth" if number == 6 else "",
        own=id_ == "vane" and not cast,
        yours=id_ == "vane",
    )


def motion(slot: int, label: str, state: str = "tabled", **more: object) -> MotionView:
    decided = state in ("carried", "lost")
    voices = tuple(
        voice(id_, n, ("aye", "nay")[n in (1, 2, 3)] if decided else "")
        for n, id_ in enumerate(MEMBERS)
    )
    plain = MotionView(
        slot,
        f"motion_{slot}",
        label,
        "vane",
        "Vane",
        "committee",
        state,
        "Who holds the north quay sends its delegates to the assembly.",
        71,
        5,
        3,
        "majority of 8 present",
        voices,
        (),
        effects(),
        by_own=None if decided else (84, 46),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


BLOCS = tuple(
    BlocView(
        id_,
        label,
        weight,
        control,
        (figure("support", "For Vane", 40 + weight / 8, str(40 + weight // 8), series=()),),
        (
            ("vane", weight // 2),
            ("harrow", weight // 3),
            ("quill", weight - weight // 2 - weight // 3),
        ),
        (figure("mood", "Harbour dues", -20, "for low dues", good="none", low=-100, series=()),),
        (figure("hold", "Hold of the secretary", 60, "60", series=()),),
        "Dockers, coopers and the night watch.",
    )
    for id_, label, weight, control in (
        ("east", "East Mole", 120, "vane"),
        ("north", "North Quay", 96, "quill"),
        ("islands", "Outer Islands", 44, ""),
        ("pilots", "Pilots' boats", 61, "vane"),
        ("exchange", "Grain Exchange", 77, "brandt"),
    )
)
DIVISIONS = tuple(
    Division(b.id, b.label, int(b.weight * 0.6), int(b.weight * 0.3), int(b.weight * 0.1))
    for b in BLOCS
)
TABLE = (
    motion(0, "Relieve Quill of the North Quay"),
    motion(1, "Raise the harbour dues by a fifth", chance=38, ayes=3, nays=5),
    motion(2, "Send Harrow to inspect the Outer Islands", "referred"),
)
DEEDS = (
    Deed(
        7,
        "October 1911",
        "vote",
        "The Committee lowered the dues against the Grain Exchange, 5 : 3.",
        "",
        "Dues lowered against the Exchange",
        "Carried, 5 to 3",
        "Aye: Vane, Tamm, Rook, Kemp and Quill. Nay: Harrow, Brandt and Marsh.",
    ),
    Deed(
        7,
        "October 1911",
        "report",
        "The harvest came in at 6.1 million bushels, less than was promised.",
        "",
    ),
    Deed(
        7,
        "October 1911",
        "manoeuvre",
        "Quill was seen at the North Quay, speaking to coopers.",
        "quill",
    ),
    Deed(
        7,
        "October 1911",
        "manoeuvre",
        "Harrow wrote an article on the Charter and who has forgotten it.",
        "harrow",
    ),
    Deed(7, "October 1911", "lobby", "Brandt pressed Tamm about the cranes.", "brandt"),
)
GOALS = (
    Goal(
        "charter",
        "The Charter holds",
        "The Committee outlives its founder and nobody has swallowed it.",
        met=False,
        conditions=(
            ("nobody has more than half of the delegates", True),
            ("unity of the Committee at least 60", False),
        ),
        progress=(figure("unity", "Unity", 58, "58 of 60", series=()),),
    ),
    Goal(
        "master",
        "Master of the harbour",
        "The quays, the boats and the Exchange answer to you.",
        met=True,
        conditions=(("you hold the First Secretary's desk", True),),
    ),
)
ENDING = EndingView(
    "charter",
    "The Charter holds",
    "In the last winter the Committee met in the unheated hall and voted, one by "
    "one, to keep its own rules. It was not a victory anybody sang about.\n\nThe "
    "cranes went on turning.",
    "vane",
    True,
    (
        ("vane", "Kept her desk until 1919 and wrote memoirs that named everybody."),
        ("harrow", "Left for the islands and kept bees."),
        ("quill", "Died in the fever of 1913."),
    ),
    (
        figure("dismissed", "Men dismissed", 412, "412", 40, "down"),
        figure("hungry", "Hungry winters", 2, "2", 0, "down"),
    ),
    epilogue="Ten years later the hall had a stove.",
    country="The bread price was never again a secret.",
    turnings=(
        Turning(3, "May 1910", "You let the coopers in.", "The Charter holds", 40, 62),
        Turning(6, "June 1911", "You sold the press.", "Master of the harbour", 70, 31),
    ),
    views=(
        InterpretationView(
            "machine",
            "The machine won",
            "Why did nobody win?",
            "Whoever names the foremen names the delegates.",
            ("H. Pell, Salt and Tide (1922)",),
            (
                Evidence("Foremen sent", 12, "12", "for"),
                Evidence("Speeches held", 3, "3", "against"),
                Evidence("Days of fog", 40, "40", "neither"),
            ),
        ),
    ),
    achievements=(
        AchievementView("light", "Keeper", "Kept the light burning.", met=True),
        AchievementView("fog", "Out of the fog", "Never lost a boat."),
    ),
    facts=(
        Fact("1910-01-02", "The founder opens the light", 1, "January 1910", "high"),
        Fact("1910-05", "The coopers strike", 0, "", "low"),
    ),
    series=(
        TrueSeries(
            "grain",
            "grain",
            "Grain in store",
            "million bushels",
            (("1910", (1, 2), 5.0, 6.1), ("1911", (3, 4), 5.5, None)),
            "As the Exchange counted it.",
        ),
    ),
)

PASS = Option(
    "pass", "Wait and say nothing", legal=True, detail="Keep your strength for another day."
)


def targets(*people: str, barred: str = "") -> tuple[Target, ...]:
    return tuple(
        Target(
            id_,
            NAMES[id_],
            id_ != barred,
            ("is a friend of your patron",) if id_ == barred else (),
            "member of the Committee",
            id_,
            effects()[:1],
        )
        for id_ in people
    )


def manoeuvres() -> tuple[Option, ...]:
    plan = (
        ("machine", "Send loyal foremen", 2.0, True),
        ("machine", "Open a file", 3.0, False),
        ("machine", "Reassign the night watch", 1.0, True),
        ("persuasion", "Give a lecture at the Exchange", 1.0, True),
        ("persuasion", "Write in the Bulletin", 1.0, True),
        ("persuasion", "Walk the quays", 0.0, True),
        ("attack", "Raise an old quarrel", 4.0, True),
        ("attack", "Call for an audit of the pilots' fund", 5.0, False),
        ("alliance", "Invite to supper", 1.0, True),
        ("alliance", "Offer a pact", 3.0, True),
        ("alliance", "Make peace", 2.0, True),
        ("masses", "Call a meeting of coopers", 2.0, True),
        ("masses", "March to the customs house", 6.0, False),
        ("office", "Clear the desk", 0.0, True),
        ("self", "Rest at the springs", 0.0, True),
        ("self", "Recant in public", 0.0, False),
    )
    groups = {
        "machine": "The machine",
        "persuasion": "Persuasion",
        "attack": "Attack",
        "alliance": "Alliances",
        "masses": "The quays",
        "office": "Office",
        "self": "Yourself",
    }
    options = []
    for number, (group, label, cost, legal) in enumerate(plan):
        aimed = number % 3 == 0
        options.append(
            Option(
                f"act_{number}",
                label,
                legal,
                ()
                if legal
                else (
                    "needs the office of First Secretary, which Kemp holds",
                    "needs 6 capital, you have 4",
                ),
                groups[group],
                "Appointments decide who comes to the assembly as a delegate.",
                cost,
                () if aimed else effects(),
                targets(*MEMBERS[1:7], barred="rook") if aimed else (),
                aim=("person", "leader", "person")[number % 3] if aimed else "",
            ),
        )
    return tuple(options)


STORY = (
    "The telegram lay on the table of the pilots' room, wet from the boat. The "
    "founder had died in the night, at the springs, "
    "and the funeral was set for Saturday. Nobody had thought to tell Harrow, or "
    "somebody had thought of nothing else.\n\n"
    "“If she speaks,” said old Tamm, “the Charter speaks.” Outside, the coopers had"
    " stopped work. Four thousand of them stood in the "
    "snow and looked at the one lit window of the Committee."
)


def question(kind: str, *options: Option, **more: object) -> Question:
    plain = Question(
        kind,
        1,
        3,
        "The telegram from the springs",
        STORY,
        (PASS, *options),
        "The founder is dead.",
        history="Something like it happened elsewhere.",
        stake="Who speaks at the grave speaks for the Charter.",
        tags=("organisation",),
        people=("harrow", "pell"),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def briefing(asked: Question | None, **more: object) -> Briefing:
    plain = Briefing(
        "salt-harbour",
        "Salt Harbour",
        "vane",
        "Aurelia Vane",
        "December 1911",
        8,
        24,
        "cards",
        figure("capital", "Political capital", 7, "7", 1, unit="points", panel="person"),
        asked,
        FIGURES,
        (
            figure(
                "dues",
                "Harbour dues",
                1,
                "moderate",
                settings=((0.0, "none"), (1.0, "moderate"), (2.0, "high"), (3.0, "ruinous")),
            ),
            figure("price", "Price of bread", 100, "100", settings=()),
        ),
        PEOPLE,
        FACTIONS,
        tuple(
            PostView(
                f"post_{n}",
                label,
                holder,
                NAMES.get(holder, ""),
                3,
                BLOCS[n % len(BLOCS)].id,
                "The desk by the window.",
                label.split()[0],
                secretary=n % 2 == 0,
                appointed_by="The Assembly",
            )
            for n, (label, holder) in enumerate(
                (
                    ("First Secretary of the Harbour", "vane"),
                    ("Master of Pilots", "kemp"),
                    ("Chair of the Grain Exchange", "brandt"),
                    ("Keeper of the Light", ""),
                )
            )
        ),
        BLOCS,
        (
            ("committee", "Harbour Committee", MEMBERS, ("oriel",)),
            ("assembly", "Assembly of the Quays", (), ()),
        ),
        (),
        DEEDS,
        (*DEEDS, Deed(8, "December 1911", "card", "The founder died at the springs.", "")),
        GOALS,
        (),
        (
            Meeting("January 1912", "Assembly of the Quays", 1),
            Meeting("June 1912", "Election of pilots", 2),
        ),
        (
            ("Charter", "The rule book of the harbour, in the founder's hand."),
            ("Grain Exchange", "Where bread gets its price."),
            ("coopers", "Makers of barrels; the largest trade on the quays."),
        ),
        milestones=(
            Milestone(1, "2 January 1910", "The founder opens the light", happened=True),
            Milestone(3, "May 1910", "The coopers strike", happened=False, confidence="low"),
            Milestone(4, "1911", "A comet is seen", happened=None),
        ),
        sources=(
            SourceView("pell", "H. Pell, Salt and Tide (1922)", "memoir"),
            SourceView("log", "The harbour's own log", "primary"),
        ),
        paper="Вестник of the Quays",
        odds=ODDS,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def card() -> Briefing:
    options = (
        Option(
            "telegram ride",
            "Take the night train to the springs",
            legal=True,
            detail="Two days in third class.",
            consequences=effects(),
        ),
        Option(
            "telegram stay",
            "Stay, and speak to the coopers from the window",
            legal=True,
            cost=2,
            consequences=effects()[:2],
        ),
        Option(
            "telegram wire",
            "Wire a farewell to be read aloud",
            legal=False,
            barred=("the wire to the springs is cut",),
        ),
    )
    opening = (
        "It is the winter of 1911. Eight people around one table hold the harbour, and "
        "none of them trusts the tide."
    )
    return briefing(question("card", *options), opening=opening)


def manoeuvre() -> Briefing:
    return briefing(
        question(
            "manoeuvre",
            *manoeuvres(),
            title="The first month",
            text="Nobody sees what you choose until all have chosen.",
            hint="Who appoints the foremen holds the delegates.",
        )
    )


def agenda() -> Briefing:
    options = (
        Option(
            "table dues",
            "Raise the harbour dues",
            legal=True,
            group="Economy",
            cost=3,
            targets=(
                Target("dues=2", "Harbour dues: high", legal=True),
                Target(
                    "dues=3", "Harbour dues: ruinous", legal=False, barred=("the treasury is full",)
                ),
            ),
            aim="setting",
        ),
        Option(
            "table relieve",
            "Relieve somebody of an office",
            legal=True,
            group="People",
            cost=4,
            targets=targets(*MEMBERS[1:]),
            aim="person",
        ),
        Option(
            "table appoint",
            "Appoint … to an office",
            legal=True,
            group="People",
            cost=2,
            targets=tuple(
                Target(f"{post}={id_}", f"{NAMES[id_]} as something", legal=True, person=id_)
                for post in ("post_0", "post_3")
                for id_ in MEMBERS[1:4]
            ),
            aim="appointment",
        ),
        Option(
            "table foremen",
            "Send foremen to …",
            legal=True,
            group="Economy",
            cost=1,
            targets=tuple(
                Target(bloc.id, bloc.label, legal=True, detail="its own foremen") for bloc in BLOCS
            ),
            aim="bloc",
        ),
        Option(
            "table censure",
            "Censure the Exchange",
            legal=False,
            group="People",
            barred=("Brandt chairs the Exchange",),
        ),
    )
    return briefing(
        question(
            "agenda",
            *options,
            title="What do you put before the Committee?",
            text="The three weightiest motions go to the table.",
        )
    )


def lobby() -> Briefing:
    options = (
        Option(
            "favour 0",
            "Promise a favour for a vote",
            legal=True,
            group="Relieve Quill of the North Quay",
            cost=1,
            targets=tuple(
                replace(target, tally=Tally(5, 3, 71)) for target in targets(*MEMBERS[1:6])
            ),
            aim="proposal",
            slot=0,
        ),
        Option(
            "press 0",
            "Press somebody",
            legal=True,
            group="Relieve Quill of the North Quay",
            cost=2,
            targets=targets(*MEMBERS[4:]),
            aim="proposal",
            slot=0,
        ),
        Option(
            "refer 1",
            "Refer it to the assembly",
            legal=False,
            group="Raise the harbour dues by a fifth",
            barred=("only the mover, the chair or a third of the members may refer",),
        ),
    )
    return briefing(
        question("lobby", *options, title="In the corridor", text="Six hours until the vote."),
        table=TABLE,
    )


def answer() -> Briefing:
    options = (
        Option(
            "accept 1",
            "Harrow offers a favour for your aye on the dues",
            legal=True,
            consequences=effects(),
            slot=0,
            person="harrow",
            tally=Tally(5, 3, 71),
        ),
        Option("accept 2", "Brandt offers the Exchange's printing press", legal=True),
    )
    return briefing(
        question("answer", *options, title="Two offers have come", text="You may accept one."),
        table=TABLE,
    )


def vote() -> Briefing:
    options = (
        Option(
            "vote aye",
            "Vote aye",
            legal=True,
            detail="As you said in the corridor.",
            consequences=effects(),
        ),
        Option("vote nay", "Vote nay", legal=True),
        Option("vote abstain", "Abstain", legal=True),
    )
    return briefing(
        question(
            "vote",
            *options,
            title="Relieve Quill of the North Quay",
            text="A simple majority of those present.",
            slot=0,
        ),
        table=TABLE,
    )


def plenum() -> Briefing:
    asked = question(
        "plenum",
        Option("vote aye", "Speak for it", legal=True),
        Option("vote nay", "Speak against it", legal=True),
        title="Expel Harrow from the Assembly",
        text="Two thirds are needed.",
        slot=0,
    )
    before = motion(
        0,
        "Expel Harrow from the Assembly",
        venue="assembly",
        divisions=DIVISIONS,
        ayes=240,
        nays=120,
        needed="two thirds of 398",
    )
    return briefing(asked, table=(before,))


def change() -> Briefing:
    asked = question(
        "change",
        Option("vote aye", "For the list", legal=True),
        Option("vote nay", "Against the list", legal=True),
        title="Oriel in the place of Tamm",
        text="The new Committee elects.",
        slot=0,
    )
    decided = motion(1, "Raise the harbour dues by a fifth", "lost", ayes=3, nays=5)
    return briefing(
        asked,
        table=(motion(0, "Oriel in the place of Tamm", divisions=DIVISIONS, voices=()), decided),
    )


def over() -> Briefing:
    return briefing(None, ending=ENDING)


KINDS: dict[str, Callable[[], Briefing]] = {
    "card": card,
    "manoeuvre": manoeuvre,
    "agenda": agenda,
    "lobby": lobby,
    "answer": answer,
    "vote": vote,
    "plenum": plenum,
    "change": change,
}

LEADERS = tuple(
    LeaderCard(
        p.id,
        p.name,
        p.short,
        p.born,
        ("easy", "medium", "hard")[n % 3],
        p.note + " Wins by counting; loses by being counted.",
        ("The Charter holds", "Master of the harbour"),
        ("Send foremen early.", "Do not miss the funeral."),
        p.portrait,
        p.faction.title(),
        FACTIONS[n % 4].shape,
        FACTIONS[n % 4].colour,
    )
    for n, p in enumerate(PEOPLE[:5])
)
SCENARIO = ScenarioCard(
    "scenarios/salt-harbour",
    "salt-harbour",
    "Salt Harbour",
    "Eight people around one table hold a port. One of them will hold it alone, or nobody will.",
    "1911 to 1917",
    LEADERS,
    (
        ("usual", "Usual", "Shrewd, with noise."),
        ("hard", "Hard", "They look ahead."),
        ("true", "As it was", "They do what they were known for."),
    ),
    ENDING.achievements,
    5,
)
SAVE = SaveCard(
    "saves/one.record", "Salt Harbour", "Aurelia Vane", "December 1911", "yesterday at nine"
)
