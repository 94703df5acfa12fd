"""Why a page is not looked at."""

from flask_babel import gettext as _

from community.db import Refusal


class Unfetchable(Refusal):
    """The page cannot be had."""


class NoAddress(Unfetchable):
    """It is no address of a page that everybody may open."""


class PrivateAddress(Unfetchable):
    """It leads into a house, ours or another's, and not to the open internet."""


class NoAnswer(Unfetchable):
    """Nobody is there, or too slow, or what is said is no HTTP."""


class NoPage(Unfetchable):
    """The server says that there is no page, or not for us."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answered {status}")
        self.status = status


class OtherKind(Unfetchable):
    """It is there, but no page: a film, a document, a programme."""


class TooLarge(Unfetchable):
    """More bytes than we read of anything."""


class WanderingAddress(Unfetchable):
    """It sends from one address to the next and comes to no end."""


class NotWelcome(Unfetchable):
    """The shop asks programs not to look at this page by themselves."""


def why_not(refusal: Unfetchable) -> str:
    """In words; of what is none of these, that nobody answers."""
    if isinstance(refusal, NoPage):
        return _("The shop does not show us this page (it answered %(status)d).", status=refusal.status)
    said = {
        NoAddress: _("This is no web address we can open. It begins with https:// and a shop's name."),
        PrivateAddress: _("This address is not on the open internet, so we do not open it."),
        OtherKind: _("There is no page at this address, but a file of another kind."),
        TooLarge: _("This page is too large for us to read."),
        WanderingAddress: _("This address sends us from one place to the next without end."),
        NotWelcome: _("The shop asks programs not to read this page."),
    }
    return said.get(type(refusal)) or _("Nobody answers at this address at the moment.")
