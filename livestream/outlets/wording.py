"""How a line stands, why it does not, and what is wrong with an outlet: in sentences."""

from flask_babel import gettext as _

from community.db import Refusal
from livestream.outlets import models
from livestream.outlets.models import LONGEST_NAME, MOST
from livestream.outlets.states import LineState, Trouble

FIELDS: dict[type[Refusal], str] = {  # at which a refusal is shown
    models.Nameless: "name",
    models.NameTooLong: "name",
    models.NotRtmp: "address",
    models.OwnNetwork: "address",
    models.KnownAlready: "address",
    models.TooManyOutlets: "address",
    models.KeyMissing: "key",
    models.KeyTooLong: "key",
}


def state_name(state: LineState) -> str:
    return {
        LineState.READY: _("Ready"),
        LineState.CONNECTING: _("Connecting"),
        LineState.SENDING: _("Sending"),
        LineState.WAITING: _("Tries again"),
        LineState.TAKEN: _("Taken just now"),
        LineState.OFF: _("Off"),
    }[state]


def why(trouble: Trouble | None) -> str:
    """Nothing where nothing is wrong."""
    sentences = {
        Trouble.UNREACHABLE: _("Nobody answers at its address."),
        Trouble.PRIVATE: _("Its address is not on the open internet."),
        Trouble.UNTRUSTED: _("Its certificate is not that of its name, so nothing is sent."),
        Trouble.STRANGE: _("What answers there does not take streams in by RTMP."),
        Trouble.REFUSED: _("It does not take the key. Copy the key anew from there."),
        Trouble.CLOSED: _("It ended the line."),
        Trouble.SLOW: _("It takes less than what comes. A lower bitrate may help."),
        Trouble.RESHAPED: _("The picture changed its shape, so it begins anew."),
        Trouble.SEALED: _("Its key cannot be read any more. Enter it anew."),
        Trouble.BROKEN: _("Sending ended by itself."),
    }
    return sentences[trouble] if trouble else ""


def said(refusal: Exception) -> str:
    """A refusal in a sentence that says what to do next."""
    sentences: dict[type[Exception], str] = {
        models.Nameless: _("Give it a name: hosts read it in their studio."),
        models.NameTooLong: _("At most %(most)d characters: it must fit on a phone.", most=LONGEST_NAME),
        models.NotRtmp: _("Give an address such as rtmps://live.example.com/app, as the service shows it."),
        models.OwnNetwork: _("It is not on the open internet. If it is yours, name it in OUTLET_HOSTS."),
        models.KeyMissing: _("Give its stream key. With another address the key must be given anew."),
        models.KeyTooLong: _("This is too long for a stream key."),
        models.KnownAlready: _("This address is here already with the same key."),
        models.TooManyOutlets: _("There are %(most)d already. Remove one first.", most=MOST),
        models.InUse: _("A stream goes there just now: how it stands is shown here."),
        models.StaysInside: _("This stream is for some members only, so it goes out to nobody."),
    }
    return sentences.get(type(refusal), str(refusal))
