"""What a word weighs in a document: BM25F, decided when it is indexed, so that a search only adds up."""

from collections import Counter

from community.search.words import forms, pieces

TITLE = 6.0  # times what a word weighs in the text
USUAL = 120  # pieces of a usual text; a longer one must say a word more often
SLOPE = 0.5  # how much the length matters
SOON_ENOUGH = 1.2  # k1: how soon saying it again stops mattering
LONGEST = 200_000  # characters of a text that are read


def weights(title: str, text: str) -> dict[str, int]:
    """From 1 to 255, by word."""
    written = Counter(pieces(text[:LONGEST]))
    times = _by_form(written)
    length = 1 - SLOPE + SLOPE * written.total() / USUAL
    table = {often: _weight(often / length) for often in set(times.values())}
    found = {word: table[often] for word, often in times.items()}
    for word, often in _by_form(Counter(pieces(title))).items():
        found[word] = _weight(times.get(word, 0) / length + often * TITLE)
    return found


def _by_form(written: Counter[str]) -> dict[str, int]:
    times: dict[str, int] = {}
    for piece, often in written.items():
        for form in forms(piece):
            times[form] = times.get(form, 0) + often
    return times


def _weight(often: float) -> int:
    return int(often * 255 / (often + SOON_ENOUGH)) or 1
