"""A member says how she wants to be seen, and how she wants to see the club."""

from dataclasses import dataclass, replace
from typing import IO

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from community.db import transaction
from community.entrance.joining import Wrong, wrong_with_language, wrong_with_time_zone
from community.entrance.names import tidy, wrong_with_name
from community.entrance.skeletons import skeleton
from community.members import Member
from community.pictures import store
from community.watched.heeding import flag_member, heeded
from community.watched.models import Unwelcome

THEMES = ("auto", "light", "dark")
LONGEST_BIO = 300


@dataclass(frozen=True)
class Wishes:
    name: str
    bio: str
    language: str
    time_zone: str
    theme: str

    def wrong(self, member: Member) -> dict[str, str]:
        """A sentence for each field that cannot stay as it is. Whoever keeps her name is not asked again."""
        found = {
            "name": wrong_with_name(self.name, but=member) if self.name != member.name else None,
            "bio": wrong_with_bio(self.bio),
            "language": wrong_with_language(self.language),
            "time_zone": wrong_with_time_zone(self.time_zone),
            "theme": None if self.theme in THEMES else _("Choose light, dark, or as the device."),
        }
        return {field: sentence for field, sentence in found.items() if sentence}


def wishes(*, name: str, bio: str, language: str, time_zone: str, theme: str) -> Wishes:
    """As it was typed, without what a hand adds by accident."""
    bio = bio.replace("\r\n", "\n").replace("\0", "").strip()
    return Wishes(tidy(name), bio, language, time_zone, theme)


def settle(member: Member, wished: Wishes) -> None:
    if wrong := wished.wrong(member):
        raise Wrong(wrong)
    wished, flagged = _heeded(wished, member)
    try:
        with transaction():
            if flagged:
                flag_member(member)
            for what, value in vars(wished).items():
                setattr(member, what, value)
            member.name_skeleton = skeleton(wished.name)
    except IntegrityError as race:
        raise Wrong(wished.wrong(member) or {"name": _("Somebody was faster with this name.")}) from race


def _heeded(wished: Wishes, member: Member) -> tuple[Wishes, bool]:
    """What others read of her, and whether it makes a case. Raises Unwelcome.

    A name is her own: where words would be replaced in it, she chooses another.
    """
    if (wished.name, wished.bio) == (member.name, member.bio):
        return wished, False
    name, bio = heeded(wished.name, member), heeded(wished.bio, member)
    if name.text != wished.name:
        raise Unwelcome([wished.name])
    return replace(wished, bio=bio.text), bool(name.flagged or bio.flagged)


def show_portrait(member: Member, stream: IO[bytes]) -> None:
    """Raises NotAPicture or PictureTooLarge, and then keeps the old one."""
    photo = store(stream, by=member)
    with transaction():
        member.portrait = photo.digest


def take_portrait_away(member: Member) -> None:
    with transaction():
        member.portrait = None


def wrong_with_bio(bio: str) -> str | None:
    if len(bio) > LONGEST_BIO:
        return _("Keep it under %(most)d signs.", most=LONGEST_BIO)
    return None
