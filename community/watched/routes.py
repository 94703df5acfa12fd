"""The page of watched words, and what an author reads whose text holds one."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.errors import problem, wants_json
from community.limits import spend
from community.members import signed_in_member
from community.permissions import require
from community.watched.finding import Watched, found_in, replaced, watched
from community.watched.keeping import all_watched, as_file, bring, lately_found, let_go, watch
from community.watched.models import (
    LONGEST,
    LONGEST_TAG,
    MOST,
    Act,
    NoFile,
    NoTag,
    NoWord,
    TooManyWords,
    Unwelcome,
    WatchedAlready,
    WatchedWord,
    WordTooLong,
)

words = Blueprint("watched_words", __name__)
PAGE = "/moderation/words"
Answer = Response | tuple[str, int]


@words.get(PAGE)
def show_watched_words() -> Answer:
    require(signed_in_member(), "keep", WatchedWord)
    return _page()


@words.post(PAGE)
def watch_word() -> Answer:
    me, form = signed_in_member(), request.form
    require(me, "keep", WatchedWord)
    act = form.get("act", "")
    try:
        it = watch(
            form.get("word", ""), Act(act) if act in list(Act) else Act.FLAG, me, form.get("instead", "")
        )
    except Refusal as refusal:
        return _page(said(refusal))
    flash(_("“%(word)s” is watched from now on.", word=it.word), "good")
    return redirect(PAGE, code=303)


@words.post(f"{PAGE}/<int:id>/removal")
def let_word_go(id: int) -> Answer:
    let_go(get_or_404(WatchedWord, id), by=signed_in_member())
    flash(_("It is not watched any more."))
    return redirect(PAGE, code=303)


@words.get(f"{PAGE}.csv")
def watched_words_file() -> Response:
    require(signed_in_member(), "keep", WatchedWord)
    named = {"Content-Disposition": 'attachment; filename="watched-words.csv"'}
    return Response(as_file(), content_type="text/csv; charset=utf-8", headers=named)


@words.post(f"{PAGE}/file")
def bring_watched_words() -> Answer:
    me, file = signed_in_member(), request.files.get("file")
    require(me, "keep", WatchedWord)
    spend("bring words", me.id, "20/hour")
    try:
        brought = bring(file.read() if file else b"", by=me)
    except Refusal as refusal:
        return _page(said(refusal))
    told = ngettext("%(num)d word is new.", "%(num)d words are new.", brought.new)
    flash(told, "good")
    return redirect(PAGE, code=303)


@words.app_errorhandler(Unwelcome)
def say_it_otherwise(refusal: Unwelcome) -> Answer | Response:
    """The page holds all that was sent, so that one changes the words and sends it again."""
    sentence = refusal.description or ""
    if wants_json():
        return problem(422, sentence)
    known = tuple(Watched(word, Act.BLOCK) for word in refusal.words)
    sent = [(name, value, bool(found_in(value, known))) for name, value in request.form.items(multi=True)]
    files = any(file.filename for file in request.files.values())
    page = render_template("community/watched/unwelcome.html", sentence=sentence, sent=sent, files=files)
    return page, 422


def said(refusal: Refusal) -> str:
    words: dict[type[Refusal], Callable[[], str]] = {
        NoWord: lambda: _("Write the word to watch: one letter or digit at least."),
        NoTag: lambda: _("Say which tag it gets: at most %(most)d characters.", most=LONGEST_TAG),
        WordTooLong: lambda: _("That is too long: at most %(most)s characters.", most=LONGEST),
        WatchedAlready: lambda: _(
            "This word is watched already. Let it go first if something else should become of it."
        ),
        TooManyWords: lambda: _("The list holds at most %(most)s words. Let one go first.", most=f"{MOST:,}"),
        NoFile: lambda: _(
            "Line %(n)s of the file is not understood. Nothing was taken over.", n=str(refusal)
        ),
    }
    return words[type(refusal)]()


def act_words(act: Act) -> tuple[str, str]:
    """What it is called, and what it does."""
    return {
        Act.BLOCK: (_("Refuse"), _("It is not published; its author changes the words and sends it again.")),
        Act.HOLD: (_("Hold"), _("Nobody else reads it before a moderator has. In chat it is refused.")),
        Act.FLAG: (_("Report"), _("It appears, and stands in the queue. Not what is said in closed rooms.")),
        Act.REPLACE: (_("Replace"), _("Something else stands in its place.")),
        Act.TAG: (_("Tag"), _("A story or a topic gets a tag by which it is found; nobody is told.")),
    }[act]


def _page(wrong: str = "") -> tuple[str, int]:
    tried, known = request.args.get("text", "")[:2_000], watched()
    page = render_template(
        "community/watched/words.html",
        words=all_watched(),
        finds=lately_found(),
        act_words=act_words,
        options=[(act.value, " · ".join(act_words(act))) for act in Act],
        typed=request.form,
        wrong=wrong,
        longest=LONGEST,
        tried=tried,
        hits=list(dict.fromkeys(hit.it for hit in found_in(tried, known))),
        becomes=replaced(tried, known),
    )
    return page, 422 if wrong else 200
