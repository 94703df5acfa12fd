"""What tips and reviews say alike to programs."""

from typing import Any

from community.api.answers import Answer, Author, Count, Counts, Disclosed, Moment, disclosed_of
from community.api.bodies import Body, Text
from community.contributions import Audience
from community.members import Member
from posts.cards import Disclosing, For
from posts.reactions.counting import counts
from posts.reactions.models import Kind
from posts.short_form_pages import card_at
from posts.short_forms import ShortForm


class Shown(Body):
    """`photo` is the id of one that was uploaded."""

    photo: Text | None = None
    audience: For = Audience.MEMBERS
    disclosure: Disclosing | None = None


class ShortFormAnswer(Answer):
    id: int
    url: str
    photo: str | None
    author: Author
    audience: Audience
    disclosure: Disclosed | None
    published_at: Moment
    edited_at: Moment | None
    likes: Count
    liked: bool
    reaction: Kind | None
    reactions: Counts[Kind]
    replies: Count


def settings_in(sent: Shown) -> dict[str, Any]:
    """Those that were sent, by the names that a tip's words and an opinion have."""
    fields = sent.model_dump(exclude_unset=True, include={"photo", "audience"})
    if "disclosure" in sent.model_fields_set:
        said = sent.disclosure
        fields |= {"disclosure": said and said.kind, "sponsor": said.sponsor if said else ""}
    return fields


def told_of(it: ShortForm, me: Member) -> dict[str, Any]:
    """All that `ShortFormAnswer` says; who may read it must have been asked before."""
    card = card_at(it.id, me)
    return {
        "id": it.id,
        "url": it.url,
        "photo": it.cover,
        "author": Author(handle=card.handle, name=card.name, portrait=card.portrait, tier=card.tier),
        "audience": it.audience,
        "disclosure": disclosed_of(it),
        "published_at": it.published_at,
        "edited_at": it.edited_at,
        "likes": it.likes,
        "liked": card.reaction is not None,
        "reaction": card.reaction,
        "reactions": counts(it.likes, it.felt),
        "replies": it.replies,
    }
