"""From what people write to the words a search compares: Chinese in pairs, Latin folded, plurals undone."""

import re
import unicodedata
from functools import lru_cache

# Scripts written without spaces: Han, kana, hangul.
UNSPACED = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
PIECE = re.compile(rf"[{UNSPACED}]+|[^\W\d_{UNSPACED}]+|\d+")
LONGEST = 40  # characters of one word; what is longer is no word


def normal(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def pieces(text: str) -> list[str]:
    """Runs of one script: words, numbers, stretches of Chinese."""
    return PIECE.findall(normal(text))


def is_unspaced(piece: str) -> bool:
    return piece[0] >= "\u3040" and bool(re.match(f"[{UNSPACED}]", piece))


@lru_cache(maxsize=65536)
def forms(piece: str) -> tuple[str, ...]:
    """What a piece is kept as.

    Chinese as pairs of neighbours, with the last character alone: so every character begins something.
    A word with accents as it is and without them; English plurals as the singular.
    """
    if is_unspaced(piece):
        return (*(piece[at : at + 2] for at in range(len(piece) - 1)), piece[-1])
    if len(piece) > LONGEST:
        return ()
    if piece.isascii():
        return (singular(piece),)
    plain = folded(piece)
    return (piece,) if plain == piece else (piece, singular(plain))


def folded(text: str) -> str:
    """Without accents: «cà phê» is «ca phe», «đẹp» is «dep»."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("đ", "d")


def singular(word: str) -> str:
    """Harman's S-stemmer: stories is story, boxes is boxe, glass stays."""
    if len(word) < 4 or word[-1] != "s" or word[-2] in "su":  # noqa: PLR2004
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    return word[:-1]
