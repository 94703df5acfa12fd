"""What a member reads when a word cannot be muted, or a file cannot be taken in."""

from flask_babel import gettext as _

from community.db import Refusal
from community.quiet.files import MOST as MOST_LINES
from community.quiet.files import Fault, FaultyList, TooLongAList, Wrong
from community.quiet.keeping import LONGEST, MOST, TooManyWords, WordTooLong


def said(refusal: Refusal) -> str:
    if isinstance(refusal, WordTooLong):
        return _("That is longer than %(most)d signs. A word or two is enough.", most=LONGEST)
    if isinstance(refusal, TooManyWords):
        return _("You have muted %(most)d words. Take one away first.", most=MOST)
    return _("Write the word that you do not want to meet.")


def said_of_file(refusal: Refusal) -> str:
    if isinstance(refusal, FaultyList):
        return _("Some lines cannot be taken in, so nothing was. Correct them and bring the file again.")
    if isinstance(refusal, TooLongAList):
        return _("That is too long: at most %(most)s lines at once.", most=f"{MOST_LINES:,}")
    return _("This is no such file. Choose a CSV file whose first line names a column “handle”.")


def said_of_line(fault: Fault) -> str:
    return {
        Wrong.HANDLE: _("There is no handle."),
        Wrong.UNKNOWN: _("Nobody in the club is called “%(word)s”.", word=fault.word),
        Wrong.ONESELF: _("This is you."),
        Wrong.HOW: _("“%(word)s” is neither mute nor block.", word=fault.word),
        Wrong.UNTIL: _(
            "“%(word)s” is no moment. Write it as 2026-12-24, or leave it empty.", word=fault.word
        ),
    }[fault.wrong]
