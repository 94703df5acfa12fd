"""Passwords: what makes one good enough, and how it is kept: argon2id, in a thread so that nobody waits."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from community.aside import aside
from community.entrance.skeletons import bare

SHORTEST = 10
LONGEST = 200
LOOKED_AT = 72  # signs that are judged: judging takes ever longer
GOOD_ENOUGH = 2  # of 0 to 4: takes more than a million guesses
LEAST_OF_ONES_OWN = 5  # signs that must be left when the names of the member are taken out
CLUB = ("members zone", "memberszone", "apass")

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    return aside(_hasher.hash, composed(password))


def fits(password: str, password_hash: str | None) -> bool:
    """Takes its time also where there is no hash, or far too long a password."""
    right = aside(_verified, password_hash or _nobody(), composed(password[:LONGEST]))
    return right and password_hash is not None and len(password) <= LONGEST


@cache
def _nobody() -> str:
    """Checked when nobody has the address, so that a stranger cannot tell by the time it takes."""
    return _hasher.hash("the password of nobody at all")


def _verified(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def composed(password: str) -> str:
    """One phone writes ế as one sign, another as three: both must open the door."""
    return unicodedata.normalize("NFKC", password)


def wrong_with_password(password: str, known: Iterable[str] = ()) -> str | None:
    """The sentence that says why not, or none. `known`: what anybody knows of the member."""
    if len(password) < SHORTEST:
        return _("Use at least %(number)d signs. A few words in a row are easy to remember.", number=SHORTEST)
    if len(password) > LONGEST:
        return _("Use at most %(number)d signs.", number=LONGEST)
    if is_made_of(password, known):
        return _("This is made of your own name or address. Choose words that others would not think of.")
    if strength(password, known) < GOOD_ENOUGH:
        return _("This is one of the first that anybody would try. Add another word or two.")
    return None


def strength(password: str, known: Iterable[str] = ()) -> int:
    """From 0, known to everybody, to 4, beyond guessing."""
    if not password:
        return 0
    from zxcvbn import zxcvbn  # here, because its lists take 12 MB that most processes never need

    words = [word for word in (*known, *CLUB) if word]
    return int(aside(zxcvbn, composed(password)[:LOOKED_AT], user_inputs=words)["score"])


def is_made_of(password: str, known: Iterable[str]) -> bool:
    left = bare(password)
    for part in sorted(map(bare, parts_of(known)), key=len, reverse=True):
        left = left.replace(part, "")
    return len(left) < LEAST_OF_ONES_OWN and left != bare(password)


def parts_of(known: Iterable[str]) -> set[str]:
    """The words of names and addresses that are long enough to be recognised."""
    whole = set(known)
    words = {word for text in whole for word in text.replace("@", " ").replace(".", " ").split()}
    return {word for word in whole | words if len(bare(word)) > 2}  # noqa: PLR2004  shorter is in every word
