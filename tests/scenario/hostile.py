"""Broken and hostile scenarios: each is refused with reasons, quickly and in little memory."""

from __future__ import annotations

from collections.abc import Callable

from game.installation import scenarios_folder

HARBOUR = (scenarios_folder() / "harbour" / "scenario.yaml").read_text(encoding="utf-8")


def put(old: str, new: str, text: str = HARBOUR) -> bytes:
    assert old in text, old
    return text.replace(old, new, 1).encode()


def truncated() -> bytes:
    return HARBOUR[: HARBOUR.index("people:") + 200].encode()


def brackets() -> bytes:
    return b"quantities: " + b"[" * 200_000 + b"]" * 200_000


def large() -> bytes:
    return b"# " + b"x" * 50_000_000


def aliases() -> bytes:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    return "\n".join(lines).encode()


def nul() -> bytes:
    return HARBOUR.encode().replace(b"Storm over", b"Storm\x00over")


def not_utf_8() -> bytes:
    return HARBOUR.encode().replace(b"Storm over", b"Storm \xff over")


def nothing() -> bytes:
    return b""


def long_expression() -> bytes:
    return put("value: 3 * lean", "value: " + "1+" * 50_000 + "1")


def imports() -> bytes:
    return put("value: 3 * lean", "value: \"__import__('os').system('true')\"")


def classes() -> bytes:
    return put("value: 3 * lean", 'value: "().__class__.__bases__"')


def division() -> bytes:
    return put("value: 3 * lean", "value: 3 / lean")


def many_mistakes() -> bytes:
    lines = "".join(f"  - carg{n} += {n}\n" for n in range(9_000))
    return put("  - stores +=", f"{lines}  - stores +=")


def many_misshapen() -> bytes:
    blocs = "".join(f"  b{n}: {{label: {n}, wait: 3}}\n" for n in range(10_000))
    return put("blocs:\n", f"blocs:\n{blocs}")


def misshapen_effects() -> bytes:
    lines = "".join(
        "  - {each: 3, if: x, do: 5, then: [3], later: {do: [{}]}}\n" for _ in range(12_000)
    )
    return put("  - stores +=", f"{lines}  - stores +=")


def formula_circle() -> bytes:
    return put("abs(a.wages - b.wages)", '"1 + distance(b, a)"', with_distance())


def with_distance() -> str:
    return put("ideal: 100 + actor.wages / 4", "ideal: distance(actor, marta)").decode()


def formula_doubling() -> bytes:
    lines = "".join(
        f'  f{n}: {{of: [a, b], value: "f{n + 1}(a, b) + f{n + 1}(b, a)"}}\n' for n in range(30)
    )
    lines += "  f30: {of: [a, b], value: a.wages - b.wages}\n"
    return put(
        "  distance:", f"{lines}  distance:", with_distance().replace("distance(actor", "f0(actor")
    )


def argument_doubling() -> bytes:
    call = "twice(" * 30 + "hunger" + ")" * 30
    text = put("  distance:", "  twice: {of: [a], value: a + a}\n  distance:").decode()
    return put("value: 3 * lean", f"value: {call}", text)


def ratio_tripling() -> bytes:
    call = "ratio(1, " * 30 + "hunger" + ", 1)" * 30
    return put("value: 3 * lean", f'value: "{call}"')


def principals() -> bytes:
    return put("decider: sava", f"decider: sava{'.principal' * 35}")


def chained() -> bytes:
    return put("value: 3 * lean", f'value: "{"1 < (" * 40}hunger{") < 2" * 40}"')


def membership() -> bytes:
    return put("value: 3 * lean", f'value: "{"(" * 25}hunger{" in [1, 2])" * 25}"')


def formulas_everywhere() -> bytes:
    sums = " + ".join(["a.wages"] * 30)
    text = put("  distance:", f"  wide: {{of: [a], value: {sums}}}\n  distance:").decode()
    lines = "".join(
        f"  - hunger += {' + '.join(['wide(marta)'] * 20)} + {n}\n" for n in range(1_800)
    )
    return put("  - stores +=", f"{lines}  - stores +=", text)


def deep_sum() -> bytes:
    return put("value: 3 * lean", f"value: {'+'.join(['1'] * 199)}")


def deep_signs() -> bytes:
    return put("value: 3 * lean", f'value: "{"-" * 390}1"')


def deep_brackets() -> bytes:
    return put("value: 3 * lean", f'value: "{"(" * 199}1{")" * 199}"')


def nested_effects() -> bytes:
    effect = "hunger += 1"
    for _ in range(12):
        effect = f"{{if: hunger > 1, then: [{effect}], else: [{effect}]}}"
    return put("  - stores +=", f"  - {effect[:3_000_000]}\n  - stores +=")


def nested_groups() -> bytes:
    effect = "hunger += 1"
    for n in range(9):
        effect = f"{{each: people, as: w{'x' * n}, do: [{effect}]}}"
    return put("  - stores +=", f"  - {effect}\n  - stores +=")


def huge_range() -> bytes:
    return put("range: [0, 80], step: 0.1", "range: [0, 99999999999999999999999999999], step: 0.1")


def tiny_step() -> bytes:
    return put("range: [0, 80], step: 0.1", "range: [0, 80], step: 0.0000000000000000000000000001")


def many_people() -> bytes:
    person = "name: X, short: X, initials: X, born: 1880"
    return put("people:\n", "people:\n" + "".join(f"  p{n}: {{{person}}}\n" for n in range(5_000)))


def many_quantities() -> bytes:
    lines = "".join(
        f"  q{n}: {{label: Q, per: [person, person], range: [0, 9]}}\n" for n in range(20_000)
    )
    return put("quantities:\n", f"quantities:\n{lines}")


def many_blocs() -> bytes:
    return put(
        "blocs:\n",
        "blocs:\n" + "".join(f"  b{n}: {{label: B, weight: 1}}\n" for n in range(30_000)),
    )


def many_events() -> bytes:
    options = "{go: {label: Go, effects: [hunger += 1]}}"
    event = f"{{title: T, text: T, when: hunger > 5, options: {options}}}"
    return put("events:\n", "events:\n" + "".join(f"  e{n}: {event}\n" for n in range(9_000)))


def many_effects() -> bytes:
    return put("  - stores +=", "  - hunger += 1\n" * 150_000 + "  - stores +=")


def many_duplicates() -> bytes:
    return put("quantities:\n", "quantities:\n" + "  cargo: {label: Again}\n" * 20_000)


def long_game() -> bytes:
    return put('end: "1922-06"', 'end: "9999-12"')


def long_names() -> bytes:
    return put("value: 3 * lean", f"value: {'l' * 390}") + b"\n" + b"k" * 100_000 + b": 1\n"


def huge_numbers() -> bytes:
    return put("value: 3 * lean", f"value: {' * '.join(['999999999'] * 30)}")


HOSTILE: dict[str, Callable[[], bytes]] = {
    case.__name__: case
    for case in (
        truncated, brackets, large, aliases, nul, not_utf_8, nothing, long_expression, imports,
        classes, division, many_mistakes, many_misshapen, misshapen_effects, formula_circle,
        formula_doubling, argument_doubling, ratio_tripling, principals, chained, membership,
        formulas_everywhere, deep_sum, deep_signs, deep_brackets, nested_effects, nested_groups,
        huge_range, tiny_step, many_people, many_quantities, many_blocs, many_events, many_effects,
        many_duplicates, long_game, long_names, huge_numbers,
    )
}  # fmt: skip
