"""The pages of moderators: the queue, a case, and what is decided there."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404, row_id
from community.entrance.factors.going_on import need_proof_of_staff
from community.members import Member, signed_in_member
from community.moderation import reading
from community.moderation.acts import ACTS
from community.moderation.appealing import decide_appeal
from community.moderation.auditing import act_name, facts_of, lines
from community.moderation.claiming import claim, release, see
from community.moderation.club_rules import club_rules, rule_called
from community.moderation.confirming import confirm, waits_for_a_second
from community.moderation.conflicts import part_in, parts_in
from community.moderation.deciding import SPANS, Verdict, decide, decide_together, undo, undo_together
from community.moderation.effects import first_end_of, measures_for
from community.moderation.keeping import as_it_stands, is_as_it_was
from community.moderation.models import (
    LONGEST_WORDS,
    Appeal,
    Case,
    Decision,
    Measure,
    StaffNote,
)
from community.moderation.noting import note, notes_on
from community.moderation.refusals import said, status_of, why_too_close
from community.moderation.waiting import all_elsewhere
from community.moderation.wording import (
    effect_of,
    measure_name,
    measure_words,
    next_step,
    outcome,
    thing_name,
)
from community.permissions import require
from community.quiet.reading import called
from community.read_first.asking import is_read_first
from community.watched.keeping import words_found_in

moderation = Blueprint("moderation", __name__, url_prefix="/moderation")
Page = Response | str | tuple[str, int]
WORDS = {
    "rule_called": rule_called,
    "thing_name": thing_name,
    "measure_name": measure_name,
    "measure_words": measure_words,
    "effect_of": effect_of,
    "outcome": outcome,
    "next_step": next_step,
}


@moderation.get("")
def show_queue() -> str:
    me = signed_in_member()
    require(me, "see_queue", Case)
    asked = request.args
    chosen = reading.Filter(asked.get("view", "open"), asked.get("rule", ""), asked.get("kind", ""))
    found = reading.cases(me, chosen, row_id(asked.get("before")))
    shown = found[: reading.PAGE]
    more = len(found) > len(shown) and chosen.view == "decided"
    return render_template(
        "community/moderation/queue.html",
        cases=shown,
        parts=parts_in({it.id: it.member_id for it in shown if not it.closed_at}, me),
        why_too_close=why_too_close,
        more=f"?view=decided&before={shown[-1].id}" if more else None,
        chosen=chosen,
        counts=reading.counts(me),
        today=reading.today(),
        elsewhere=all_elsewhere(me) if chosen == reading.Filter() else [],
        just_decided=reading.just_decided_by(me),
        **WORDS,
    )


@moderation.get("/cases/<int:id>")
def show_case(id: int) -> str:
    me = signed_in_member()
    require(me, "see_queue", Case)
    case = reading.whole(id) or abort(404)
    see(case, by=me)
    return _page(case, me)


@moderation.post("/cases/<int:id>/claim")
def claim_case(id: int) -> Page:
    """`on=0` lets it go."""
    case, me = get_or_404(Case, id), signed_in_member()
    verb: Callable[[], object] = lambda: claim(case, by=me)  # noqa: E731
    if request.form.get("on", "1") == "0":
        verb = lambda: release(case, by=me)  # noqa: E731
    return _done(case, me, verb)


@moderation.post("/cases/<int:id>/decision")
def decide_case(id: int) -> Page:
    """`preview=1` only shows what its author would read."""
    case, me = get_or_404(Case, id), signed_in_member()
    require(me, "decide", case)
    verdict = _verdict()
    if request.form.get("preview"):
        return _page(reading.whole(id) or abort(404), me, preview=verdict)
    if verdict.measure.keeps_out:
        need_proof_of_staff()
    beside = [get_or_404(Case, other) for each in request.form.getlist("also") if (other := row_id(each))]
    try:
        if beside:
            decide_together([case, *(it for it in beside if it.member_id == case.member_id)], verdict, by=me)
        else:
            decide(case, verdict, by=me)
    except Refusal as refusal:
        return _page(reading.whole(id) or abort(404), me, wrong=said(refusal)), status_of(refusal)
    count = 1 + len(beside)
    flash(ngettext("It is decided.", "%(num)s cases are decided.", count), "good")
    return redirect("/moderation", code=303)


@moderation.post("/decisions/<int:id>/undoing")
def undo_decision(id: int) -> Page:
    """`all=1` takes back whatever was decided in the same go."""
    decision, me = get_or_404(Decision, id), signed_in_member()
    if request.form.get("all") == "1":
        return _done(decision.case, me, lambda: _undo_all(decision, me), to="/moderation")
    return _done(decision.case, me, lambda: undo(decision, by=me))


def _undo_all(decision: Decision, me: Member) -> None:
    for case in undo_together(decision, by=me):
        name = f"{thing_name(case.kind)} ({_('Case %(n)s', n=case.id)})"
        flash(_("%(what)s stays decided: it is too late for that one.", what=name), "error")


@moderation.post("/decisions/<int:id>/confirmation")
def confirm_ban(id: int) -> Page:
    """`agrees=0` leaves it at thirty days."""
    decision, me = get_or_404(Decision, id), signed_in_member()
    require(me, "confirm", decision)
    need_proof_of_staff()
    agrees = request.form.get("agrees") == "1"
    return _done(decision.case, me, lambda: confirm(decision, by=me, agrees=agrees))


@moderation.post("/appeals/<int:id>/decision")
def answer_appeal(id: int) -> Page:
    it, me, answer = get_or_404(Appeal, id), signed_in_member(), request.form.get("answer", "")
    won = request.form.get("won") == "1"
    return _done(it.decision.case, me, lambda: decide_appeal(it, answer, by=me, won=won))


@moderation.post("/cases/<int:id>/notes")
def note_on_member(id: int) -> Page:
    case, me, text = get_or_404(Case, id), signed_in_member(), request.form.get("text", "")
    require(me, "write", StaffNote)
    return _done(case, me, lambda: note(case.member, text, by=me))


@moderation.get("/log")
def show_audit() -> str:
    """Every act of those who keep order, in the order in which it was done."""
    me = signed_in_member()
    require(me, "see_queue", Case)
    act, by = request.args.get("act", ""), request.args.get("by", "")
    who = called(by).id if by else None
    found = lines(act, who, row_id(request.args.get("before")))
    shown = found[: reading.PAGE]
    asked = {"act": act, "by": by, "before": shown[-1].AuditEntry.id} if len(found) > len(shown) else {}
    return render_template(
        "community/moderation/audit.html",
        lines=shown,
        acts=[(name, act_name(name)) for name in ACTS],
        act_name=act_name,
        facts_of=facts_of,
        act=act,
        by=by,
        more=f"?{urlencode({name: word for name, word in asked.items() if word})}" if asked else None,
    )


def _verdict() -> Verdict:
    form = request.form
    measure = form.get("measure", "")
    if measure not in list(Measure):
        abort(400, _("Choose what is decided."))
    days = row_id(form.get("days")) or 7
    return Verdict(Measure(measure), form.get("rule", ""), form.get("words", ""), days)


def _done(case: Case, me: Member, verb: Callable[[], object], to: str = "") -> Page:
    require(me, "read", case)
    try:
        verb()
    except Refusal as refusal:
        return _page(reading.whole(case.id) or abort(404), me, wrong=said(refusal)), status_of(refusal)
    return redirect(to or case.url, code=303)


def _page(case: Case, me: Member, wrong: str | None = None, preview: Verdict | None = None) -> str:
    part = part_in(case, me)
    now = as_it_stands(case.contribution or case.member)
    before, after = reading.neighbours(case)
    last = next((it for it in reversed(case.decisions) if it.stands), None)
    return render_template(
        "community/moderation/case.html",
        case=case,
        now=now,
        is_as_it_was=is_as_it_was(case.as_reported, now),
        measures=measures_for(case),
        span_words=[(days, ngettext("%(num)d day", "%(num)d days", days)) for days in SPANS],
        rule_options=[(rule.name, rule.title) for rule in club_rules()],
        too_close=why_too_close(part) if part else None,
        history=reading.history_of(case.member_id, but=case.id),
        records=reading.records_of([it.by_id for it in case.reports]),
        beside=reading.also_open(case),
        alike=reading.like_it(case),
        notes=notes_on(case.member_id),
        words_found=words_found_in(case.contribution_id),
        read_first=is_read_first(case.member),
        last=last,
        waits_for_second=last is not None and waits_for_a_second(last),
        before=before,
        after=after,
        form=request.form,
        preview=preview,
        preview_until=first_end_of(preview.measure, preview.days) if preview else None,
        wrong=wrong,
        longest=LONGEST_WORDS,
        **WORDS,
    )
