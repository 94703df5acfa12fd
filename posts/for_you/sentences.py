"""Every lever in a sentence, as the reader of a card is told why she sees it."""

from flask_babel import gettext as _

from posts.for_you.levers import Lever


def sentence(lever: Lever, name: str) -> str:
    return {
        Lever.FRESH: _("It is new"),
        Lever.FOLLOWED: _("You follow %(name)s", name=name),
        Lever.CIRCLE: _("Members you follow liked it"),
        Lever.TOPICS: _("Its tags are those of what you liked and wrote"),
        Lever.VALUED: _("Members of standing liked it"),
        Lever.TALKED: _("Members talk about it"),
        Lever.SEEN: _("It was on your page before"),
        Lever.LESS: _("You wanted less like this"),
        Lever.VARIETY: _("For variety: the cards above are like it"),
    }[lever]
