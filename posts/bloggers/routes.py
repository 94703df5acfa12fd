"""The pages of verified bloggers: who they are, and how one becomes one."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community import clock
from community.db import Refusal, row_id
from community.limits import spend
from community.members import Role, signed_in_member
from community.moderation.models import HeldByAnother
from community.moderation.refusals import said as said_of_moderation
from community.permissions import may
from posts.bloggers.applying import answer, appeal, apply, may_apply, take_back
from posts.bloggers.criteria import to_begin, to_stay
from posts.bloggers.models import (
    LONGEST,
    LONGEST_NOTE,
    LONGEST_TOPIC,
    MOST_LINKS,
    MOST_TOPICS,
    SHORTEST,
    Application,
    Moved,
    NeedsReason,
    NotForStaff,
    Unfinished,
)
from posts.bloggers.reading import PAGE, application_of, badge_of, bloggers

Page = Response | str | tuple[str, int]
FIELDS = ("topics", "links", "words", "pledge")
verified = Blueprint("bloggers", __name__, url_prefix="/bloggers")
verified.add_app_template_global(badge_of)


@verified.get("")
def show_bloggers() -> str:
    me = signed_in_member()
    people = bloggers(me, row_id(request.args.get("before")))
    more = f"/bloggers?before={people[-1].id}" if len(people) == PAGE else None
    return render_template(
        "posts/bloggers/bloggers.html", people=people, more=more, decides=may(me, "see_all", Application)
    )


@verified.get("/apply")
def show_application() -> str:
    return _own()


@verified.post("/apply")
def send_application() -> Page:
    me, said = signed_in_member(), {name: request.form.get(name, "") for name in FIELDS}
    spend("apply", me.id, "10/day")
    try:
        apply(me, said["topics"], said["links"], said["words"], pledges=bool(said["pledge"]))
    except Refusal as refusal:
        return _own(said, refusal), 422
    flash(_("It is on its way. You are told as soon as somebody has read it."))
    return redirect("/bloggers/apply", code=303)


@verified.post("/apply/<any(answer, appeal, withdrawal):step>")
def go_on_with_application(step: str) -> Page:
    me = signed_in_member()
    it, text = application_of(me) or abort(404), request.form.get("note", "")
    try:
        if step == "answer":
            answer(it, text, me)
        elif step == "appeal":
            appeal(it, text, me)
        else:
            take_back(it, me)
    except Refusal as refusal:
        return _own({"note": text}, refusal), 409 if isinstance(refusal, Moved) else 422
    flash(_("You took it back.") if step == "withdrawal" else _("It is sent."))
    return redirect("/bloggers/apply", code=303)


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, Unfinished):
        return {
            "topics": _(
                "Name one to %(most)d topics with commas between, each at most %(long)d signs long.",
                most=MOST_TOPICS,
                long=LONGEST_TOPIC,
            ),
            "links": _(
                "Give at most %(most)d addresses that begin with https://, one on each line.", most=MOST_LINKS
            ),
            "words": _(
                "Tell us in %(short)d to %(long)s signs what you write about and what shows it.",
                short=SHORTEST,
                long=f"{LONGEST:,}",
            ),
            "pledge": _("Without this promise nobody is verified."),
            "note": _("Write something, at most %(long)s signs.", long=f"{LONGEST_NOTE:,}"),
        }[refusal.field]
    if isinstance(refusal, NeedsReason):
        return _("Say why: whoever reads it wants to know what to do next.")
    if isinstance(refusal, NotForStaff):
        return _("You speak for the club already; a badge is for those who do not.")
    if isinstance(refusal, Moved):
        return _("Something else has happened with it a moment ago. Look at it as it is now.")
    if isinstance(refusal, HeldByAnother):
        return said_of_moderation(refusal)
    return _("This is not possible yet: see below what is missing.")


def _own(said: dict[str, str] | None = None, refusal: Refusal | None = None) -> str:
    me = signed_in_member()
    it, badge = application_of(me), badge_of(me.id)
    wrong = {refusal.field: words_for(refusal)} if isinstance(refusal, Unfinished) else {}
    holds = me.role is Role.BLOGGER
    return render_template(
        "posts/bloggers/apply.html",
        here="/bloggers",
        it=it,
        badge=badge,
        holds=holds,
        criteria=to_stay(me) if holds else to_begin(me),
        open=not holds and not me.is_staff and may_apply(me),
        now=clock.now(),
        said=said or {},
        wrong=wrong,
        refusal=words_for(refusal) if refusal and not wrong else None,
        shortest=SHORTEST,
        longest=LONGEST,
        longest_note=LONGEST_NOTE,
    )
