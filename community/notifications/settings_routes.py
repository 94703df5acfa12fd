"""The pages where a member says what she wants to hear of."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from community import clock
from community.contributions import address, home_of
from community.entrance.browsers import browser_in_words
from community.members import signed_in_member
from community.notifications.bells import bell_of
from community.notifications.digesting import digest_of, rendered
from community.notifications.kinds import Channel, Kind
from community.notifications.listeners import wish, wishes_of
from community.notifications.marking import unmute
from community.notifications.models import Rhythm
from community.notifications.pushing import lines_to, public_key
from community.notifications.quiet import next_digest
from community.notifications.sentences import groups, kind_name
from community.notifications.wishing import (
    Rhythms,
    WrongHour,
    be_silent,
    hour,
    mail_again,
    muted_by,
    settle,
    silence,
)

bell_settings = Blueprint("bell_settings", __name__, url_prefix="/settings/notifications")
HOME = "/settings/notifications"


@bell_settings.get("")
def show_wishes() -> str:
    return _page()


@bell_settings.post("")
def save_wishes() -> Response:
    """Every box that is not ticked is a no."""
    chosen = {kind: set(request.form.getlist(kind)) for kind in Kind}
    wish(
        signed_in_member(),
        {kind: {channel for channel in Channel if channel in words} for kind, words in chosen.items()},
    )
    flash(_("Saved."))
    return redirect(HOME, code=303)


@bell_settings.post("/rhythm")
def save_rhythm() -> Response | tuple[str, int]:
    form = request.form
    said = Rhythms(
        quiet=form.get("quiet") == "1",
        quiet_from=form.get("quiet_from", ""),
        quiet_until=form.get("quiet_until", ""),
        digest=next((one for one in Rhythm if one == form.get("digest")), Rhythm.WEEKLY),
        digest_hour=min(max(form.get("digest_hour", 8, int), 0), 23),
        tells_who=form.get("tells_who") == "1",
    )
    try:
        settle(signed_in_member(), said)
    except WrongHour as wrong:
        return _page(wrong=str(wrong), said=said), 400
    flash(_("Saved."))
    return redirect(f"{HOME}#when", code=303)


@bell_settings.post("/silence")
def be_quiet() -> Response:
    me = signed_in_member()
    until = silence(request.form.get("for", ""), me)
    be_silent(me, until)
    flash(_("Nothing rings until then. The bell counts on.") if until else _("It rings again."))
    return redirect(f"{HOME}#when", code=303)


@bell_settings.get("/digest")
def show_digest() -> str:
    """The letter as it would be sent now. Looking at it sends nothing."""
    me = signed_in_member()
    digest, bell = digest_of(me), bell_of(me)
    usual = next_digest(bell.digest, bell.digest_hour, me.time_zone, clock.now())
    words = rendered(digest, me, "community/notifications/digest_words.html")
    return render_template(
        "community/notifications/preview.html",
        digest=digest,
        due=bell.digest_due_at or usual,
        words=Markup(words),  # noqa: S704  a template's own output
    )


@bell_settings.post("/muted/<int:id>")
def hear_again(id: int) -> Response:
    unmute(signed_in_member(), id)
    flash(_("You will hear of it again."))
    return redirect(f"{HOME}#muted", code=303)


@bell_settings.post("/mail")
def take_mail_again() -> Response:
    mail_again(signed_in_member())
    flash(_("We write to you again."))
    return redirect(HOME, code=303)


def _page(wrong: str | None = None, said: Rhythms | None = None) -> str:
    me = signed_in_member()
    bell = bell_of(me)
    said = said or Rhythms(
        quiet=bell.quiet_from is not None,
        quiet_from=hour(bell.quiet_from, "22:00"),
        quiet_until=hour(bell.quiet_until, "08:00"),
        digest=bell.digest,
        digest_hour=bell.digest_hour,
        tells_who=bell.tells_who,
    )
    silent = bell.undisturbed_until
    return render_template(
        "community/notifications/settings.html",
        bell=bell,
        said=said,
        wrong=wrong,
        groups=groups(),
        wishes=wishes_of(me.id),
        kind_name=kind_name,
        silent=silent if silent and silent > clock.now() else None,
        muted=muted_by(me),
        lines=lines_to(me),
        push_key=public_key(),
        browser_name=browser_in_words,
        url_of=lambda row: address(home_of(row.kind), row.id, row.slug),
    )
