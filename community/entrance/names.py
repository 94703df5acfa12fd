"""What a member may be called: nothing that passes for the club, for somebody else, or for nothing at all."""

import re
import unicodedata
from functools import cache

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_, select

from community.db import db
from community.entrance.reserved import ADDRESSES, AUTHORITIES, CALLED_SO, HARMLESS, OFFICES
from community.entrance.skeletons import bare, drawn, skeleton
from community.members import Member, Role

HANDLE = re.compile(r"[a-z0-9_]{3,20}")
LONGEST = 40
SIGNS = set(" .'’-·")  # between the words of a name
MARKS = 2  # accents one letter may wear
AROUND = "0123456789_ .'’-·"
LEET = str.maketrans("34578", "eastb")
# Scripts that are honestly written together; anything else mixed is a disguise.
TOGETHER = ({"LATIN", "HAN"}, {"LATIN", "HAN", "HIRAGANA", "KATAKANA"}, {"LATIN", "HAN", "HANGUL"})
# What Unicode counts among letters and accents and nobody sees: fillers, joiners, selectors of variants.
INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def tidy(name: str) -> str:
    """As it will be kept: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def wrong_with_handle(handle: str, but: Member | None = None) -> str | None:
    """The sentence that says why not, or none. `but` is who may keep what is theirs."""
    if not HANDLE.fullmatch(handle):
        return _("Use 3 to 20 letters a–z, numbers or _.")
    if is_reserved(handle):
        return _("The club keeps this one for itself. Please choose another.")
    if handle_is_taken(handle, but):
        return _("Somebody has this handle, or one that looks like it. Please choose another.")
    return None


def wrong_with_name(name: str, but: Member | None = None) -> str | None:  # noqa: PLR0911  seven refusals, each its sentence
    """The same of a name as others see it, already tidy."""
    if not any(sign.isalpha() for sign in name):
        return _("Write the name that members will know you by.")
    if len(name) > LONGEST:
        return _("Use at most %(number)d signs.", number=LONGEST)
    if not is_plain(name):
        return _("Use letters, numbers, spaces and . ’ - only.")
    if is_disguised(name):
        return _("This mixes letters that only look alike. Please write it in one script.")
    if is_reserved(name) and not is_called_so(name):
        return _("This sounds like somebody who speaks for the club. Please choose another.")
    if name_is_taken(name, but):
        return _("A member has this name, or one that looks like it. Please add something to yours.")
    return None


def is_plain(name: str) -> bool:
    """Letters, numbers and a few signs; nothing invisible or backwards, no towers of accents."""
    worn = 0
    for sign in unicodedata.normalize("NFC", name):
        kind = unicodedata.category(sign)
        worn = worn + 1 if kind[0] == "M" else 0
        plain = kind[0] in "LM" or kind == "Nd" or sign in SIGNS
        if not plain or worn > MARKS or kind == "Me":
            return False
    return not INVISIBLE.search(name) and unicodedata.category(name[0])[0] != "M"


def is_disguised(name: str) -> bool:
    """Letters of scripts that do not belong together, or of one script that read as another."""
    from confusable_homoglyphs.categories import unique_aliases

    plain = unicodedata.normalize("NFKC", name)
    scripts: set[str] = unique_aliases(plain) - {"COMMON", "INHERITED"}
    if len(scripts) > 1 and not any(scripts <= together for together in TOGETHER):
        return True
    letters = "".join(filter(str.isalpha, drawn(plain)))
    return "LATIN" not in scripts and letters.isascii()


def is_reserved(name: str) -> bool:
    """A word of the site or of its people, however it is drawn; see reserved.py for which match how."""
    whole, core = bare(name), bare(name.strip(AROUND))
    readings = {whole, core, whole.translate(LEET), core.translate(LEET)}
    offices = skeletons(OFFICES | AUTHORITIES)
    words = [bare(word) for word in re.split(r"[\W_]+", name) if word]
    return (
        whole in skeletons(ADDRESSES)
        or not readings.isdisjoint(offices)
        or any(map(holds_authority, readings))
        or (len(words) > 1 and offices.issuperset(words))
    )


def is_called_so(name: str) -> bool:
    return name.casefold() in CALLED_SO


def holds_authority(reading: str) -> bool:
    for word in skeletons(HARMLESS):
        reading = reading.replace(word, " ")
    return any(authority in reading for authority in skeletons(AUTHORITIES))


@cache
def skeletons(words: frozenset[str]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)


def handle_is_taken(handle: str, but: Member | None = None) -> bool:
    """By the same handle or one that looks alike, or by the name of somebody who speaks for the club."""
    looks = skeleton(handle)
    alike = or_(_drawn_handle() == looks, (Member.name_skeleton == looks) & _speaks_for_the_club())
    return _somebody(alike, but)


def name_is_taken(name: str, but: Member | None = None) -> bool:
    looks = skeleton(name)
    alike = or_(Member.name_skeleton == looks, (_drawn_handle() == looks) & _speaks_for_the_club())
    return _somebody(alike, but)


def _somebody(alike: ColumnElement[bool], but: Member | None) -> bool:
    found = select(Member.id).where(alike)
    if but:
        found = found.where(Member.id != but.id)
    return db.session.scalar(found.limit(1)) is not None


def _speaks_for_the_club() -> ColumnElement[bool]:
    return Member.role.not_in([Role.MEMBER, Role.BLOGGER])


def _drawn_handle() -> ColumnElement[str]:
    """The skeleton of a handle, in words every database knows: as skeleton() draws it."""
    column: ColumnElement[str] = Member.__table__.c.handle
    for sign, looks in (("_", ""), ("1", "l"), ("i", "l"), ("0", "o"), ("m", "rn"), ("vv", "w")):
        column = func.replace(column, sign, looks)
    return column
