"""The web addresses where an author decides for whom a story is, when, and what was paid for it."""

from contextlib import suppress

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404, transaction
from community.measure import TooMuch
from community.members import Member, signed_in_member
from community.permissions import require
from posts.blog.forms import said
from posts.blog.models import Story, UnfinishedStory
from posts.blog.publishing import publish, story_in_measure
from posts.blog.scheduling import schedule, unschedule
from posts.blog.setting_forms import Unsettled, chosen, moment, publication_page, settings_page
from posts.blog.settling import settle
from posts.editorial.models import SentAlready, Unreviewed
from posts.editorial.sending import send

story_settings = Blueprint("story_settings", __name__, url_prefix=Story.home)
Answer = Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@story_settings.get("/<int:id>/publication")
def look_before_publishing(id: int) -> Answer:
    """What readers will see, before they do."""
    story = get_or_404(Story, id)
    require(signed_in_member(), "address", story)
    if story.published_at:
        return redirect(story.url, code=303)
    return publication_page(story) if story.is_finished else _unfinished(story)


@story_settings.post("/<int:id>/publication")
def publish_story(id: int) -> Answer:
    me, story = signed_in_member(), get_or_404(Story, id)
    require(me, "publish", story)
    try:
        with transaction():
            settle(story, chosen(story), by=me)
            if at := moment(me):
                schedule(story, at, by=me)
            else:
                story_in_measure(story, me)
                publish(story, by=me)
    except UnfinishedStory:
        return _unfinished(story)
    except Unreviewed:
        return publication_page(story)
    except TooMuch as soon:
        flash(soon.description or "", "error")
        return soon.beside(publication_page(story)[0])
    except Unsettled as refusal:
        return publication_page(story, refusal)
    return redirect(f"{Story.home}/mine" if at else story.url, code=303)


@story_settings.post("/<int:id>/publication/removal")
def wait_no_longer(id: int) -> Response:
    unschedule(get_or_404(Story, id), by=signed_in_member())
    flash(_("It will not be published by itself. It is a draft again."), "good")
    return redirect(f"{Story.home}/mine", code=303)


@story_settings.get("/<int:id>/settings")
def show_settings(id: int) -> Answer:
    story = get_or_404(Story, id)
    require(signed_in_member(), "address", story)
    return settings_page(story)


@story_settings.post("/<int:id>/settings")
def change_settings(id: int) -> Answer:
    me, story = signed_in_member(), get_or_404(Story, id)
    require(me, "address", story)
    try:
        settle(story, chosen(story), by=me)
    except Unreviewed:
        return redirect(_sent_first(story, me), code=303)
    except Unsettled as refusal:
        return settings_page(story, refusal)
    flash(_("Saved."), "good")
    return redirect(story.url, code=303)


def _sent_first(story: Story, me: Member) -> str:
    """Of what only its author read until now: nothing else of the form is changed."""
    with suppress(SentAlready):
        send(story, me, publishes=False)
    flash(_("The club’s team reads it before others do. It is sent to them: choose its readers again then."))
    return f"{Story.home}/{story.id}/review"


def _unfinished(story: Story) -> Response:
    flash(said(UnfinishedStory())[1], "error")
    return redirect(f"{Story.home}/{story.id}/edition", code=303)
