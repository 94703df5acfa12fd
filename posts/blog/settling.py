"""What an author decides about a story beside its words, taken together: all of it or nothing."""

from dataclasses import dataclass

from community.contributions import Audience, Disclosure
from community.db import transaction
from community.disclosing import disclose
from community.members import Member
from community.permissions import require
from posts.blog.models import Story
from posts.blog.publishing import address_to
from posts.blog.writing import call


@dataclass(frozen=True)
class Settings:
    audience: Audience
    disclosure: Disclosure | None
    sponsor: str
    slug: str


def settings_of(story: Story) -> Settings:
    return Settings(story.audience, story.disclosure, story.sponsor, story.slug)


def settle(story: Story, chosen: Settings, by: Member) -> None:
    """What stays as it was needs no further right. Raises as `disclose` does."""
    require(by, "disclose", story)
    now = settings_of(story)
    with transaction():
        if (chosen.disclosure, chosen.sponsor) != (now.disclosure, now.sponsor):
            disclose(story, chosen.disclosure, chosen.sponsor, by)
        if chosen.slug != now.slug:
            call(story, chosen.slug, by)
        if chosen.audience is not now.audience:
            address_to(story, chosen.audience, by)
