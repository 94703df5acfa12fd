"""Every night's table, kept by its date, and the circles that were found."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import blake2b

from sqlalchemy import delete, insert, select, update

from community import clock
from community.db import db, transaction
from community.engagement.credibility.counting import Table, count
from community.engagement.credibility.discrediting import discredited, silenced
from community.engagement.credibility.gathering import Night, gather
from community.engagement.credibility.models import Circle, CircleEdge, CircleSeat
from community.engagement.credibility.overlapping import FoundCircle, circles_in
from community.engagement.epochs import Credibility
from community.jobs import nightly

KEPT = timedelta(days=35)  # of tables: a month of a member's questions can be answered
FEWEST_ANCHORS = 3  # whom two or fewer vouch for, the club does not
MILLI = 1000


@nightly
def count_credibility() -> None:
    """The table of today, in place of an earlier one of the same day."""
    keep_table(clock.today())


def keep_table(today: date, tell: Callable[[str], object] = lambda _step: None) -> int:
    """Answers how many members it speaks of; none as long as too few can vouch for anybody.

    Reading and counting hold nothing; only the writing is one transaction.
    """
    tell("Reading what members said of each other")
    night = gather(today)
    db.session.commit()  # ends the reading transaction: counting takes a while
    tell(f"Looking for circles among {len(night.ids):,} members and {len(night.favours.giver):,} favours")
    circles = {key_of(night, found): found for found in circles_in(night.favours)}
    if (night.anchors & (night.stake > 0)).sum() < FEWEST_ANCHORS:
        with transaction():
            _keep_circles(night, circles, today)
        return 0
    fine = set(db.session.scalars(select(Circle.key).where(Circle.cleared_at.is_not(None))))
    suspicious = [found for key, found in circles.items() if key not in fine]
    tell("Counting")
    table = count(night.favours, night.stake, night.anchors, suspicious)
    with transaction():
        _keep(night, table, today)
        _keep_circles(night, circles, today)
    return len(night.ids)


def key_of(night: Night, found: FoundCircle) -> str:
    """The same as long as the same members are in it."""
    ids = night.ids[list(found.members)].tolist()
    return blake2b(",".join(map(str, ids)).encode(), digest_size=16).hexdigest()


def _keep(night: Night, table: Table, today: date) -> None:
    old = (Credibility.epoch == today) | (Credibility.epoch < today - KEPT)
    db.session.execute(delete(Credibility).where(old))
    lines = zip(night.ids.tolist(), table.kappa.tolist(), table.c.tolist(), strict=True)
    rows: list[dict[str, object]] = [
        {"epoch": today, "member_id": id, "kappa": kappa, "c": c, "was_kappa": None, "was_c": None}
        for id, kappa, c in lines
    ]
    if found := discredited():
        rows = [silenced(row) if row["member_id"] in found else row for row in rows]
    if rows:
        db.session.execute(insert(Credibility), rows)


def _keep_circles(night: Night, circles: dict[str, FoundCircle], today: date) -> None:
    """What is not found any more goes, with its evidence; the evidence of what is found is made anew."""
    gone = select(Circle.id).where(Circle.key.not_in(circles))
    for evidence in (CircleSeat, CircleEdge):
        db.session.execute(delete(evidence))
    db.session.execute(delete(Circle).where(Circle.id.in_(gone)))
    ids = dict(iter(db.session.execute(select(Circle.key, Circle.id))))
    for key, found in circles.items():
        inside = round(found.inside * MILLI)
        if key in ids:
            again = update(Circle).where(Circle.id == ids[key])
            db.session.execute(again.values(seen_on=today, inside=inside))
        else:
            row = Circle(key=key, found_on=today, seen_on=today, inside=inside)
            db.session.add(row)
            db.session.flush()
            ids[key] = row.id
        _keep_evidence(ids[key], night, found)


def _keep_evidence(circle_id: int, night: Night, found: FoundCircle) -> None:
    who = night.ids.tolist()
    seats = [{"circle_id": circle_id, "member_id": who[place]} for place in found.members]
    edges = [
        {
            "circle_id": circle_id,
            "giver_id": who[it.giver],
            "receiver_id": who[it.receiver],
            "favours": it.favours,
            "shared": it.shared,
        }
        for it in found.edges
    ]
    for table, rows in ((CircleSeat, seats), (CircleEdge, edges)):
        db.session.execute(insert(table), rows)
