"""What a member reads when a room says no."""

from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, HTTPException, NotFound, TooManyRequests, Unauthorized

from community.chat.messages import MOST_CALLED, MOST_PHOTOS, NoSuchPhoto, TooManyPhotos, TooManyToCall
from community.chat.pacing import TooSoon
from community.chat.pinning import TooManyPins
from community.chat.rooms import LastOwner, Nameless, NotAmongThem, NotAskable
from community.chat.wording import LONGEST, NothingSaid, TooLong
from community.db import Refusal
from community.errors import sentence_of


def said(trouble: Refusal | HTTPException) -> str:
    """The same words whether a room is missing or not for them: nobody learns of it by asking."""
    sentences: dict[type[Exception], str] = {
        NothingSaid: _("Write something first, or add a photo."),
        TooLong: _("That is too long for one message: at most %(most)s characters.", most=LONGEST),
        NoSuchPhoto: _("That photo is not there any more. Add it again."),
        TooManyPhotos: _(
            "At most %(most)s photos in one message. Send the others with the next.", most=MOST_PHOTOS
        ),
        TooManyToCall: _("That calls too many at once: at most %(most)s members.", most=MOST_CALLED),
        TooManyPins: _("There are twenty pins already. Take one out first."),
        Nameless: _("Give the room a name."),
        NotAmongThem: _("Open it for those to whom you belong, or for all members."),
        NotAskable: _("%(name)s does not take invitations from you. Ask them first.", name=str(trouble)),
        LastOwner: _(
            "You are the only one who keeps this room. Make somebody else an owner before you leave."
        ),
        NotFound: _("There is no such room, or it is not open to you."),
        Forbidden: _("You can read here, but not write."),
        Unauthorized: _("You are signed out. Sign in again; what you wrote is kept here."),
        TooManyRequests: _("That was quick. Wait a moment, then send it again."),
    }
    if isinstance(trouble, TooSoon):
        return trouble.words()
    ours = sentence_of(trouble) if isinstance(trouble, HTTPException) else None
    return ours or sentences.get(type(trouble)) or str(trouble)
