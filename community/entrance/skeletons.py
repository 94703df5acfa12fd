"""What a name looks like to an eye: names that look alike have the same skeleton."""

import unicodedata
from functools import cache

SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
# After folding, what Unicode's list keeps apart and a reader at a small size does not.
ALIKE = str.maketrans({"i": "l", "ı": "l", "0": "o", "1": "l", "|": "l"})
PAIRS = {"vv": "w"}


def skeleton(name: str) -> str:
    """As Unicode TS 39 draws it, but blind to case, spaces and punctuation too."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    for _again in range(2):  # a drawn letter may be a capital that folds into one to be drawn
        plain = unicodedata.normalize("NFKC", drawn(plain)).casefold()
    for pair, one in PAIRS.items():
        plain = plain.replace(pair, one)
    return "".join(sign for sign in plain.translate(ALIKE) if sign.isalnum() or unicodedata.combining(sign))


def bare(name: str) -> str:
    """The skeleton without accents: what is left of «Ádmín»."""
    apart = unicodedata.normalize("NFKD", skeleton(name))
    return skeleton("".join(sign for sign in apart if not unicodedata.combining(sign)))


def drawn(text: str) -> str:
    return "".join(prototype(sign) for sign in text)


@cache
def prototype(sign: str) -> str:
    """The sign that stands for all that look like this one.

    The package's list goes both ways, from each sign to its prototype and back: the one with many
    neighbours, or with several letters, is the prototype; of two that have only each other, the first.
    """
    from confusable_homoglyphs.confusables import confusables_data  # 6 MB that only new names need

    if unicodedata.name(sign, "").startswith(SMALL_CAPITAL):
        return unicodedata.name(sign).removeprefix(SMALL_CAPITAL).lower()[:2]
    neighbours: list[str] = [entry["c"] for entry in confusables_data.get(sign, ())]
    if len(neighbours) != 1:
        return sign
    only = neighbours[0]
    if len(only) > 1 or len(confusables_data.get(only, ())) > 1:
        return only
    return min(sign, only)
