"""The game a kernel works on: one game's rows, the scenario's figures, and what an ask needs.

Rows are named as their blocks are (`rows.py`): `game.c[game.alive + person]`. The attributes are
filled by `equipment.py`; see `machine/kernel.py` for what kernels may do with them.
"""

from __future__ import annotations

from typing import Protocol

from game.engine.machine.kernel import Ints, Numbers, Word, Words

PASS = 0


class Game(Protocol):
    """One game at work."""

    # ---- rows of the column
    c: Ints
    v: Numbers
    scale: Numbers
    mirrors: int
    mirror_first: Ints
    mirror_size: Ints
    low: Ints
    high: Ints
    row_kind: Ints
    over: int
    winner: int
    alive: int
    in_party: int
    patron: int
    control: int
    holder: int
    vacant: int
    offices: int
    rank: int
    weight: int
    committee: int
    following: int
    delegates: int
    mandates: int
    setting: int
    fired: int
    chosen: int
    card: int
    decider: int
    carried: int
    closed: int
    closed_topic: int
    uses: int
    done: int
    tabled: int
    table_motion: int
    table_topic: int
    table_mover: int
    table_venue: int
    table_fate: int
    table_ayes: int
    table_nays: int
    sway: int
    pledge: int
    pledged_to: int
    cast: int
    part_ayes: int
    part_nays: int
    said: int
    said_target: int
    moved: int
    insight: int
    due: int
    due_actor: int
    due_target: int
    purse: int
    support: int

    # ---- how many there are
    people: int
    leaders: int
    seats: int
    blocs: int
    posts: int
    policies: int
    issues: int
    slots: int
    steps: int
    turns: int
    events: int
    manoeuvres: int
    motions: int
    acts: int
    laters: int
    dice: int
    bodies: int
    core: int
    has_second: int
    endings: int

    # ---- figures of the rulebook
    start: int
    months: int
    pace: int
    purse_scale: float
    uses_scale: float
    use_cost: Ints
    use_appeal: Numbers
    repeat_fade: float
    sway_scale: float
    vote_scale: float
    vote_threshold: float
    vote_noise: float
    has_absence: int
    has_broken: int
    two_thirds: int
    chair_breaks_tie: int
    has_congress: int
    committee_size: int
    has_appointments: int
    books_move_delegates: int
    report_touches: int
    close_touches: int

    # ---- tables of the rulebook
    phase_kind: Ints
    phase_number: Ints
    phase_last: Ints
    phase_verbs: Ints
    phase_noise: Numbers
    random_site: Words
    verb_site: Words
    target_site: Words
    die_row: Ints
    die_site: Words
    turn_first: Ints
    turn_event: Ints
    event_repeat: Ints
    event_has_decider: Ints
    event_ceiling: Numbers
    event_options: Ints
    event_option: Ints
    act_targets: Ints
    motion_ratified: Ints
    motion_thirds: Ints
    motion_hall: Ints
    motion_venue: Ints
    motion_closed_for: Ints
    motion_hostile: Ints
    motion_direction: Numbers
    motion_has_stance: Ints
    change_motion: Ints
    lobby_acts: int
    lobby_kind: Ints
    setting_first: Ints
    setting_count: Ints
    setting_value: Ints
    post_weight: Ints
    post_secretary: Ints
    post_bloc: Ints
    congress_sits: Ints
    ending_early: Ints
    scratch: int
    blank: Ints
    blanks: int
    pull_verb: Numbers
    pulls: int
    pull_act: Ints
    pull_seat: Ints
    pull_target: Ints
    pull_from: Ints
    pull_to: Ints
    pull_add: Numbers

    # ---- the clock, the dice and where the game stands
    turn: int
    year: int
    quarter: int
    month: int
    date: int
    step: int
    key: Word
    bot_key: Word

    # ---- what was noted and is not yet applied
    added: int
    added_row: Ints
    added_count: Ints
    assigned: int
    assigned_row: Ints
    assigned_count: Ints
    assigned_rank: Ints
    noting_rank: int
    highest_rank: int
    holders_before: Ints

    # ---- derived rows
    derivations: int
    derivation_bit: Ints
    read_at_close: Ints
    always_stale: int
    recount_touches: int
    stale: int

    # ---- the ask
    asked: Ints
    verb: Ints
    target: Ints
    legal: Ints
    wish: Numbers
    aims: Ints
    aim_wish: Numbers
    aims_found: int
    initiative: Ints
    value: Numbers
    stance: Numbers
    voter: Ints
    present: Ints
    leaning: Numbers
    voice: Ints
    fraction: Numbers
    quota: Numbers
    seats_won: Ints
    ayes: Ints
    nays: Ints
    offered_seat: Ints
    offered_act: Ints
    offered_slot: Ints
    offered_side: Numbers
    offered_person: Ints
    offered_gain: Numbers
    offers: int
    members: int
    member: Ints
    option_count: int
    option_legal: Ints
    open_to: Ints
    price: Numbers
    wanted: Numbers
    option_value: Numbers

    # ---- the motion, vote or word formulas are about
    mover: int
    against: int
    topic: int
    severity: float
    hostile: float
    need: float
    direction: Numbers
    swayed: float
    pledged: float
    lean: float
    side: float
    slot: int

    # ---- many games, see `batch.py`
    rows: int
    most_verbs: int
    columns: Ints
    keys: Words
    all_asked: Ints
    all_verbs: Ints
    all_targets: Ints
    all_legal: Ints
    all_wishes: Numbers
    all_stances: Numbers
    all_decisions: Ints
    all_questions: Ints

    # ---- what a seat cannot know, see `knowledge.py`
    hiddens: int
    hidden_by: Ints
    hidden_first: Ints
    hidden_size: Ints
    hidden_second: Ints
    hidden_person_a: Ints
    hidden_person_b: Ints
    hidden_scale: Numbers
    hidden_band: Numbers
    hidden_estimated: Ints
    informed_first: Ints
    informed_post: Ints
    start_count: Ints

    # ---- what was said unheard, see `hearsay.py`
    reality: Ints
    words: Ints
    heard: Ints

    # ---- looking ahead, see `foresight.py`
    here: int  # 1 + the seat that looks ahead from this very ask, 0 for none
    most_options: int
    listed: Ints
    listed_verb: Ints
    listed_target: Ints
    listed_wish: Numbers
    world: Ints
    line_game: Ints
    line_seat: Ints
    line_verb: Ints
    line_target: Ints
    line_motion: Ints
    line_keys: Words
    line_value: Numbers
    line_over: Ints
    line_winner: Ints
    line_carried: Ints
    goals: Ints

    # ---- expressions that are measured, see `measures.py`
    measures: int
    answers: Numbers

    # ---- what is counted, see `counting.py`
    counting: int
    place: int
    place_closed: Ints
    counted_first: Ints
    tally: Ints
    tally_tabled: int
    tally_referred: int
    tally_fates: int
    tally_casts: int
    tally_margins: int
    tally_halls: int
    tally_cards: int
    tally_options: int
    tally_facts: int
    tally_quantities: int
    tally_periods: int
    answers_counted: int
    facts: int
    fact_turn: Ints
    quantities: int
    quantity_bins: int
    quantity_row: Ints
    quantity_low: Ints
    quantity_width: Ints
    periods: int
    period_bins: int
    period_sum: Numbers
    period_row: Ints
    period_low: Numbers
    period_width: Numbers
    period_first: Ints
    period_last: Ints
    questions: Ints

    # ---- how bots play
    policy: int
    noise: float
    bias: float
    decisions: int
    listing: int
    width: float
    liking: float
    salt: Word
    favourite: Ints
    favour_of: Numbers

    # ---- formulas and effects by number; the names are those of their variables
    def act_cost(self, act: int, actor: int) -> float: ...
    def weigh_act(self, act: int) -> int: ...
    def weigh_targets(self, act: int, actor: int) -> int: ...
    def pass_wish(self, actor: int) -> float: ...
    def act_effects(self, act: int, actor: int, target: int) -> None: ...
    def initiative_of(self, actor: int) -> float: ...
    def event_when(self, event: int) -> bool: ...
    def event_urgency(self, event: int) -> float: ...
    def event_decider(self, event: int) -> int: ...
    def option_when(self, option: int, actor: int) -> bool: ...
    def option_wish(self, option: int, actor: int) -> float: ...
    def option_effects(self, option: int, actor: int) -> None: ...
    def precedence(self, actor: int) -> float: ...
    def chair(self) -> int: ...
    def motion_against(self, motion: int, mover: int, target: int) -> int: ...
    def motion_severity(self, motion: int, mover: int, target: int) -> float: ...
    def motion_need(self, motion: int, mover: int, target: int) -> float: ...
    def motion_stance(self, motion: int, it: int, target: int) -> float: ...
    def motion_passed(self, motion: int, actor: int, target: int) -> None: ...
    def motion_failed(self, motion: int, actor: int, target: int) -> None: ...
    def terms(self, it: int) -> float: ...
    def second_terms(self, it: int, before: float) -> float: ...
    def absence(self, it: int) -> float: ...
    def follow(self, bloc: int, it: int) -> float: ...
    def vote_carried(self, actor: int) -> None: ...
    def vote_lost(self, actor: int) -> None: ...
    def vote_with(self, actor: int) -> None: ...
    def vote_against(self, actor: int) -> None: ...
    def lobby_when(self, act: int, actor: int) -> bool: ...
    def lobby_cost(self, act: int, actor: int) -> float: ...
    def lobby_wish(self, act: int, actor: int) -> float: ...
    def lobby_target_when(self, act: int, actor: int, target: int) -> bool: ...
    def lobby_target_wish(self, act: int, actor: int, target: int) -> float: ...
    def lobby_sway(self, act: int, actor: int, target: int) -> float: ...
    def lobby_accept(self, act: int, actor: int, target: int, it: int) -> float: ...
    def lobby_effects(self, act: int, actor: int, target: int) -> None: ...
    def lobby_broken(self, actor: int, target: int) -> None: ...
    def congress_keep(self) -> float: ...
    def congress_list_bonus(self) -> float: ...
    def congress_filter(self) -> float: ...
    def congress_list_maker(self) -> int: ...
    def congress_proposer(self) -> int: ...
    def acting_when(self, actor: int, target: int) -> bool: ...
    def acting_wish(self, actor: int, target: int) -> float: ...
    def estimate(self, block: int, actor: int, target: int) -> float: ...
    def prospects(self, actor: int) -> float: ...
    def ending_when(self, ending: int) -> bool: ...
    def ending_winner(self, ending: int) -> int: ...
    def fact(self, fact: int) -> bool: ...
    def measure(self, number: int, actor: int) -> float: ...
    def later_effects(self, later: int, actor: int, target: int) -> None: ...
    def derivation(self, number: int) -> None: ...
    def derive_ideals(self) -> None: ...
    def close_books(self) -> None: ...
    def closing(self) -> None: ...
