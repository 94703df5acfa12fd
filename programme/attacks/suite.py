"""All attacks, judged, as a table that stands in the docs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from programme.attacks.judging import Judged, judged
from programme.attacks.playing import Stood
from programme.attacks.schemes import ATTACKS, posts

HEAD = (
    "20 accounts attack",
    "gained by it",
    "each, on average",
    "at most",
    "best account",
    "usual member",
    "Super on day, an account",
    "half of the members",
    "honest order",
)


def judge(stood: Mapping[str, Stood]) -> list[Judged]:
    """By the name of each scheme, how everybody stood after it."""
    peace = stood[posts.__name__]
    played = [it for it in ATTACKS if it.key in stood]
    return [judged(it, stood[it.key], stood[it.beside.__name__], peace) for it in played]


def table(found: Sequence[Judged], accounts: int) -> Iterator[str]:
    yield "| " + " | ".join((f"{accounts} accounts attack", *HEAD[1:])) + " |"
    yield "| --- " * len(HEAD) + "|"
    for it in found:
        cells = (
            it.name,
            f"{it.gain:.1f}",
            f"{it.each:.1f}",
            "" if it.bound is None else f"{it.bound:.1f}",
            f"{it.best:,.0f}",
            f"{it.usual:,.0f}",
            _day(it.rose),
            _day(it.usual_rose),
            f"{it.order:.3f}",
        )
        yield "| " + " | ".join(cells) + " |"
    yield ""
    yield from [f"{it.name}: {words}" for it in found for words in it.troubles] or ["All holds."]


def beside_each_other(was: Sequence[Mapping[str, Any]], will: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Today and then, in lines for the command line; each as `Judged` says it."""
    today = {it["key"]: it for it in was}
    yield ""
    yield f"{'what an account gains by an attack, at most':<72}{'today':>9}{'then':>9}{'bound':>9}"
    for it in will:
        before = today.get(it["key"])
        gain = "" if before is None else f"{before['gain']:.1f}"
        bound = "" if it["bound"] is None else f"{it['bound']:.1f}"
        yield f"{it['name']:<72}{gain:>9}{it['gain']:>9.1f}{bound:>9}"
        yield from (f"    {words}" for words in Judged(**it).troubles)


def _day(number: int | None) -> str:
    return "never" if number is None else str(number)
