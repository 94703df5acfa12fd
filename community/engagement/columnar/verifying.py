"""Whether every member stands where the ledger says: all of it counted anew, beside what was kept."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select, text

from community import clock
from community.db import db
from community.engagement.columnar.by_piece import counted_by_piece
from community.engagement.columnar.lake import (
    PIECES,
    Progress,
    bring_up_to_date,
    lake,
    opened,
    vouch,
)
from community.engagement.columnar.told import vouched_sql
from community.engagement.epochs import EVEN
from community.engagement.policy import Policy, policy_named, policy_on
from community.engagement.standing import MEASURES, Standing
from community.jobs import nightly
from community.members import Member

log = logging.getLogger(__name__)
Measured = Mapping[int, tuple[int, ...]]  # by member, as MEASURES stand
NOTHING = tuple(EVEN if name == "c" else 0 for name in MEASURES)


@dataclass(frozen=True)
class Difference:
    """What was kept of a member is not what the ledger says."""

    member_id: int
    measure: str
    kept: int
    counted: int


def counted(
    folder: Path,
    policy: Policy,
    since: date,
    epoch: date | None = None,
    progress: Progress = lambda _pieces: None,
) -> Measured:
    """The measures of all members in the window that begins on `since`, from the files of a folder.

    `progress` hears how many of the PIECES were counted.
    """
    with opened(folder) as engine:
        vouch(engine, map(tuple, db.session.execute(text(vouched_sql(epoch)))), folder)
        asked = counted_by_piece(engine, policy, since, vouched=epoch is not None, progress=progress)
        found = engine.execute(asked).fetchall()
    return {int(member): tuple(map(int, measures)) for member, *measures in found}


def differences(progress: Callable[[int, int], object] = lambda _pieces, _of: None) -> list[Difference]:
    """Every measure that is not what the ledger says. What is recorded meanwhile is told as one, too.

    Whoever has left stands nowhere: what stays of their deeds is what others' points rest on. `progress`
    hears how many pieces of how many were counted.
    """
    folder = lake()
    bring_up_to_date(folder)
    columns = [getattr(Standing, name) for name in MEASURES]
    by = (Standing.policy, Standing.since, Standing.epoch)
    standing = select(*by, Standing.member_id, *columns).join(Member, Member.id == Standing.member_id)
    kept = db.session.execute(standing.where(Member.left_at.is_(None))).all()
    ways = sorted({tuple(row[:3]) for row in kept}, key=str)
    said = {}
    for before, way in enumerate(ways):

        def so_far(pieces: int, before: int = before) -> object:
            return progress(before * PIECES + pieces, len(ways) * PIECES)

        name, since, epoch = way
        said[way] = counted(folder, _policy(name), since, epoch, so_far)
    return [
        Difference(member_id, name, was, now)
        for *way, member_id, measures in ((*row[:4], row[4:]) for row in kept)
        for name, was, now in zip(MEASURES, measures, said[tuple(way)].get(member_id, NOTHING), strict=True)
        if was != now
    ]


def _policy(name: str) -> Policy:
    return policy_named(name) or policy_on(clock.today())


@nightly
def look_whether_all_add_up() -> None:
    """Whoever runs the club reads it in the log, and `zone score verify` names them again."""
    for it in differences():
        log.error("member %s: %s is %s, the ledger says %s", it.member_id, it.measure, it.kept, it.counted)
