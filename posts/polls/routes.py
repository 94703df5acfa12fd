"""The web addresses of polls."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.forum.models import Topic
from posts.polls.asking import Question, ask, close
from posts.polls.models import LEAST, LONGEST, MOST, HasPoll, NoSuchChoice, Poll, PollClosed, Shows
from posts.polls.reading import Seen, poll_of, voters_of
from posts.polls.voting import vote

polls = Blueprint("polls", __name__, url_prefix=Topic.home)
Answer = Response | str | tuple[str, int]


@polls.get("/<int:id>/poll")
def show_poll(id: int) -> str:
    """The poll alone: what a page puts in the place of its own when the votes moved, or a page with names."""
    me, topic = signed_in_member(), get_or_404(Topic, id)
    require(me, "read", topic)
    poll = poll_of(id, me) or abort(404)
    if request.args.get("part"):
        return poll_part(poll, topic, me)
    return render_template(
        "posts/polls/voters.html", here="/boards", topic=topic, poll=poll, voters=voters_of(poll)
    )


@polls.get("/<int:id>/poll/new")
def new_poll(id: int) -> Answer:
    topic = get_or_404(Topic, id)
    require(signed_in_member(), "ask", topic)
    return render_template("posts/polls/new.html", here="/boards", topic=topic, typed={}, refusal=None)


@polls.post("/<int:id>/poll")
def write_poll(id: int) -> Answer:
    topic, form = get_or_404(Topic, id), request.form
    try:
        ask(topic, question_in(form), by=signed_in_member())
    except Refusal as refusal:
        page = render_template(
            "posts/polls/new.html", here="/boards", topic=topic, typed=form, refusal=words_for(refusal)
        )
        return page, 422
    return redirect(f"{topic.url}?page=1#poll", code=303)


@polls.post("/<int:id>/votes")
def write_vote(id: int) -> Answer:
    me, poll, topic = signed_in_member(), get_or_404(Poll, id), get_or_404(Topic, id)
    choices = [int(word) for word in request.form.getlist("choice") if word.isdecimal() and len(word) < 4]  # noqa: PLR2004
    try:
        vote(poll, choices, by=me)
    except (NoSuchChoice, PollClosed) as refusal:
        if request.form.get("part"):
            return words_for(refusal), 409
        flash(words_for(refusal), "error")
    if request.form.get("part"):
        return poll_part(poll_of(id, me) or abort(404), topic, me)
    return redirect(f"{topic.url}?page=1#poll", code=303)


@polls.post("/<int:id>/poll/end")
def end_poll(id: int) -> Response:
    poll, topic = get_or_404(Poll, id), get_or_404(Topic, id)
    close(poll, by=signed_in_member())
    flash(_("The poll is closed: everybody sees how it stands."))
    return redirect(f"{topic.url}?page=1#poll", code=303)


def poll_part(poll: Seen, topic: Topic, me: Member) -> Markup:
    may_end = not poll.is_closed and may(me, "mark_answer", topic)
    return part_of(poll, may_end=may_end)


def part_of(poll: Seen, *, may_end: bool) -> Markup:
    return Markup(render_template("posts/polls/poll.html", poll=poll, may_end=may_end))  # noqa: S704  it escapes


def question_in(form: MultiDict[str, str]) -> Question:
    shows, days = form.get("poll_shows", ""), form.get("poll_days", 0, int)
    return Question(
        answers=form.get("poll_answers", "").splitlines(),
        question=form.get("poll_question", ""),
        most=form.get("poll_most", 1, int),
        days=days or None,
        shows=Shows(shows) if shows in list(Shows) else Shows.AFTER_VOTE,
        secret=form.get("poll_open") != "1",
    )


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, NoSuchChoice):
        return _("Choose among the answers, and not more of them than the poll allows.")
    if isinstance(refusal, PollClosed):
        return _("The poll was closed a moment ago.")
    if isinstance(refusal, HasPoll):
        return _("This topic has a poll already.")
    return _(
        "A poll has from %(least)s to %(most)s answers, one on each line, of at most %(longest)s characters.",
        least=LEAST,
        most=MOST,
        longest=LONGEST,
    )
