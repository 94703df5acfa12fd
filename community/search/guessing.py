"""«Did you mean»: words of the index that are nearly those that were typed, and more usual."""

from collections.abc import Iterable
from itertools import islice

from community.search.shelf import Leaf, Shelf, shelf
from community.search.words import folded, forms, is_unspaced

LOOKED_AT = 20_000  # words that begin with the same letter
SHORTEST, LONG = 4, 8  # letters: of shorter words nearly everything is near; long ones may have two slips


def meant(pieces: Iterable[str]) -> dict[str, str]:
    """For the pieces that nothing says, the most usual of the nearest words. Raises NoIndex."""
    books = shelf()
    guessed = {piece: _nearest(books, piece) for piece in pieces if _is_unknown(books, piece)}
    return {piece: word for piece, word in guessed.items() if word}


def _is_unknown(books: Shelf, piece: str) -> bool:
    if is_unspaced(piece) or len(piece) < SHORTEST or not piece.isalpha():
        return False
    return not any(_often(books, word) for word in forms(piece))


def _nearest(books: Shelf, piece: str) -> str | None:
    plain = folded(piece)
    slips = 2 if len(plain) >= LONG else 1
    like_it = {
        word
        for leaf in books.leaves
        for word in islice(leaf.words_from(plain[0]), LOOKED_AT)
        if abs(len(word) - len(plain)) <= slips
    }
    far = {word: slips_between(plain, word, slips) for word in like_it}
    near = [(steps, -_often(books, word), word) for word, steps in far.items() if steps <= slips]
    return next((word for _, _, word in sorted(near) if _is_said_to_all(books, word)), None)


def _is_said_to_all(books: Shelf, word: str) -> bool:
    """What is only said to some is not told to others by the way."""
    return any(
        leaf.run(word) if not leaf.closed else _having(leaf, word) - _closed(leaf) for leaf in books.leaves
    )


def _having(leaf: Leaf, word: str) -> set[int]:
    return {one >> 8 for one in leaf.run(word)}


def _closed(leaf: Leaf) -> set[int]:
    return set().union(*leaf.closed.values())


def _often(books: Shelf, word: str) -> int:
    return sum(leaf.frequency(word) for leaf in books.leaves)


def slips_between(one: str, other: str, most: int) -> int:
    """Letters too many, too few, wrong or turned round; more than `most` are not counted on."""
    before, row = list[int](), list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for place, sign in enumerate(other, 1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != sign))
            if at > 1 and place > 1 and letter == other[place - 2] and sign == one[at - 2]:
                least = min(least, earlier[place - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]
