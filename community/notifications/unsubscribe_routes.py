"""The web address of the way out. Whoever holds the letter may use it: signed in or not."""

from flask import Blueprint, abort, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _

from community.limits import spend, whence
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.sentences import kind_name
from community.notifications.unsubscribing import DIGEST, is_out, put_back, read, take_out

unsubscribe = Blueprint("unsubscribe", __name__, url_prefix="/unsubscribe")


@unsubscribe.get("/<token>")
def ask(token: str) -> str:
    """Following a link changes nothing: programs look at links before people do."""
    member, what = _asked(token)
    return _page(member, what, done=is_out(member, what))


@unsubscribe.post("/<token>")
def answer(token: str) -> str:
    member, what = _asked(token)
    again = request.form.get("again") == "1"
    (put_back if again else take_out)(member, what)
    return _page(member, what, done=not again, again=again)


def _asked(token: str) -> tuple[Member, str]:
    spend("unsubscribe", whence(), "120/minute")
    return read(token) or abort(404)


def _page(member: Member, what: str, **facts: bool) -> str:
    """In the language of the letter."""
    with force_locale(member.language):
        return render_template(
            "community/notifications/unsubscribe.html", name=name_of(what), language=member.language, **facts
        )


def name_of(what: str) -> str:
    if what == DIGEST:
        return _("the digest")
    return kind_name(Kind(what)) if what in set(Kind) else _("all mail about news")
