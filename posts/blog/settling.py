"""What an author decides about a story beside its words, taken together: all of it or nothing."""

from dataclasses import dataclass

from community.contributions import Audience, Disclosure
from community.db import get_or_404, transaction
from community.disclosing import disclose
from community.members import Member
from community.permissions import require
from posts.blog.models import Series, Story
from posts.blog.publishing import address_to
from posts.blog.serialising import begin_series, place
from posts.blog.writing import call


@dataclass(frozen=True)
class Settings:
    audience: Audience
    disclosure: Disclosure | None
    sponsor: str
    slug: str
    series_id: int | None
    new_series: str = ""  # the title of one to begin with it


def settings_of(story: Story) -> Settings:
    return Settings(story.audience, story.disclosure, story.sponsor, story.slug, story.series_id)


def settle(story: Story, chosen: Settings, by: Member) -> None:
    """What stays as it was needs no further right. Raises as `disclose` and `begin_series` do."""
    require(by, "disclose", story)
    now = settings_of(story)
    with transaction():
        if (chosen.disclosure, chosen.sponsor) != (now.disclosure, now.sponsor):
            disclose(story, chosen.disclosure, chosen.sponsor, by)
        if chosen.slug != now.slug:
            call(story, chosen.slug, by)
        if chosen.audience is not now.audience:
            address_to(story, chosen.audience, by)
        if chosen.new_series:
            place(story, begin_series(chosen.new_series, by), by)
        elif chosen.series_id != now.series_id:
            place(story, get_or_404(Series, chosen.series_id) if chosen.series_id else None, by)
