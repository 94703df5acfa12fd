"""The page where a member makes tokens for programs, and takes them back."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, transaction
from community.entrance.factors.fresh import need_fresh_proof
from community.entrance.tokens import (
    LONGEST_NAME,
    MOST,
    NoScope,
    Scope,
    create_token,
    revoke_tokens,
    tokens_of,
)
from community.limits import spend
from community.members import signed_in_member

tokens = Blueprint("tokens", __name__, url_prefix="/settings/tokens")


@tokens.get("")
def show_tokens() -> str:
    return _page()


@tokens.post("")
def make_token() -> tuple[str, int]:
    """The word stands on this one page, and nowhere else."""
    me = signed_in_member()
    need_fresh_proof()
    spend("make a token", me.id, "30/hour")
    scopes = {Scope(word) for word in request.form.getlist("scopes") if word in set(Scope)}
    try:
        token, word = create_token(me, request.form.get("name", ""), scopes)
    except Refusal as refusal:
        return _page(wrong=said(refusal)), 422
    return _page(made=(token.name, word)), 201


@tokens.post("/<int:id>/removal")
def take_token_back(id: int) -> Response:
    """Another member's token is as if it were not there."""
    me = signed_in_member()
    with transaction():
        ended = revoke_tokens(me, only=id)
    if not ended:
        abort(404)
    flash(_("This token opens nothing any more."))
    return redirect("/settings/tokens", code=303)


def said(refusal: Refusal) -> str:
    if isinstance(refusal, NoScope):
        return _("Choose at least one thing that the token opens.")
    return _(
        "You have %(most)d tokens already. Take back one that nobody needs, then make this one.", most=MOST
    )


def in_words(scope: Scope) -> str:
    return {
        Scope.READ: _("Read stories, lists, boards, people"),
        Scope.WRITE: _("Write, change and remove in your name"),
        Scope.CHAT: _("Read and write in your rooms"),
        Scope.ACTIVITY: _("Report purchases and visits"),
        Scope.MODERATE: _("Keep order, where you may"),
        Scope.ALL: _("Everything you may do"),
    }[scope]


def _page(made: tuple[str, str] | None = None, wrong: str | None = None) -> str:
    return render_template(
        "community/entrance/tokens.html",
        tokens=tokens_of(signed_in_member()),
        scopes=list(Scope),
        in_words=in_words,
        longest=LONGEST_NAME,
        made=made,
        wrong=wrong,
        typed=request.form if wrong else {},
    )
