"""The pages where a member makes it quieter: a member, a word, the letter box."""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.entrance.routes import own_page
from community.limits import spend
from community.members import Member, signed_in_member
from community.permissions import require
from community.quiet.files import FaultyList, TakenIn, as_file, lines_in, take_in
from community.quiet.keeping import (
    SPANS,
    be_found,
    be_seen,
    hear_again,
    mute_word,
    open_letters_to,
    show_counts,
    show_tier_to,
    silence,
    tell_reading,
    unmute_word,
)
from community.quiet.models import How, MutedWord, OpenTo
from community.quiet.reading import called, how_i_keep, letters_of, muted_words_of, silences_of
from community.quiet.refusals import said, said_of_file, said_of_line

quiet = Blueprint("quiet", __name__)
HERE = "/settings/quiet"
OFTEN = "20/hour"  # a file
NAMED, FAULTS = 10, 50  # names in a sentence, faults on the page


@quiet.get("/settings/quiet")
def show_quiet() -> str:
    return _page(signed_in_member())


@quiet.post("/settings/quiet/words")
def mute_a_word() -> Response | tuple[str, int]:
    me, form = signed_in_member(), request.form
    spend("mute", me.id, "60/minute")
    try:
        muted = mute_word(form.get("word", ""), by=me, span=SPANS.get(form.get("span", "")))
    except Refusal as refusal:
        return _page(me, form=form, wrong=said(refusal)), 422
    flash(_("You will not meet “%(word)s” any more.", word=muted.word))
    return redirect(HERE, code=303)


@quiet.post("/settings/quiet/words/<int:id>/removal")
def unmute_a_word(id: int) -> Response:
    unmute_word(get_or_404(MutedWord, id), by=signed_in_member())
    return redirect(HERE, code=303)


@quiet.post("/settings/quiet/letters")
def settle_letters() -> Response:
    open_letters_to(_to_whom("open_to"), by=signed_in_member())
    return _saved()


@quiet.post("/settings/quiet/finding")
def settle_finding() -> Response:
    be_found(found_by=_to_whom("found_by"), by=signed_in_member())
    return _saved()


@quiet.post("/settings/quiet/tier")
def settle_tier() -> Response:
    show_tier_to(_to_whom("tier_for"), by=signed_in_member())
    return _saved()


@quiet.post("/settings/quiet/reading")
def settle_reading() -> Response:
    """A box that is not ticked is not sent."""
    tell_reading(by=signed_in_member(), on=request.form.get("told") == "1")
    return _saved()


@quiet.post("/settings/quiet/presence")
def settle_presence() -> Response:
    be_seen(by=signed_in_member(), on=request.form.get("seen") == "1")
    return _saved()


@quiet.post("/settings/quiet/counts")
def settle_counts() -> Response:
    show_counts(by=signed_in_member(), on=request.form.get("hidden") != "1")
    return _saved()


@quiet.get(f"{HERE}/members.csv")
def take_silences_home() -> Response:
    named = {"Content-Disposition": 'attachment; filename="muted-and-blocked.csv"'}
    return Response(as_file(signed_in_member()), content_type="text/csv; charset=utf-8", headers=named)


@quiet.post(f"{HERE}/members")
def bring_silences() -> Response | tuple[str, int]:
    me, file = signed_in_member(), request.files.get("file")
    spend("bring silences", me.id, OFTEN)
    leave_out = request.form.get("unknown") == "leave_out"
    try:
        taken = take_in(lines_in(file.read() if file else b""), by=me, leave_out_unknown=leave_out)
    except Refusal as refusal:
        return _page(me, refused=refusal), 422
    flash(told(taken), "good")
    return redirect(HERE, code=303)


def told(taken: TakenIn) -> str:
    """What came of a file, in sentences."""
    sentences = [
        ngettext("%(num)d member is muted", "%(num)d members are muted", taken.muted)
        + ", "
        + ngettext("%(num)d is blocked.", "%(num)d are blocked.", taken.blocked)
    ]
    if taken.unknown:
        names = ", ".join(taken.unknown[:NAMED])
        sentences.append(_("Left out, because nobody is called so: %(names)s.", names=names))
    if taken.over:
        sentences.append(ngettext("The time of one is over.", "The time of %(num)d is over.", taken.over))
    return " ".join(sentences)


@quiet.get("/@<handle>/quiet")
def ask_how(handle: str) -> str:
    """Mute or block, and for how long."""
    me, whom = signed_in_member(), called(handle)
    require(me, "silence", whom)
    return render_template(
        "community/quiet/silence.html",
        whom=whom,
        how=how_i_keep(whom.id, me),
        back=own_page(request.args.get("next") or whom.url),
    )


@quiet.post("/@<handle>/quiet")
def settle_quiet(handle: str) -> Response:
    """`how` says what is wished: mute, block, or none of it any more."""
    me, whom, form = signed_in_member(), called(handle), request.form
    spend("silence", me.id, "60/minute")
    wished = form.get("how", "")
    if wished in list(How):
        silence(whom, How(wished), by=me, span=SPANS.get(form.get("span", "")))
        flash(
            _("%(name)s is blocked.", name=whom.name)
            if wished == How.BLOCK
            else _("%(name)s is muted.", name=whom.name)
        )
    else:
        hear_again(whom, by=me)
        flash(_("You hear %(name)s again.", name=whom.name))
    return redirect(own_page(form.get("next") or whom.url), code=303)


def _to_whom(name: str) -> OpenTo:
    wished = request.form.get(name, "")
    return OpenTo(wished) if wished in list(OpenTo) else abort(400)


def _saved() -> Response:
    flash(_("Saved."))
    return redirect(HERE, code=303)


def _page(
    me: Member,
    form: Mapping[str, str] | None = None,
    wrong: str | None = None,
    refused: Refusal | None = None,
) -> str:
    faults = refused.faults if isinstance(refused, FaultyList) else ()
    return render_template(
        "community/quiet/quiet.html",
        silences=silences_of(me),
        words=muted_words_of(me),
        letters=letters_of(me),
        form=form or {},
        wrong=wrong,
        file_wrong=said_of_file(refused) if refused else None,
        faults=[(fault.line, said_of_line(fault)) for fault in faults[:FAULTS]],
        more_faults=max(0, len(faults) - FAULTS),
    )
