"""The pages where managers propose other rules for the score, see what they would do, sign and withdraw."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from community import clock
from community.db import Refusal, get_or_404, row_id
from community.engagement.changes import changes
from community.engagement.policy import MILLI, Policy, coming, policy_named, policy_on
from community.engagement.sentences import deed_name, favour_name, part_name, points
from community.engagement.simulating import free_account
from community.engagement.standing import Part, Tier
from community.engagement.worths import FAVOURS, GIVEN
from community.entrance.factors.fresh import need_fresh_proof
from community.members import signed_in_member
from community.moderation.models import SayWhy, TooLong
from community.permissions import may, require
from programme.policies.faults import believed, read_toml
from programme.policies.models import (
    LONGEST_TEXT,
    LONGEST_WORDS,
    NOTICE,
    AlmostBegun,
    AnotherComes,
    InvalidProposal,
    PolicyProposal,
    ProposalMoved,
    ProposalState,
    RulesMoved,
    StillPlayed,
    TooSoon,
)
from programme.policies.proposing import (
    OPEN,
    change_proposal,
    decline_proposal,
    propose,
    sign_proposal,
    withdraw_proposal,
)
from programme.policies.reading import PAGE, groups, movers, movers_in, proposals, table_of
from programme.policies.tried import tried
from programme.policies.trying import is_being_tried
from programme.policies.writing import raw, shown, toml_of

Page = Answer | str | tuple[str, int]
HOME = PolicyProposal.home
LOOK_AGAIN, LOOK_AGAIN_AT_ATTACKS = "3", "10"  # seconds
policy_pages = Blueprint("policies", __name__, url_prefix=HOME)


@policy_pages.get("")
def show_policies() -> str:
    require(signed_in_member(), "propose", PolicyProposal)
    listed = proposals(row_id(request.args.get("before")))
    more = f"{HOME}?before={listed[-1].id}" if len(listed) == PAGE else None
    today = clock.today()
    return _page("policies", proposals=listed, more=more, now=policy_on(today), coming=coming(today))


@policy_pages.get("/new")
def begin_proposal() -> str:
    require(signed_in_member(), "propose", PolicyProposal)
    today = clock.today()
    starts = today + timedelta(days=2 * NOTICE)
    now = policy_on(today).model_copy(update={"name": f"club-{starts}", "from_": starts, "because": ""})
    return _form(shown(now), toml_of(now))


@policy_pages.post("")
def make_proposal() -> Page:
    me = signed_in_member()
    require(me, "propose", PolicyProposal)
    try:
        policy, text = _written()
        it = propose(policy, me, text)
    except InvalidProposal as refusal:
        return _form(request.form.to_dict(), request.form.get("text", ""), refusal), 422
    return redirect(it.url, code=303)


@policy_pages.get("/<int:id>")
def show_proposal(id: int) -> Page:
    it = get_or_404(PolicyProposal, id)
    require(signed_in_member(), "read", it)
    if it.state is ProposalState.LOOKING:
        return Response(_proposal(it), headers={"Refresh": LOOK_AGAIN})
    if it.state in OPEN and is_being_tried(it):
        return Response(_proposal(it), headers={"Refresh": LOOK_AGAIN_AT_ATTACKS})
    return _proposal(it)


@policy_pages.get("/<int:id>/edit")
def edit_proposal(id: int) -> Page:
    it = get_or_404(PolicyProposal, id)
    require(signed_in_member(), "prepare", it)
    return _form(shown(it.policy), it.text, it=it) if it.state in OPEN else redirect(it.url)


@policy_pages.post("/<int:id>")
def revise_proposal(id: int) -> Page:
    it, me = get_or_404(PolicyProposal, id), signed_in_member()
    require(me, "prepare", it)
    try:
        policy, text = _written()
        change_proposal(it, policy, me, text)
    except InvalidProposal as refusal:
        return _form(request.form.to_dict(), request.form.get("text", ""), refusal, it), 422
    except ProposalMoved as refusal:
        return _proposal(it, refusal), 409
    return redirect(it.url, code=303)


@policy_pages.post("/<int:id>/signature")
def sign_rules(id: int) -> Page:
    it, me = get_or_404(PolicyProposal, id), signed_in_member()
    looked_at = request.form.get("looked_at", "")
    words = _("It is signed. Members are told, and it begins on its day.")
    return _done(it, lambda: sign_proposal(it, looked_at, me), words)


@policy_pages.post("/<int:id>/refusal")
def decline_rules(id: int) -> Page:
    it, me = get_or_404(PolicyProposal, id), signed_in_member()
    reason = request.form.get("reason", "")
    return _done(
        it, lambda: decline_proposal(it, reason, me), _("It is declined, and whoever proposed it is told.")
    )


@policy_pages.post("/<int:id>/withdrawal")
def withdraw_rules(id: int) -> Page:
    it, me = get_or_404(PolicyProposal, id), signed_in_member()
    return _done(it, lambda: withdraw_proposal(it, me), _("It is withdrawn. The rules stay as they are."))


@policy_pages.get("/<int:id>/movers.csv")
def download_movers(id: int) -> Response:
    it = get_or_404(PolicyProposal, id)
    require(signed_in_member(), "read", it)
    need_fresh_proof()  # it says by name whose score would move
    sheet = io.StringIO()
    csv.writer(sheet).writerows(table_of(it))
    return _file(sheet.getvalue(), f"{it.name}-movers.csv", "text/csv")


@policy_pages.get("/<int:id>/policy.toml")
def download_policy(id: int) -> Response:
    it = get_or_404(PolicyProposal, id)
    require(signed_in_member(), "read", it)
    return _file(it.text, f"{it.name}.toml", "application/toml")


def words_for(refusal: Refusal) -> str:
    """What a manager reads; of a policy that is wrong, all that is."""
    known: dict[type[Refusal], str] = {
        ProposalMoved: _("The proposal has changed a moment ago. Look at it as it is now."),
        StillPlayed: _(
            "The attacks are being played by it: read in a minute or two what they gain, then sign."
        ),
        RulesMoved: _("The rules have changed since it was compared with them: change it, and look again."),
        AnotherComes: _(
            "Another change is signed and waits for its day: withdraw that one, or wait until it has begun."
        ),
        TooSoon: _(
            "It would begin in less than %(days)d days: choose a later day, so that members hear of it.",
            days=NOTICE,
        ),
        AlmostBegun: _(
            "It begins now, and cannot be withdrawn any more: propose the rules you want instead."
        ),
        SayWhy: _("Say why, so that whoever proposed it can do better."),
        TooLong: _("That is too long. Say it in fewer words."),
    }
    return known.get(type(refusal)) or str(refusal)


def _written() -> tuple[Policy, str]:
    """What was sent: the fields, or the file as a whole. Raises InvalidProposal."""
    if "text" in request.form:
        text = request.form["text"].replace("\r\n", "\n")
        return read_toml(text), text
    return believed(raw(request.form)), ""


def _done(it: PolicyProposal, verb: Callable[[], None], words: str) -> Page:
    try:
        verb()
    except (SayWhy, TooLong) as refusal:
        return _proposal(it, refusal), 422
    except Refusal as refusal:
        return _proposal(it, refusal), 409
    flash(words, "good")
    return redirect(it.url, code=303)


def _file(text: str, name: str, kind: str) -> Response:
    return Response(
        text,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _form(
    said: dict[str, str], text: str, refusal: InvalidProposal | None = None, it: PolicyProposal | None = None
) -> str:
    as_text = "text" in request.form or request.args.get("as") == "text"
    return _page(
        "prepare",
        it=it,
        said=said,
        text=text,
        as_text=as_text,
        wrong=refusal.fields if refusal else {},
        now=shown(policy_on(clock.today())),
        earliest=clock.today() + timedelta(days=NOTICE),
        given=GIVEN,
        favours=FAVOURS,
        deed_name=deed_name,
        favour_name=favour_name,
        longest_text=LONGEST_TEXT,
    )


def _proposal(it: PolicyProposal, refusal: Refusal | None = None) -> str:
    me, now = signed_in_member(), policy_named(it.beside) or policy_on(clock.today())
    group = request.args.get("who", "all")
    if group not in groups():
        abort(404)
    skip = row_id(request.args.get("after")) or 0
    listed = movers(it, group, skip)
    here = f"{it.url}?who={group}&after={skip + PAGE}"
    return _page(
        "proposal",
        it=it,
        seen=it.seen,
        counted=it.seen.of("members"),
        changes=changes(now, it.policy),
        free=(free_account(now), free_account(it.policy)),
        movers=listed,
        moved=movers_in(it, group),
        group=group,
        more=f"{here}#movers" if len(listed) == PAGE else None,
        tried=tried(it),
        may_decide=may(me, "sign", it),
        longest_words=LONGEST_WORDS,
        points=points,
        refusal=words_for(refusal) if refusal else "",
    )


def _page(name: str, **facts: Any) -> str:  # noqa: ANN401  whatever the page shows
    facts |= {"part_name": part_name, "all_parts": list(Part), "tiers": list(Tier), "milli": MILLI}
    return render_template(f"programme/policies/{name}.html", here=HOME, **facts)
