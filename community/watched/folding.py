"""Texts as they are compared: without case, width, and what nobody sees."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Folded:
    """`at[i]` is where the letter `i` of `text` stands in what was written."""

    text: str
    at: list[int]


def folded(text: str, *, bare: bool = False) -> Folded:
    """Of a text in NFC. `bare`: without accents as well."""
    letters = [(letter, at) for at, letter in enumerate(text) for letter in _plain(letter, bare=bare)]
    return Folded("".join(letter for letter, _ in letters), [at for _, at in letters])


def has_no_accents(text: str) -> bool:
    """A word written without accents is found with them too; one that is written with them, only so."""
    return folded(text, bare=True).text == folded(text).text


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _plain(letter: str, *, bare: bool) -> str:
    if letter.isascii():
        return letter.lower()
    plain = unicodedata.normalize("NFKC", letter).casefold()
    if bare:
        plain = "".join(it for it in unicodedata.normalize("NFD", plain) if not unicodedata.combining(it))
    return "".join(it for it in plain if unicodedata.category(it) != "Cf")
