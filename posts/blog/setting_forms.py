"""The forms of what is decided about a story beside its words: for whom it is, when, and what was paid."""

from datetime import datetime

from flask import render_template, request
from flask_babel import gettext as _

from community import clock
from community.contributions import Audience, Disclosure
from community.db import Refusal
from community.disclosing import MOST, LabelOfTheClub, NoSponsor, SponsorTooLong
from community.entrance.time_zones import place_of
from community.members import Member, signed_in_member
from posts.blog.models import Story
from posts.blog.scheduling import (
    FURTHEST,
    NoMoment,
    PastMoment,
    TooFarAway,
    moment_in,
    on_the_clock_of,
    when_gone,
)
from posts.blog.serialising import NoSeriesTitle, SeriesTooLong
from posts.blog.series import series_of
from posts.blog.series_routes import said as said_of_series
from posts.blog.settling import Settings, settings_of
from posts.editorial.clearing import needs_review
from posts.prose import readable
from posts.tagging import tags_in

Undisclosed = (NoSponsor, SponsorTooLong, LabelOfTheClub)
Unsettled = (*Undisclosed, NoMoment, PastMoment, TooFarAway, NoSeriesTitle, SeriesTooLong)


def chosen(story: Story) -> Settings:
    """What the form says; what it leaves out stays as it was."""
    form, now = request.form, settings_of(story)
    audience, disclosure = form.get("audience", ""), form.get("disclosure", now.disclosure or "")
    return Settings(
        audience=Audience(audience) if audience in set(Audience) else now.audience,
        disclosure=Disclosure(disclosure) if disclosure in set(Disclosure) else None,
        sponsor=" ".join(readable(form.get("sponsor", now.sponsor)).split()),
        slug=readable(form.get("slug", now.slug)).strip(),
        series_id=form.get("series", type=int) if "series" in form else now.series_id,
        new_series=form.get("new_series", "") if form.get("series") == "new" else "",
    )


def moment(me: Member) -> datetime | None:
    """When it shall be published; none: now. Raises NoMoment."""
    if request.form.get("when") == "gone":
        return when_gone(me)
    return moment_in(request.form.get("at", ""), me) if request.form.get("when") == "later" else None


def publication_page(story: Story, refusal: Refusal | None = None) -> tuple[str, int]:
    tags, unread = tags_in(story.tags), needs_review(story)
    return _page("posts/blog/publication.html", story, refusal, tags=tags, unread=unread)


def settings_page(story: Story, refusal: Refusal | None = None) -> tuple[str, int]:
    return _page("posts/blog/settings.html", story, refusal)


def _page(template: str, story: Story, refusal: Refusal | None, **more: object) -> tuple[str, int]:
    me, form = signed_in_member(), request.form
    field, sentence = said(refusal) if refusal else ("", "")
    page = render_template(
        template,
        story=story,
        now=chosen(story),
        audiences=audiences(),
        disclosures=disclosures(),
        serials=series_of(story.author) if story.author_id == me.id else (),
        new_series=form.get("new_series", ""),
        most=MOST,
        later=form.get("when") == "later" if form else story.due_at is not None,
        at=form.get("at") or (on_the_clock_of(me, story.due_at) if story.due_at else ""),
        first=on_the_clock_of(me, clock.now()),
        last=on_the_clock_of(me, clock.now() + FURTHEST),
        place=place_of(me.time_zone),
        errors={field: sentence} if field else {},
        **more,
    )
    return page, 422 if refusal else 200


def said(refusal: Refusal) -> tuple[str, str]:
    """The field it is about, and the sentence."""
    if isinstance(refusal, Undisclosed):
        return "sponsor", _of_disclosure(refusal)
    match refusal:
        case NoSeriesTitle() | SeriesTooLong():
            return "new_series", said_of_series(refusal)
        case NoMoment():
            return "at", _("Choose a day and a time.")
        case PastMoment():
            return "at", _("That moment is over. Choose a later one, or publish now.")
    return "at", _("That is more than a year away. Choose an earlier day.")


def _of_disclosure(refusal: Refusal) -> str:
    if isinstance(refusal, LabelOfTheClub):
        return _("That label is for those who keep order to put on and to take off.")
    if isinstance(refusal, SponsorTooLong):
        return _("A name is enough: at most %(most)d characters.", most=MOST)
    return _("Say who it was: readers want to know whose gift or money it is.")


def audiences() -> list[tuple[str, str, str]]:
    """Each with its name and who that is."""
    return [
        (Audience.MEMBERS, _("All members"), _("Everybody in the club, in the feed and in search.")),
        (Audience.SUPER, _("Super and up"), _("Members of the tiers Super and Apass.")),
        (Audience.APASS, _("Apass only"), _("Members of the tier Apass.")),
        (Audience.FOLLOWERS, _("Followers"), _("Those who follow you, whenever they begin to.")),
        (Audience.FOLLOWED, _("Whom I follow"), _("Those whom you follow, as long as you do.")),
        (Audience.ONLY_ME, _("Only me"), _("Nobody else. It gives no points until others can read it.")),
    ]


def disclosures() -> list[tuple[str, str, str]]:
    return [
        ("", _("Nothing to disclose"), _("I paid for what I write about, and nobody pays me.")),
        (Disclosure.GIFTED, _("Gifted"), _("I was given something, or invited.")),
        (Disclosure.SPONSORED, _("Sponsored"), _("I am paid for it, in money or otherwise.")),
        (Disclosure.OWN_BRAND, _("Own brand"), _("I make or sell what I write about.")),
    ]
