"""A moderator watches a word, lets it go, and carries the list from club to club as a file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from community.audit import audit
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.watched.finding import ANY_ENDING
from community.watched.folding import composed, folded
from community.watched.models import (
    LONGEST,
    LONGEST_TAG,
    MOST,
    Act,
    Find,
    NoFile,
    NoTag,
    NoWord,
    TooManyWords,
    WatchedAlready,
    WatchedWord,
    WordTooLong,
)

HEAD = ("word", "act", "instead")
SHOWN = 50
SILENT = [act for act in Act if act.is_silent]


@dataclass(frozen=True)
class Brought:
    """What became of a file."""

    new: int
    known: int


def watch(word: str, act: Act, by: Member, instead: str = "") -> WatchedWord:
    """Raises NoWord, NoTag, WordTooLong, WatchedAlready, TooManyWords."""
    require(by, "keep", WatchedWord)
    word, instead = _checked(word), " ".join(instead.replace("\0", "").split())
    if len(instead) > LONGEST:
        raise WordTooLong
    if act is Act.TAG and not 0 < len(instead) <= LONGEST_TAG:
        raise NoTag
    with transaction():
        if how_many() >= MOST:
            raise TooManyWords
        made = WatchedWord(
            word=word, key=_key(word), act=act, instead=instead if act.is_silent else "", by_id=by.id
        )
        try:
            with db.session.begin_nested():
                db.session.add(made)
        except IntegrityError as twice:
            raise WatchedAlready from twice
        audit("word.watched", f"watched word {made.id}", by.id, what=act.value)
    return made


def let_go(it: WatchedWord, by: Member) -> None:
    require(by, "keep", WatchedWord)
    with transaction():
        audit("word.let_go", f"watched word {it.id}", by.id, what=it.act.value)
        db.session.delete(it)


def all_watched() -> Sequence[WatchedWord]:
    return db.session.scalars(select(WatchedWord).order_by(WatchedWord.key)).all()


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(WatchedWord)) or 0


def lately_found() -> Sequence[Find]:
    return db.session.scalars(select(Find).order_by(Find.id.desc()).limit(SHOWN)).all()


def words_found_in(contribution_id: int | None) -> Sequence[str]:
    """Those for which a text waits, or stands in the queue."""
    there = Find.contribution_id == contribution_id, Find.act.not_in(SILENT)
    return db.session.scalars(select(Find.word).where(*there).distinct().order_by(Find.word)).all()


def as_file() -> str:
    """CSV, as `bring` takes it."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEAD)
    lines.writerows((it.word, it.act.value, it.instead) for it in all_watched())
    return out.getvalue()


def bring(file: bytes, by: Member) -> Brought:
    """All of it or nothing; what is watched already stays as it is. Raises NoFile and as `watch` does."""
    require(by, "keep", WatchedWord)
    lines, new = _read(file), 0
    with transaction():
        known = set(db.session.scalars(select(WatchedWord.key)))
        for word, act, instead in lines:
            if _key(word) not in known:
                watch(word, act, by, instead)
                known.add(_key(word))
                new += 1
    return Brought(new, len(lines) - new)


def _read(file: bytes) -> list[tuple[str, Act, str]]:
    try:
        lines = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as unread:
        raise NoFile("1") from unread
    return [_line(number, line) for number, line in enumerate(lines, 1) if any(line) and tuple(line) != HEAD]


def _line(number: int, line: list[str]) -> tuple[str, Act, str]:
    word, act, instead = ([*line, "", ""])[: len(HEAD)]
    if act.strip() not in list(Act) or not word.strip():
        raise NoFile(str(number))
    return word, Act(act.strip()), instead


def _checked(word: str) -> str:
    word = composed(" ".join(word.replace("\0", "").split()))
    if not any(letter.isalnum() for letter in _key(word)):
        raise NoWord
    if len(word) > LONGEST:
        raise WordTooLong
    return word


def _key(word: str) -> str:
    ending = ANY_ENDING if word.rstrip().endswith(ANY_ENDING) else ""
    return " ".join(folded(composed(word.rstrip().rstrip(ANY_ENDING))).text.split()) + ending
