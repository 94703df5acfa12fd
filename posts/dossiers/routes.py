"""The pages of a dossier: telling of a fake, what became of it, voting, and appealing."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404, row_id
from community.entrance.factors.going_on import need_proof_of_staff
from community.limits import spend
from community.members import Member, signed_in_member
from community.moderation.refusals import why_too_close
from community.permissions import may, require
from community.pictures.showing import in_one_size
from community.products.models import Product
from posts.dossiers import wording
from posts.dossiers.appealing import answer_appeal, appeal_to, may_appeal
from posts.dossiers.conflicts import part_of
from posts.dossiers.disputing import dispute
from posts.dossiers.experts import experts_for
from posts.dossiers.forms import Typed, signs_in, typed
from posts.dossiers.judging import judge, verdicts_for
from posts.dossiers.models import (
    LONGEST,
    LONGEST_ORDER,
    LONGEST_SELLER,
    MOST_PHOTOS,
    Dossier,
    DossierAppeal,
    Sign,
    ToldAlready,
    Verdict,
    Vote,
)
from posts.dossiers.owners import states_of
from posts.dossiers.reading import PAGE, dossiers_for, places_of, sellers_of, whole
from posts.dossiers.reporting import Account, tell_of_fake
from posts.dossiers.voting import vote

dossiers = Blueprint("dossiers", __name__)
Page = Response | str | tuple[str, int]
Word = TypeVar("Word", Vote, Verdict)
OFTEN = "10/day"
WORDS: dict[str, Any] = {
    "mark_name": wording.mark_name,
    "sign_name": wording.sign_name,
    "vote_name": wording.vote_name,
    "verdict_words": wording.verdict_words,
    "stage_of": wording.stage_of,
    "large": lambda digest: (in_one_size(digest) or {}).get("url"),
    "longest": LONGEST,
}


@dossiers.get("/dossiers")
def show_dossiers() -> str:
    me = signed_in_member()
    waiting = request.args.get("view") != "all"
    found = dossiers_for(me, waiting=waiting, before=row_id(request.args.get("before")))
    view = "" if waiting else "view=all&"
    more = f"?{view}before={found[PAGE - 1].id}" if len(found) > PAGE else None
    return render_template(
        "posts/dossiers/dossiers.html", shown=found[:PAGE], more=more, waiting=waiting, **WORDS
    )


@dossiers.get(f"{Product.home}/<int:id>/dossiers")
def ask_about_fake(id: int) -> str:
    it, me = get_or_404(Product, id), signed_in_member()
    require(me, "doubt", it)
    return _form(it, me, Typed(Account(request.args.get("seller", ""), "")))


@dossiers.post(f"{Product.home}/<int:id>/dossiers")
def tell_of_a_fake(id: int) -> Page:
    it, me = get_or_404(Product, id), signed_in_member()
    require(me, "doubt", it)
    spend("dossier", me.id, OFTEN)
    read = typed(me)
    try:
        if read.errors:
            return _form(it, me, read), 422
        made = tell_of_fake(it, read.account, by=me)
    except ToldAlready as told:
        flash(wording.said(told))
        return redirect(told.dossier.url if may(me, "read", told.dossier) else it.url, code=303)
    except Refusal as refusal:
        read.wrong(refusal)
        return _form(it, me, read), wording.status_of(refusal)
    flash(_("Thank you. This is case %(n)d: here you see what becomes of it.", n=made.id), "good")
    return redirect(made.url, code=303)


@dossiers.get("/dossiers/<int:id>")
def show_dossier(id: int) -> str:
    return _page(_dossier(id), signed_in_member())


@dossiers.post("/dossiers/<int:id>/dispute")
def dispute_pair(id: int) -> Page:
    it, me = _dossier(id), signed_in_member()
    require(me, "keep", it)
    asked = {number for word in request.form.getlist("expert") if (number := row_id(word))}
    return _done(it, me, lambda: dispute(it, asked, by=me))


@dossiers.post("/dossiers/<int:id>/vote")
def vote_on_pair(id: int) -> Page:
    it, me, form = _dossier(id), signed_in_member(), request.form
    require(me, "vote", it)
    choice, signs = _chosen(Vote, form.get("vote", "")), signs_in(form.getlist("sign"))
    return _done(it, me, lambda: vote(it, choice, signs, form.get("text", ""), by=me))


@dossiers.post("/dossiers/<int:id>/verdict")
def judge_pair(id: int) -> Page:
    it, me = _dossier(id), signed_in_member()
    require(me, "keep", it)
    need_proof_of_staff()
    form = request.form
    verdict = _chosen(Verdict, form.get("verdict", ""))
    return _done(it, me, lambda: judge(it, verdict, form.get("words", ""), by=me))


@dossiers.post("/dossiers/<int:id>/appeals")
def appeal_against_verdict(id: int) -> Page:
    it, me = _dossier(id), signed_in_member()
    require(me, "appeal", it)
    return _done(it, me, lambda: appeal_to(it, request.form.get("appeal", ""), by=me))


@dossiers.post("/dossiers/appeals/<int:id>/decision")
def answer_an_appeal(id: int) -> Page:
    appeal, me = get_or_404(DossierAppeal, id), signed_in_member()
    require(me, "decide", appeal)
    need_proof_of_staff()
    form = request.form
    verdict = _chosen(Verdict, form.get("verdict", ""))
    it = _dossier(appeal.dossier_id)
    return _done(it, me, lambda: answer_appeal(appeal, verdict, form.get("answer", ""), by=me))


def _dossier(id: int) -> Dossier:
    it = whole(id) or abort(404)
    require(signed_in_member(), "read", it)
    return it


def _chosen(kind: type[Word], word: str) -> Word:
    return kind(word) if word in set(kind) else abort(400, _("Choose one of the answers."))


def _done(it: Dossier, me: Member, verb: Callable[[], object]) -> Page:
    try:
        verb()
    except Refusal as refusal:
        return _page(whole(it.id) or abort(404), me, wrong=wording.said(refusal)), wording.status_of(refusal)
    return redirect(it.url, code=303)


def _page(it: Dossier, me: Member, wrong: str | None = None) -> str:
    keeps, part = may(me, "keep", it), part_of(it, me)
    states = states_of(it, me.id) if it.disputed_at else set()
    return render_template(
        "posts/dossiers/dossier.html",
        it=it,
        keeps=keeps,
        mine=next((each for each in it.testimonies if each.by_id == me.id), None),
        seat=next((each for each in it.opinions if each.member_id == me.id), None),
        advice=wording.advice_to(states, it.verdict) if states else [],
        too_close=why_too_close(part) if part else None,
        judged=me.id in {it.decided_by_id, *(each.decided_by_id for each in it.appeals)},
        experts=experts_for(it, but=me) if keeps and not it.disputed_at else [],
        places=places_of(it) if keeps else None,
        may_appeal=may_appeal(it, me),
        wrong=wrong,
        form=request.form,
        signs=list(Sign),
        votes=list(Vote),
        verdicts=list(Verdict),
        first_verdicts=verdicts_for(it),
        **WORDS,
    )


def _form(it: Product, me: Member, read: Typed) -> str:
    return render_template(
        "posts/dossiers/telling.html",
        it=it,
        typed=read.account,
        errors=read.errors,
        sellers=sellers_of(it.id, me),
        signs=list(Sign),
        most={"photos": MOST_PHOTOS, "seller": LONGEST_SELLER, "order": LONGEST_ORDER},
        **WORDS,
    )
