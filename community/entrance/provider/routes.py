"""The web addresses of coming in by an account elsewhere, and of saying which is one's own."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.entrance.factors.fresh import need_fresh_proof
from community.entrance.factors.half_way import go_on_to_the_second_step
from community.entrance.factors.having import has_second_factor
from community.entrance.factors.second_step_routes import SETTINGS
from community.entrance.provider.asking import BACK, Account, NotTold, is_there, send_there, who_came_back
from community.entrance.provider.linking import OnlyWayIn, Taken, Unknown, link_account, member_of, unlink
from community.entrance.routes import browser_of_request, end_this_session, own_page, words_for
from community.entrance.sessions import keep
from community.entrance.signing_in import Suspended, let_in
from community.limits import spend, whence
from community.members import Member, current_member, signed_in_member
from community.same_origin import is_same_origin

provider = Blueprint("provider", __name__)
WANTED, LINKING = "provider_wanted", "provider_links"


@provider.get("/sign-in/provider")
def go_to_the_provider() -> Response:
    """A link, not a form: the browser would not let a form lead to another site."""
    spend("ask the provider", whence(), "30/minute")
    return _sent(wanted=own_page(request.args.get("next", "")), links=0)


@provider.get("/settings/provider")
def begin_to_link() -> Response:
    """Only from a page of ours: another site could have signed the browser in to its own account there."""
    me = signed_in_member()
    if not is_same_origin():
        abort(403)
    need_fresh_proof()
    spend("ask the provider", whence(), "30/minute")
    return _sent(wanted=SETTINGS, links=me.id)


@provider.get(BACK)
def come_back() -> Response | tuple[str, int]:
    spend("ask the provider", whence(), "30/minute")
    wanted, links = session.pop(WANTED, "/"), session.pop(LINKING, 0)
    if not is_there():
        abort(404)
    try:
        account = who_came_back()
        if not links:
            return _come_in(member_of(account), wanted)
        _link_for(links, account)
    except NotTold:
        return _refused(
            _("%(name)s did not tell us who you are. Try again, or use your password.", name=_name())
        )
    except Unknown:
        return _refused(unknown())
    except Suspended as suspended:
        return _refused(words_for(suspended))
    except Taken:
        flash(_("This account is linked already. Sign in with it, or unlink it there first."), "error")
        return redirect(SETTINGS, code=303)
    flash(_("From now on your account of %(name)s opens your membership, too.", name=_name()))
    return redirect(SETTINGS, code=303)


@provider.post("/settings/provider/removal")
def take_link_away() -> Response:
    me = signed_in_member()
    need_fresh_proof()
    try:
        if not unlink(me):
            abort(404)
    except OnlyWayIn:
        flash(_("Set a password first: without it and without this account you could not come in."), "error")
        return redirect(SETTINGS, code=303)
    flash(_("Your account of %(name)s opens nothing here any more.", name=_name()))
    return redirect(SETTINGS, code=303)


def unknown() -> str:
    return _(
        "We do not know yet whose account of %(name)s this is. Sign in with your password, then link it "
        "in your settings. Not a member yet? Open the link of your invitation.",
        name=_name(),
    )


def _sent(*, wanted: str, links: int) -> Response:
    if not is_there():
        abort(404)
    session[WANTED], session[LINKING] = wanted, links
    try:
        return send_there()
    except NotTold:
        flash(
            _("%(name)s does not answer just now. Try again later, or use your password.", name=_name()),
            "error",
        )
        return redirect(SETTINGS if links else "/sign-in", code=303)


def _come_in(member: Member, wanted: str) -> Response:
    """The account stands for the password; a second factor is asked as ever."""
    if has_second_factor(member):
        return go_on_to_the_second_step(member, wanted)
    end_this_session()
    return keep(redirect(wanted, code=303), let_in(member, browser_of_request()))


def _refused(words: str) -> tuple[str, int]:
    return render_template("community/entrance/sign_in.html", refusal=words, next=""), 403


def _link_for(member_id: int, account: Account) -> None:
    """Raises NotTold where another member sits at the keyboard by now, and Taken."""
    me = current_member()
    if not me or me.id != member_id:
        raise NotTold
    link_account(me, account)


def _name() -> str:
    return str(current_app.config["OIDC_NAME"])
