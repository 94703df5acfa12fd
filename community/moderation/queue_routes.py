"""The pages of moderators: the queue, a case, and what is decided there."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404, row_id
from community.entrance.factors.going_on import need_proof_of_staff
from community.members import Member, signed_in_member
from community.moderation import queue, reading
from community.moderation.acts import ACTS
from community.moderation.addressing import effect_of, effect_told, next_step, reason_given
from community.moderation.appealing import decide_appeal
from community.moderation.around import what_was_said_around
from community.moderation.auditing import act_name, lines
from community.moderation.cases_waiting import cases_as_lines
from community.moderation.claiming import claim, release, see
from community.moderation.club_rules import club_rules, rule_called
from community.moderation.confirming import confirm, waits_for_a_second
from community.moderation.conflicts import part_in, parts_in
from community.moderation.deciding import SPANS, Verdict, decide, decide_together, undo, undo_together
from community.moderation.effects import first_end_of, measures_for
from community.moderation.keeping import as_it_stands, is_as_it_was
from community.moderation.log_words import about_words, facts_of
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
from community.moderation.taking import let_go, take
from community.moderation.waiting import sorts
from community.moderation.wording import (
    effect_on,
    measure_name,
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
    "effect_on": effect_on,
    "effect_of": effect_of,
    "effect_told": effect_told,
    "outcome": outcome,
    "next_step": next_step,
    "reason_given": reason_given,
}


@moderation.get("")
def show_queue() -> str:
    me = signed_in_member()
    require(me, "see_queue", Case)
    if request.args.get("view") == "decided":
        return _decided_page(me)
    asked = _asked()
    after = row_id(request.args.get("after")) or 0
    found = queue.entries(me, asked, after)
    shown = found[: queue.PAGE]
    on = {**_in_words(asked), "after": after + queue.PAGE} if len(found) > len(shown) else None
    return _queue_page(
        me, asked, shown, more=f"?{urlencode(on)}" if on else None, counts=queue.counts(me), view="open"
    )


@moderation.post("/queue/<kind>/<int:id>/claim")
def claim_what_waits(kind: str, id: int) -> Response:
    """`on=0` lets it go. It goes back to the queue as it was looked at."""
    me, verb = signed_in_member(), take
    require(me, "see_queue", Case)
    if kind not in sorts():
        abort(404)
    if request.form.get("on", "1") == "0":
        verb = let_go
    try:
        verb(kind, id, me)
    except Refusal as refusal:
        flash(said(refusal), "error")
    asked = urlencode(_in_words(_asked()))
    return redirect(f"/moderation?{asked}" if asked else "/moderation", code=303)


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
        about_words=about_words,
        act=act,
        by=by,
        more=f"?{urlencode({name: word for name, word in asked.items() if word})}" if asked else None,
    )


def _asked() -> queue.Asked:
    """`view=appeals` and `view=second` are kinds; so they stand in older links."""
    view, kind = request.args.get("view", ""), request.args.get("kind", "")
    kind = {"appeals": "appeal", "second": "second"}.get(view, kind)
    return queue.Asked(view == "mine", kind, request.args.get("rule", ""))


def _in_words(asked: queue.Asked) -> dict[str, str | int]:
    words = {"view": "mine" if asked.mine else "", "kind": asked.kind, "rule": asked.rule}
    return {name: word for name, word in words.items() if word}


def _decided_page(me: Member) -> str:
    found = reading.cases(me, reading.Filter("decided"), row_id(request.args.get("before")))
    shown = found[: reading.PAGE]
    entries = [
        queue.Entry("decided", it.id, it.opened_at, None, None, line)
        for it in shown
        for line in [cases_as_lines([it])[it.id]]
    ]
    more = f"?view=decided&before={shown[-1].id}" if len(found) > len(shown) else None
    return _queue_page(me, queue.Asked(), entries, more=more, counts=queue.counts(me), view="decided")


def _queue_page(me: Member, asked: queue.Asked, entries: Sequence[queue.Entry], **more: object) -> str:
    cases = [it.line.case for it in entries if it.line.case and it.kind != "decided"]
    return render_template(
        "community/moderation/queue.html",
        entries=entries,
        asked=asked,
        here_again=urlencode(_in_words(asked)),
        parts=parts_in({it.id: it.member_id for it in cases}, me),
        why_too_close=why_too_close,
        titles={kind: sort.title for kind, sort in sorts().items()},
        today=reading.today(),
        just_decided=reading.just_decided_by(me),
        **more,
        **WORDS,
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
    before, after = queue.neighbours(me, case)
    last = next((it for it in reversed(case.decisions) if it.stands or it.was_overturned), None)
    return render_template(
        "community/moderation/case.html",
        case=case,
        now=now,
        around=what_was_said_around(case.contribution),
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
