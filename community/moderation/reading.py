"""Cases as the queue and their own page show them, and what was decided as members read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from community import clock
from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.moderation.models import CLAIM_LASTS, UNDO, Appeal, Case, Decision, Measure, Report
from community.watched.keeping import SILENT
from community.watched.models import Find

PAGE = 30
BESIDE = 8
_holder = aliased(Member)
HAS_WORDS = exists().where(Find.contribution_id == Case.contribution_id, Find.act.not_in(SILENT))
IS_FIRST = case((and_(Case.hidden_at.is_not(None), Case.weight == 0), 1), else_=0)
_in_order = (IS_FIRST.desc(), Case.weight.desc(), Case.opened_at, Case.id)
_reports = select(func.count()).where(Report.case_id == Case.id).correlate(Case).scalar_subquery()


@dataclass(frozen=True)
class Filter:
    view: str = "open"  # open, mine, appeals, second or decided
    rule: str = ""

    def of(self, me: Member) -> ColumnElement[bool]:
        views = {"mine": _is_held_by(me.id), "appeals": _is_appealed(), "second": _waits_for_a_second()}
        views["decided"] = Case.closed_at.is_not(None)
        found = views.get(self.view, Case.closed_at.is_(None))
        return and_(found, Case.rule == self.rule) if self.rule else found


@dataclass(frozen=True)
class Today:
    """What the queue did within a day, and how long half of it had waited."""

    decided: int
    median: timedelta | None
    overturned: int


def cases(me: Member, chosen: Filter, before: int | None = None, limit: int = PAGE) -> Sequence[Row[Any]]:
    """In the order of the queue; of what was decided, the latest first."""
    shown = _columns().where(chosen.of(me))
    if chosen.view == "decided":
        shown = shown.where(Case.id < before) if before else shown
        return db.session.execute(shown.order_by(Case.id.desc()).limit(limit + 1)).all()
    return db.session.execute(shown.order_by(*_in_order).limit(limit + 1)).all()


def rows_of(ids: Sequence[int]) -> Sequence[Row[Any]]:
    """What the queue shows of these cases, in no order."""
    return db.session.execute(_columns().where(Case.id.in_(ids))).all()


def _columns() -> Select[Any]:
    held = and_(_holder.id == Case.claimed_by_id, Case.claimed_at > clock.now() - CLAIM_LASTS)
    columns: Select[Any] = select(
        Case.id,
        Case.kind,
        Case.rule,
        Case.weight,
        Case.opened_at,
        Case.closed_at,
        Case.hidden_at,
        Case.as_reported,
        Case.member_id,
        Member.name,
        Member.handle,
        Member.portrait,
        _reports.label("reports"),
        HAS_WORDS.label("has_words"),
        _holder.name.label("holder"),
        Case.claimed_at,
    )
    return columns.join(Member, Member.id == Case.member_id).outerjoin(_holder, held)


def waits_for_somebody(it: Contribution) -> bool:
    """It is hidden, though nobody has decided that yet."""
    if it.hidden_at is None:
        return False
    return db.session.scalar(select(hidden_how(type(it))).where(type(it).id == it.id)) == "waits"


def hidden_how(it: Any) -> ColumnElement[str]:  # noqa: ANN401  a kind of contribution, or an alias of one
    """Of a row: nothing where it is shown, `waits` until somebody has decided, or `hidden` for good."""
    by_the_house = select(Case.id).where(
        Case.contribution_id == it.id, Case.closed_at.is_(None), Case.hidden_at == it.hidden_at
    )
    waits = by_the_house.correlate_except(Case).exists()
    return case((it.hidden_at.is_(None), ""), (waits, "waits"), else_="hidden")


def today() -> Today:
    since = clock.now() - timedelta(days=1)
    lately = select(Case.opened_at, Decision.at).join(Decision, Decision.case_id == Case.id)
    waits = sorted(
        decided - opened
        for opened, decided in db.session.execute(
            lately.where(Decision.at > since, Decision.undone_at.is_(None))
        ).all()
    )
    lost = select(func.count()).where(Appeal.won.is_(True), Appeal.decided_at > since)
    median = waits[len(waits) // 2] if waits else None
    return Today(len(waits), median, db.session.scalar(lost) or 0)


def whole(case_id: int) -> Case | None:
    """With all that its page shows of it."""
    with_all = (
        joinedload(Case.member),
        joinedload(Case.claimed_by),
        joinedload(Case.contribution),
        selectinload(Case.reports).joinedload(Report.by),
        selectinload(Case.decisions).joinedload(Decision.by),
        selectinload(Case.decisions).joinedload(Decision.appeal),
    )
    return db.session.scalar(select(Case).where(Case.id == case_id).options(*with_all))


def records_of(member_ids: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """Of reporters: how many of their reports were upheld, of how many decided."""
    right = func.count().filter(Report.upheld.is_(True))
    decided = select(Report.by_id, right, func.count()).where(
        Report.by_id.in_(member_ids), Report.upheld.is_not(None)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(decided.group_by(Report.by_id))}


def history_of(member_id: int, but: int) -> Sequence[Row[Any]]:
    """What was decided on a member before; the latest first."""
    before = (
        select(
            Decision.id, Decision.measure, Decision.rule, Decision.at, Decision.undone_at, Decision.case_id
        )
        .add_columns(Case.kind)
        .join(Case, Case.id == Decision.case_id)
        .where(Decision.member_id == member_id, Decision.case_id != but)
    )
    return db.session.execute(before.order_by(Decision.id.desc()).limit(BESIDE)).all()


def also_open(case: Case) -> Sequence[Case]:
    """Others of the same member, to be decided with it."""
    others = select(Case).where(
        Case.member_id == case.member_id, Case.id != case.id, Case.closed_at.is_(None)
    )
    return db.session.scalars(others.order_by(Case.id).limit(PAGE)).all()


def like_it(case: Case) -> Sequence[Row[Any]]:
    """How others of the same rule and kind were decided, so that like is decided alike."""
    alike: Select[Any] = (
        select(Decision.case_id, Decision.measure)
        .add_columns(Decision.at)
        .join(Case, Case.id == Decision.case_id)
        .where(Case.rule == case.rule, Case.kind == case.kind, Case.member_id != case.member_id)
        .where(Decision.undone_at.is_(None))
    )
    return db.session.execute(alike.order_by(Decision.id.desc()).limit(5)).all()


def reports_by(me: Member, before: int | None = None) -> Sequence[Report]:
    """The latest first."""
    mine = select(Report).where(Report.by_id == me.id).options(joinedload(Report.case))
    mine = mine.where(Report.id < before) if before else mine
    return db.session.scalars(mine.order_by(Report.id.desc()).limit(PAGE + 1)).all()


def decided_on(me: Member) -> Sequence[Decision]:
    """What a member was told was decided on them, the latest first."""
    told = Decision.told_at.is_not(None), Decision.measure != Measure.KEEP
    theirs = select(Decision).where(Decision.member_id == me.id, *told).options(joinedload(Decision.case))
    return db.session.scalars(theirs.order_by(Decision.id.desc()).limit(PAGE)).all()


def just_decided_by(me: Member) -> Sequence[Decision]:
    """What may still be undone of what was decided last: all that was decided in the same go."""
    lately = select(Decision).where(Decision.by_id == me.id, Decision.at > clock.now() - UNDO)
    latest = lately.order_by(Decision.id.desc()).options(joinedload(Decision.case))
    found = [it for it in db.session.scalars(latest) if it.may_be_undone]
    return [it for it in found if it.lot == found[0].lot]


def public_log(before: int | None = None) -> Sequence[Row[Any]]:
    """What was decided, without anybody's name or words; the latest first."""
    told = (
        select(Decision.id, Decision.at, Decision.measure, Decision.rule, Decision.undone_at, Case.kind)
        .add_columns(Appeal.id.label("appeal_id"), Appeal.won)
        .join(Case, Case.id == Decision.case_id)
        .outerjoin(Appeal, Appeal.decision_id == Decision.id)
        .where(Decision.told_at.is_not(None))
    )
    told = told.where(Decision.id < before) if before else told
    return db.session.execute(told.order_by(Decision.id.desc()).limit(PAGE + 1)).all()


def _is_held_by(member_id: int) -> ColumnElement[bool]:
    held = and_(Case.claimed_by_id == member_id, Case.claimed_at > clock.now() - CLAIM_LASTS)
    return and_(Case.closed_at.is_(None), held)


def _is_appealed() -> ColumnElement[bool]:
    waits = select(Appeal.id).join(Decision, Decision.id == Appeal.decision_id)
    return waits.where(Decision.case_id == Case.id, Appeal.decided_at.is_(None)).exists()


def _waits_for_a_second() -> ColumnElement[bool]:
    bans = select(Decision.id).where(Decision.case_id == Case.id, Decision.measure == Measure.BAN)
    return bans.where(Decision.confirmed_at.is_(None), Decision.undone_at.is_(None)).exists()
