"""The pages of every member: reporting something, what became of it, the rules, and what was decided."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, get_or_404, row_id
from community.entrance.routes import own_page
from community.limits import spend
from community.members import Member, signed_in_member
from community.moderation import reading
from community.moderation.club_rules import club_rules, rule_called
from community.moderation.in_place import why_it_is_hidden
from community.moderation.models import LONGEST
from community.moderation.refusals import said, status_of
from community.moderation.reporting import hides_at_once, report, told_already
from community.moderation.wording import outcome, thing_name
from community.permissions import may, require
from community.quiet.reading import called
from community.read_first.asking import running_on

reporting = Blueprint("reporting", __name__)
Page = Response | str | tuple[str, int]
OFTEN = "20/hour"


@reporting.get("/contributions/<int:id>/report")
def ask_about_thing(id: int) -> str:
    it, me = get_or_404(Contribution, id), signed_in_member()
    require(me, "report", it)
    return _page(it, me)


@reporting.post("/contributions/<int:id>/report")
def report_thing(id: int) -> Page:
    it, me = get_or_404(Contribution, id), signed_in_member()
    require(me, "report", it)
    return _sent(it, me)


@reporting.get("/contributions/<int:id>/hiding")
def say_why_it_is_hidden(id: int) -> Response:
    """From the line that says that it is."""
    it = get_or_404(Contribution, id)
    return redirect(why_it_is_hidden(it, signed_in_member()) or abort(404), code=303)


@reporting.get("/@<handle>/report")
def ask_about_member(handle: str) -> str:
    it, me = called(handle), signed_in_member()
    require(me, "report", it)
    return _page(it, me)


@reporting.post("/@<handle>/report")
def report_member(handle: str) -> Page:
    it, me = called(handle), signed_in_member()
    require(me, "report", it)
    return _sent(it, me)


@reporting.get("/reports")
def show_my_reports() -> str:
    me = signed_in_member()
    found = reading.reports_by(me, row_id(request.args.get("before")))
    shown = found[: reading.PAGE]
    return render_template(
        "community/moderation/reports.html",
        reports=shown,
        more=f"?before={shown[-1].id}" if len(found) > len(shown) else None,
        decided=reading.decided_on(me),
        read_first=running_on(me),
        rule_called=rule_called,
        thing_name=thing_name,
        outcome=outcome,
    )


@reporting.get("/rules")
def show_rules() -> str:
    signed_in_member()
    return render_template("community/moderation/rules.html", rules=club_rules())


@reporting.get("/rules/log")
def show_log() -> str:
    """What was decided, for everybody who keeps the rules; nobody is named."""
    signed_in_member()
    found = reading.public_log(row_id(request.args.get("before")))
    shown = found[: reading.PAGE]
    return render_template(
        "community/moderation/log.html",
        lines=shown,
        more=f"?before={shown[-1].id}" if len(found) > len(shown) else None,
        rule_called=rule_called,
        thing_name=thing_name,
        outcome=outcome,
    )


def _sent(it: Contribution | Member, me: Member) -> Page:
    spend("report", me.id, OFTEN)
    rule, text = request.form.get("rule", ""), request.form.get("text", "")
    try:
        report(it, rule, text, by=me)
    except Refusal as refusal:
        return _page(it, me, refusal), status_of(refusal)
    flash(_("Thank you. We look at it, and tell you what became of it."), "good")
    back = request.form.get("next") or "/reports"
    return redirect("/reports" if _has_hidden(it, me) else own_page(back), code=303)


def _has_hidden(it: Contribution | Member, me: Member) -> bool:
    """The report has; what is said under something leaves the page of that where it was."""
    return isinstance(it, Contribution) and it.answers is None and not may(me, "read", it)


def _page(it: Contribution | Member, me: Member, refusal: Refusal | None = None) -> str:
    if it is None:
        abort(404)
    known = told_already(it, me)
    return render_template(
        "community/moderation/report.html",
        it=it,
        author=it if isinstance(it, Member) else it.author,
        what=thing_name("member" if isinstance(it, Member) else it.kind),
        rules=club_rules(),
        known=said(known) if known else None,
        wrong=said(refusal) if refusal and not known else None,
        form=request.form,
        longest=LONGEST,
        at_once=hides_at_once(it, me),
        back=own_page(request.args.get("next") or it.url),
    )
