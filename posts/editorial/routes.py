"""The web addresses where a story is read before its readers read it, and where those wait that were sent."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import format_timedelta
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404, row_id, transaction
from community.limits import spend
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.blog.differing import differences
from posts.blog.models import Story, UnfinishedStory
from posts.blog.revision_routes import changed_lines
from posts.blog.setting_forms import Unsettled, chosen, publication_page
from posts.blog.settling import settle as settle_story
from posts.editorial.assessing import approve, ask_for_changes, comment, settle, take
from posts.editorial.clearing import needs_review, revision_sent, stands_as_sent
from posts.editorial.models import (
    LONGEST_COMMENT,
    PROMISE,
    CommentTooLong,
    EditorialComment,
    EditorialReview,
    Moved,
    NothingToReview,
    NoWords,
    ReadByAnother,
    SentAlready,
)
from posts.editorial.reading import WHOLE, clock_of, queue, review_of, sheet_of, usual_time
from posts.editorial.sending import send, take_back

Answer = Response | str | tuple[str, int]
OFTEN = "60/minute"
editorial = Blueprint("editorial", __name__)
here = f"{Story.home}/<int:id>/review"


@editorial.get("/editorial")
def show_queue() -> str:
    require(signed_in_member(), "see_all", EditorialReview)
    waiting = request.args.get("view") != "answered"
    return render_template(
        "posts/editorial/queue.html",
        here="/bloggers",
        shown=queue(waiting=waiting),
        waiting=waiting,
        usual=spoken(usual_time()),
        promise=spoken(PROMISE),
    )


@editorial.get(here)
def show_review(id: int) -> Answer:
    me, story = signed_in_member(), get_or_404(Story, id)
    it = review_of(id)
    if it is None:
        require(me, "address", story)
        return redirect(f"{Story.home}/{id}/publication", code=303)
    require(me, "read", it)
    return _page(it, me)


@editorial.post(here)
def send_story(id: int) -> Answer:
    """With what is decided beside its words."""
    me, story = signed_in_member(), get_or_404(Story, id)
    require(me, "address", story)
    try:
        with transaction():
            settle_story(story, chosen(story), by=me)
            send(story, me, publishes=request.form.get("publishes") == "1")
    except UnfinishedStory:
        return redirect(f"{Story.home}/{id}/publication", code=303)
    except Unsettled as refusal:
        return publication_page(story, refusal)
    except SentAlready as refusal:
        flash(words_for(refusal))
    except NothingToReview:
        return redirect(f"{Story.home}/{id}/publication", code=303)
    else:
        flash(_("It is sent. You hear as soon as it is read."), "good")
    return redirect(f"{Story.home}/{id}/review", code=303)


@editorial.post(f"{here}/removal")
def take_it_back(id: int) -> Answer:
    me, it = signed_in_member(), _found(id)
    return _done(it, me, lambda: take_back(it, me), _("It is yours alone again."))


@editorial.post(f"{here}/reader")
def take_it(id: int) -> Answer:
    me, it = signed_in_member(), _found(id)
    return _done(
        it,
        me,
        lambda: take(it, me, row_id(request.form.get("instead_of"))),
        _("The others see that you read it."),
    )


@editorial.post(f"{here}/comments")
def say_something(id: int) -> Answer:
    me, it = signed_in_member(), _found(id)
    require(me, "comment", it)
    spend("editorial", me.id, OFTEN)
    place = request.form.get("paragraph", type=int)
    try:
        said = comment(it, request.form.get("text", ""), me, place if place != WHOLE else None)
    except Refusal as refusal:
        return _page(it, me, refusal, place)
    return redirect(f"{it.url}#comment-{said.id}", code=303)


@editorial.post(f"{here}/comments/<int:comment_id>/settling")
def settle_comment(id: int, comment_id: int) -> Answer:
    said = get_or_404(EditorialComment, comment_id)
    if said.story_id != id:
        abort(404)
    settle(said, signed_in_member(), settled=request.form.get("settled", "1") == "1")
    return redirect(f"{said.review.url}#comment-{said.id}", code=303)


@editorial.post(f"{here}/decision")
def decide(id: int) -> Answer:
    """`decision` is approve or changes; `number` the revision that was read."""
    me, it = signed_in_member(), _found(id)
    text, number = request.form.get("text", ""), request.form.get("number", type=int)
    decision = request.form.get("decision")
    if decision == "approve":
        words = _("It is approved, and its author is told.")
        return _done(it, me, lambda: approve(it, me, number), words)
    if decision == "changes":
        words = _("Its author is told what to change.")
        return _done(it, me, lambda: ask_for_changes(it, text, me, number), words)
    return abort(400)


@editorial.get(f"{here}/changes")
def show_changes(id: int) -> str:
    """Since it was last answered."""
    me, it = signed_in_member(), _found(id)
    require(me, "read", it)
    sent = revision_sent(it) or abort(404)
    before = revision_sent(it, it.answered) if it.answered else None
    return render_template(
        "posts/editorial/changes.html",
        it=it,
        lines=changed_lines(before, sent),
        passages=differences(before.text if before else "", sent.text),
        before=before,
    )


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, ReadByAnother):
        return _("%(name)s took it a moment ago, and reads it now.", name=str(refusal))
    return _words_for(refusal)


def _words_for(refusal: Refusal) -> str:
    match refusal:
        case NoWords():
            return _("Write what it is about: on a paragraph, or on the whole.")
        case CommentTooLong():
            return _("Say it in at most %(most)d characters.", most=LONGEST_COMMENT)
        case Moved():
            return _("It was sent anew, taken back or decided on a moment ago. Read it as it stands now.")
        case SentAlready():
            return _("It waits as it stands already.")
        case NothingToReview():
            return _("Nobody has to read this one first. You can publish it.")
    return _("Your first story as a verified blogger is read by the club’s team first: send it to them.")


def spoken(span: timedelta | None) -> str | None:
    """ "5 hours", in the reader's language."""
    return format_timedelta(span, granularity="minute") if span is not None else None


def _found(id: int) -> EditorialReview:
    return review_of(id) or abort(404)


def _done(it: EditorialReview, me: Member, deed: Callable[[], None], words: str) -> Answer:
    try:
        deed()
    except Refusal as refusal:
        return _page(it, me, refusal)
    flash(words, "good")
    return redirect(it.url, code=303)


def _page(
    it: EditorialReview, me: Member, refusal: Refusal | None = None, place: int | None = None
) -> Answer:
    clock = clock_of(it)
    page = render_template(
        "posts/editorial/review.html",
        it=it,
        sheet=sheet_of(it, me),
        clock=clock,
        usual=spoken(clock.usual),
        promise=spoken(PROMISE),
        writes=it.story.is_written_by(me),
        decides=it.is_open and may(me, "decide", it),
        changed=not stands_as_sent(it),
        needed=not it.story.published_at and needs_review(it.story),
        text=request.form.get("text", ""),
        refusal=words_for(refusal) if refusal else None,
        spot=place,
        whole=WHOLE,
        most=LONGEST_COMMENT,
    )
    if refusal is None:
        return page
    return page, 409 if isinstance(refusal, Moved | ReadByAnother) else 422
