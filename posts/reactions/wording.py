"""Reactions in the reader's words and signs."""

from flask_babel import gettext as _
from markupsafe import Markup

from community.db import Refusal
from community.pages import icon
from posts.reactions.counting import above_all
from posts.reactions.models import Kind, TooManyReactions

ICONS = {
    Kind.LIKE: "heart",
    Kind.HELPFUL: "lightbulb",
    Kind.SEEDED: "sprout",
    Kind.WEED_PULLED: "package-check",
    Kind.BEAUTIFUL: "sparkles",
    Kind.THANKS: "hand-heart",
}


def reaction_name(kind: Kind | str) -> str:
    names = {
        Kind.LIKE: _("Like"),
        Kind.HELPFUL: _("Helpful"),
        Kind.SEEDED: _("Now I want it"),
        Kind.WEED_PULLED: _("I have it now"),
        Kind.BEAUTIFUL: _("Beautiful"),
        Kind.THANKS: _("Thank you"),
    }
    return names[Kind(kind)]


def reaction_icon(kind: Kind | str | None) -> Markup:
    return icon(ICONS[Kind(kind or Kind.LIKE)])


def felt_icons(likes: int, felt: str) -> Markup:
    """The signs beside the number, where some feel more than that they like it."""
    return Markup().join(icon(ICONS[kind]) for kind in above_all(likes, felt))


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, TooManyReactions) and refusal.name:
        return _(
            "You have reacted to %(name)s a lot today. Say it in words, or come back tomorrow.",
            name=refusal.name,
        )
    return _("That is as many reactions as one gives in a day. There are new ones tomorrow.")
