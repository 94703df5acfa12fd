"""What a reply said before: each version, with what the next one took away and added."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.watched.finding import replaced, watched
from posts.replies.models import Reply, ReplyVersion

WORDS = re.compile(r"[\u3400-\u9fff]|\w+|\s+|[^\w\s]")
MOST = 4_000  # words that are compared; longer texts stand side by side
Mark = Literal["same", "gone", "new"]


class Version(NamedTuple):
    """`parts` are its words, marked by what became of them since the version before."""

    at: datetime
    text: str
    parts: Sequence[tuple[Mark, str]]


def history_of(it: Reply, reader: Member) -> list[Version]:
    """The newest first. Watched words that are replaced are read as they stood by their author alone."""
    kept = select(ReplyVersion).where(ReplyVersion.reply_id == it.id).order_by(ReplyVersion.version)
    words = () if it.author_id == reader.id else watched()
    told = [(row.at, replaced(row.text, words)) for row in db.session.scalars(kept)]
    told.append((it.edited_at or it.published_at or it.created_at, it.text))
    first = Version(*told[0], [("same", told[0][1])])
    later = [Version(*now, list(changes(was[1], now[1]))) for was, now in pairwise(told)]
    return [first, *later][::-1]


def changes(was: str, now: str) -> Iterator[tuple[Mark, str]]:
    """From one text to the next, in words; in signs where a language has no spaces."""
    before, after = WORDS.findall(was), WORDS.findall(now)
    if max(len(before), len(after)) > MOST:
        yield from (("gone", was), ("new", now))
        return
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield "same", "".join(before[a:b])
            continue
        if b > a:
            yield "gone", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])
