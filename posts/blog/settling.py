"""The forms of what is decided about a story beside its words: who reads it."""

from flask import render_template, request
from flask_babel import gettext as _

from community.contributions import Audience
from posts.blog.models import Story
from posts.tagging import tags_in


def audience(story: Story) -> Audience:
    """The chosen one; without a choice, as it was."""
    chosen = request.form.get("audience", "")
    return Audience(chosen) if chosen in set(Audience) else story.audience


def publication_page(story: Story) -> str:
    return render_template(
        "posts/blog/publication.html", story=story, tags=tags_in(story.tags), audiences=audiences()
    )


def audiences() -> list[tuple[Audience, str, str, str]]:
    """Each with its picture, its name and who that is."""
    return [
        (Audience.MEMBERS, "globe", _("All members"), _("Everybody in the club, in the feed and in search.")),
        (Audience.SUPER, "gem", _("Super and up"), _("Members of the tiers Super and Apass.")),
        (Audience.APASS, "gem", _("Apass only"), _("Members of the tier Apass.")),
        (Audience.FOLLOWERS, "users", _("Followers"), _("Those who follow you, whenever they begin to.")),
        (
            Audience.ONLY_ME,
            "lock",
            _("Only me"),
            _("Nobody else. It gives no points until others can read it."),
        ),
    ]
