"""Whom a member mutes and blocks as a file: to keep, to take elsewhere, to bring back.

A CSV file with the columns handle, how (mute or block) and until (empty: for good). It is taken in as a
whole or not at all.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import select

from community import clock
from community.db import Refusal, db, transaction
from community.members import Member
from community.quiet.keeping import silence
from community.quiet.models import How
from community.quiet.reading import silences_of

HEAD = ("handle", "how", "until")
MOST, LARGEST = 1_000, 200_000  # lines; bytes
LONGEST = 100  # signs of a word that is told back


class Wrong(StrEnum):
    HANDLE = "handle"  # there is none
    UNKNOWN = "unknown"  # nobody is called so
    ONESELF = "oneself"
    HOW = "how"
    UNTIL = "until"


@dataclass(frozen=True)
class Line:
    number: int  # of the file, the head being the first
    handle: str
    how: str = ""
    until: str = ""


@dataclass(frozen=True)
class Fault:
    line: int
    wrong: Wrong
    word: str  # as it stands there


@dataclass(frozen=True)
class TakenIn:
    muted: int
    blocked: int
    unknown: Sequence[str]  # handles that were left out
    over: int  # lines whose time has passed


class NotAList(Refusal):
    """No text with a column `handle`."""


class TooLongAList(Refusal):
    """Nobody keeps away from so many by hand."""


class FaultyList(Refusal):
    """Some lines cannot be; nothing was taken in."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = faults


def as_file(me: Member) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(HEAD)
    for one in silences_of(me):
        writer.writerow((one.handle, one.how.value, one.until.isoformat() if one.until else ""))
    return sheet.getvalue()


def lines_in(raw: bytes) -> list[Line]:
    """Every line that is not blank; other columns are passed over. Raises NotAList, TooLongAList."""
    if len(raw) > LARGEST:
        raise TooLongAList
    try:
        sheet = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        head = [word.strip().lower() for word in next(sheet, [])]
        lines = [_line(sheet.line_num, head, cells) for cells in sheet if any(map(str.strip, cells))]
    except (UnicodeError, csv.Error) as trouble:
        raise NotAList from trouble
    if "handle" not in head:
        raise NotAList
    return lines


def _line(number: int, head: Sequence[str], cells: Sequence[str]) -> Line:
    said = dict(zip(head, map(str.strip, cells), strict=False))
    return Line(number, said.get("handle", ""), said.get("how", ""), said.get("until", ""))


def take_in(lines: Sequence[Line], by: Member, *, leave_out_unknown: bool = False) -> TakenIn:
    """Of two lines about one member the last holds. Raises TooLongAList, FaultyList."""
    if len(lines) > MOST:
        raise TooLongAList
    known = _known(lines)
    faults = [fault for line in lines for fault in _faults(line, known, by)]
    unknown = [it.word for it in faults if it.wrong is Wrong.UNKNOWN]
    if leave_out_unknown:
        faults = [it for it in faults if it.wrong is not Wrong.UNKNOWN]
    if faults:
        raise FaultyList(faults)
    there = {known[_plain(line)]: line for line in lines if _plain(line) in known}
    lasting = {whom: line for whom, line in there.items() if not _is_over(line)}
    with transaction():
        for whom, line in lasting.items():
            silence(whom, _how(line), by, until=_moment(line.until))
    blocked = sum(_how(line) is How.BLOCK for line in lasting.values())
    return TakenIn(len(lasting) - blocked, blocked, unknown, len(there) - len(lasting))


def _faults(line: Line, known: Mapping[str, Member], by: Member) -> Iterable[Fault]:
    handle = _plain(line)
    if not handle:
        yield Fault(line.number, Wrong.HANDLE, "")
    elif handle == by.handle:
        yield Fault(line.number, Wrong.ONESELF, handle)
    elif handle not in known:
        yield Fault(line.number, Wrong.UNKNOWN, line.handle[:LONGEST])
    if line.how.lower() not in {"", *How}:
        yield Fault(line.number, Wrong.HOW, line.how[:LONGEST])
    if line.until and _moment(line.until) is None:
        yield Fault(line.number, Wrong.UNTIL, line.until[:LONGEST])


def _known(lines: Iterable[Line]) -> dict[str, Member]:
    handles = {_plain(line) for line in lines}
    named = select(Member).where(Member.handle.in_(handles), Member.left_at.is_(None))
    return {member.handle: member for member in db.session.scalars(named)}


def _plain(line: Line) -> str:
    return line.handle.lower().removeprefix("@").replace("\0", "")


def _how(line: Line) -> How:
    return How(line.how.lower() or How.MUTE)


def _moment(word: str) -> datetime | None:
    """Without a time zone it is UTC."""
    try:
        moment = datetime.fromisoformat(word)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _is_over(line: Line) -> bool:
    until = _moment(line.until)
    return until is not None and until <= clock.now()
