"""What was said in a room is carried to a board, to be spoken of there: the words, whose, and where."""

from flask_babel import gettext as _

from community.chat.models import Message
from community.db import get_or_404
from community.disclosing import words_of
from community.members import Member
from community.permissions import require

LINE = "\n> "


def words_from(message_id: int, me: Member) -> str:
    """The beginning of a topic. One's own words from behind a door come without the door."""
    message = get_or_404(Message, message_id)
    require(me, "forward", message)
    paid = words_of(message.disclosure, message.sponsor)
    words = f"**{_plain(paid)}**\n\n{message.text}" if paid else message.text
    quoted = f"> {words.replace(chr(10), LINE)}"
    if not message.room.is_for_all:
        return f"{quoted}\n\n"
    said = _("%(name)s in %(room)s", name=message.author.name, room=message.room.name)
    return f"{quoted}\n\n[{_plain(said)}]({message.url})\n\n"


def _plain(words: str) -> str:
    """As the words of a link: brackets would end it."""
    return words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
