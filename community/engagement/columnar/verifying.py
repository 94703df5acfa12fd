"""Whether every member stands where the ledger says: all of it counted anew, beside what was kept."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from community.db import db
from community.engagement.columnar.lake import Progress, bring_up_to_date, lake, opened
from community.engagement.columnar.sums import measures_sql
from community.engagement.policy import Policy, policy_on
from community.engagement.standing import MEASURES, Standing
from community.jobs import nightly

log = logging.getLogger(__name__)
Measured = Mapping[int, tuple[int, ...]]  # by member, as MEASURES stand
NOTHING = (0,) * len(MEASURES)


@dataclass(frozen=True)
class Difference:
    """What was kept of a member is not what the ledger says."""

    member_id: int
    measure: str
    kept: int
    counted: int


def counted(folder: Path, policy: Policy, since: date) -> Measured:
    """The measures of all members in the window that begins on `since`, from the files of a folder."""
    with opened(folder) as engine:
        found = engine.execute(measures_sql(policy, since)).fetchall()
    return {int(member): tuple(map(int, measures)) for member, *measures in found}


def differences(progress: Progress = lambda _more: None) -> list[Difference]:
    """Every measure that is not what the ledger says. What is recorded meanwhile is told as one, too."""
    folder = lake()
    bring_up_to_date(folder, progress)
    columns = [getattr(Standing, name) for name in MEASURES]
    kept = db.session.execute(select(Standing.member_id, Standing.since, *columns)).all()
    windows = {row.since for row in kept}
    said = {since: counted(folder, policy_on(since), since) for since in windows}
    return [
        Difference(row.member_id, name, was, now)
        for row in kept
        for name, was, now in zip(MEASURES, row[2:], said[row.since].get(row.member_id, NOTHING), strict=True)
        if was != now
    ]


@nightly
def look_whether_all_add_up() -> None:
    """Whoever runs the club reads it in the log, and `zone score verify` names them again."""
    for it in differences():
        log.error("member %s: %s is %s, the ledger says %s", it.member_id, it.measure, it.kept, it.counted)
