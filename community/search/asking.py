"""What somebody typed into the box, understood: words, quoted phrases, and who, what and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from community.search.words import folded, forms, is_unspaced, normal, pieces

LONGEST = 200  # characters of a question that are read
MOST = 16  # words
OPERATOR = re.compile(r"(?<!\S)(author|kind|tag|board|has|before|after):(\S+)", re.IGNORECASE)
QUOTED = re.compile(r'["“”「『]([^"“”「」『』]+)["“”」』]')


@dataclass(frozen=True)
class Wanted:
    """One thing a document must have: any of these words, each counting so much; or a word that begins so."""

    words: tuple[tuple[str, float], ...]
    beginning: str = ""


@dataclass(frozen=True)
class Question:
    wanted: tuple[Wanted, ...]
    required: tuple[str, ...]  # words that say what it is, not what it says: its tag, its board, a photo
    marked: tuple[str, ...]  # pieces as they were typed, to be found again in a text
    phrases: tuple[str, ...] = ()
    author: str = ""
    kind: str = ""
    before: date | None = None
    after: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.wanted or self.required or self.author or self.before or self.after)


def understood(text: str, *, typing: bool = False) -> Question:
    """While somebody is typing, the last word may be a beginning."""
    text = normal(text[:LONGEST])
    said: dict[str, str] = {}
    rest = OPERATOR.sub(lambda match: _taken(said, match), text)
    found = pieces(rest)[:MOST]
    unfinished = typing and rest[-1:].isalnum()
    wanted = [one for piece in found for one in _wanted(piece)]
    if unfinished and found and wanted:
        wanted[-1] = beginning(found[-1], wanted[-1])
    return Question(
        wanted=tuple(dict.fromkeys(wanted)),
        required=tuple(_required(said)),
        marked=tuple(dict.fromkeys(found)),
        phrases=tuple(" ".join(pieces(phrase)) for phrase in QUOTED.findall(rest) if pieces(phrase)),
        author=said.get("author", "").lstrip("@"),
        kind=said.get("kind", ""),
        before=_day(said.get("before", "")),
        after=_day(said.get("after", "")),
    )


def narrowed_by(text: str) -> list[tuple[str, str]]:
    """Each operator as it was typed, and the question without it: what its chip says, and where it leads."""
    found = [match for match in OPERATOR.finditer(text) if _means_something(match)]
    return [(match[0], " ".join((text[: match.start()] + text[match.end() :]).split())) for match in found]


def _required(said: dict[str, str]) -> Iterator[str]:
    if tag := said.get("tag", "").lstrip("#"):
        yield f"#{tag}"
    yield from (f"={name}:{said[name]}" for name in ("board", "has") if name in said)


def beginning(piece: str, instead_of: Wanted) -> Wanted:
    """The same, or anything that begins so. A pair of Chinese characters is whole already."""
    if is_unspaced(piece) or len(piece) < 2:  # noqa: PLR2004
        return instead_of
    return Wanted(instead_of.words, folded(piece))


def _wanted(piece: str) -> list[Wanted]:
    if not is_unspaced(piece):
        first, *plain = forms(piece) or (piece,)
        return [Wanted(((first, 1.0), *((word, 0.5) for word in plain)))]
    if len(piece) == 1:
        return [Wanted((), beginning=piece)]
    return [Wanted(((pair, 1.0),)) for pair in forms(piece)[:-1]]


def _taken(said: dict[str, str], match: re.Match[str]) -> str:
    """What an operator says is no word to look for; what it cannot mean is."""
    if not _means_something(match):
        return match[0]
    said[match[1]] = match[2]
    return " "


def _means_something(match: re.Match[str]) -> bool:
    return match[1].lower() not in {"before", "after"} or _day(match[2]) is not None


def _day(text: str) -> date | None:
    """The first day of a year, a month, or the day itself."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text)
    if not parts:
        return None
    try:
        return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return None
