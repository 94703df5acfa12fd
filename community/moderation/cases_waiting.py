"""Cases in the queue: what was reported, what a word was found in, what is read first, and second looks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, case, exists, func, or_

from community import clock
from community.db import get_or_404
from community.members import Member
from community.moderation.claiming import claim, release
from community.moderation.models import CLAIM_LASTS, Appeal, Case, Decision, Measure, Report
from community.moderation.reading import HAS_WORDS, IS_FIRST, rows_of
from community.moderation.waiting import Keys, Line, Sort, it_waits, keys_of

_is_weighed = or_(Case.weight > 0, exists().where(Report.case_id == Case.id))
_is_held = Case.hidden_at.is_not(None)
KINDS: dict[str, ColumnElement[bool]] = {
    "report": or_(_is_weighed, ~HAS_WORDS & ~_is_held),
    "word": ~_is_weighed & HAS_WORDS,
    "read_first": ~_is_weighed & ~HAS_WORDS & _is_held,
}


def _open(kind: str) -> Callable[[Member], Keys]:
    def keys(_me: Member) -> Keys:
        held = Case.claimed_at > clock.now() - CLAIM_LASTS
        columns = keys_of(
            kind,
            Case.id,
            Case.opened_at,
            first=IS_FIRST,
            weight=Case.weight,
            rule=Case.rule,
            holder_id=case((held, Case.claimed_by_id)),
        )
        return columns.where(Case.closed_at.is_(None), KINDS[kind])

    return keys


def _appealed(me: Member) -> Keys:
    """By others than those who decided."""
    columns = keys_of("appeal", Case.id, func.min(Appeal.at), weight=Case.weight).select_from(Case)
    waits = columns.join(Decision, Decision.case_id == Case.id).join(
        Appeal, Appeal.decision_id == Decision.id
    )
    return waits.where(Appeal.decided_at.is_(None), *_signed_by_others(me)).group_by(Case.id, Case.weight)


def _for_a_second(me: Member) -> Keys:
    columns = keys_of("second", Case.id, func.min(Decision.at), weight=Case.weight).select_from(Case)
    bans = columns.join(Decision, Decision.case_id == Case.id).where(Decision.measure == Measure.BAN)
    waits = bans.where(Decision.confirmed_at.is_(None), Decision.undone_at.is_(None))
    return waits.where(*_signed_by_others(me)).group_by(Case.id, Case.weight)


def _signed_by_others(me: Member) -> tuple[ColumnElement[bool], ...]:
    signs = (Decision.by_id, Decision.confirmed_by_id)
    return tuple(or_(who.is_(None), who != me.id) for who in signs)


def cases_as_lines(rows: Sequence[Row[Any]]) -> Mapping[int, Line]:
    """A case says itself what it is: see templates/community/moderation/queue.html."""
    return {it.id: Line("", it.name, "", f"/moderation/cases/{it.id}", it.portrait, it) for it in rows}


def _lines(ids: Sequence[int]) -> Mapping[int, Line]:
    return cases_as_lines(rows_of(ids))


def _take(id: int, by: Member) -> None:
    claim(get_or_404(Case, id), by=by)


def _let_go(id: int, by: Member) -> None:
    release(get_or_404(Case, id), by=by)


it_waits(Sort("report", lambda: _("Reports"), _open("report"), _lines, take=_take, let_go=_let_go))
it_waits(Sort("word", lambda: _("Watched words"), _open("word"), _lines, take=_take, let_go=_let_go))
it_waits(Sort("read_first", lambda: _("Read first"), _open("read_first"), _lines, take=_take, let_go=_let_go))
it_waits(Sort("appeal", lambda: _("Appeals"), _appealed, _lines))
it_waits(Sort("second", lambda: _("For a second person"), _for_a_second, _lines))
