"""What a member reads when a word cannot be muted."""

from flask_babel import gettext as _

from community.db import Refusal
from community.quiet.keeping import LONGEST, MOST, TooManyWords, WordTooLong


def said(refusal: Refusal) -> str:
    if isinstance(refusal, WordTooLong):
        return _("That is longer than %(most)d signs. A word or two is enough.", most=LONGEST)
    if isinstance(refusal, TooManyWords):
        return _("You have muted %(most)d words. Take one away first.", most=MOST)
    return _("Write the word that you do not want to meet.")
