"""All attacks, judged, as a table that stands in the docs."""

from collections.abc import Iterator, Mapping, Sequence

from programme.attacks.judging import Judged, judged
from programme.attacks.playing import Stood
from programme.attacks.schemes import ATTACKS, posts

HEAD = (
    "20 accounts attack",
    "gained by it",
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
    played = [it for it in ATTACKS if it.does.__name__ in stood]
    return [judged(it, stood[it.does.__name__], stood[it.beside.__name__], peace) for it in played]


def table(found: Sequence[Judged], accounts: int) -> Iterator[str]:
    yield "| " + " | ".join((f"{accounts} accounts attack", *HEAD[1:])) + " |"
    yield "| --- " * len(HEAD) + "|"
    for it in found:
        cells = (
            it.name,
            f"{it.gain:.1f}",
            "" if it.bound is None else f"{it.bound:.1f}",
            f"{it.best:,.0f}",
            f"{it.usual:,.0f}",
            _day(it.rose),
            _day(it.usual_rose),
            f"{it.order:.3f}",
        )
        yield "| " + " | ".join(cells) + " |"
    yield ""
    yield from ((trouble for it in found for trouble in it.troubles) if _troubled(found) else ("All holds.",))


def _troubled(found: Sequence[Judged]) -> bool:
    return any(it.troubles for it in found)


def _day(number: int | None) -> str:
    return "never" if number is None else str(number)
