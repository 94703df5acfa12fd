"""The web addresses where stories are written, published and taken away."""

from dataclasses import replace

from flask import Blueprint, flash, jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404
from community.errors import problem, wants_json
from community.limits import spend
from community.members import signed_in_member
from community.permissions import require
from posts.blog.forms import Unfit, editor, said, seq, typed, with_files
from posts.blog.models import Story, StoryDraft, words_of
from posts.blog.previewing import preview
from posts.blog.publishing import remove, restore
from posts.blog.writing import begin, forget_draft, keep_draft, revise
from posts.prose import readable
from posts.undoing import TooLate

desk = Blueprint("desk", __name__, url_prefix=Story.home)
MOST_A_DAY, OFTEN = "50/day", "60/minute"
BEGINNING = 500  # characters that another page may hand on for a new story to begin with


@desk.get("/new")
def new_story() -> tuple[str, int]:
    me = signed_in_member()
    require(me, "write", Story)
    beginning = readable(request.args.get("text", ""))[:BEGINNING]
    return editor(None, replace(typed(), text=beginning), me)


@desk.post("")
def write_story() -> Response | tuple[str, int]:
    me = signed_in_member()
    spend("story", me.id, MOST_A_DAY)
    words = with_files(typed(), me)
    try:
        story = begin(words, by=me)
    except Unfit as refusal:
        return _refused(refusal) if wants_json() else editor(None, words, me, refusal)
    return _kept(story, 201) if wants_json() else _onward(story)


@desk.get("/<int:id>/edition")
def edit_story(id: int) -> tuple[str, int]:
    me, story = signed_in_member(), get_or_404(Story, id)
    require(me, "revise", story)
    draft = db.session.get(StoryDraft, id)
    return editor(story, words_of(story, draft), me, draft_at=draft and draft.saved_at)


@desk.post("/<int:id>/edition")
def revise_story(id: int) -> Response | tuple[str, int]:
    me, story = signed_in_member(), get_or_404(Story, id)
    require(me, "revise", story)
    words = with_files(typed(), me)
    verb = revise if request.form.get("then") == "publish" else keep_draft
    try:
        verb(story, words, me, seq())
    except Unfit as refusal:
        return editor(story, words, me, refusal)
    return _onward(story)


@desk.post("/<int:id>/draft")
def save_draft(id: int) -> Response:
    """What scripts keep while one types: answered by the number to say at the next keeping."""
    me, story = signed_in_member(), get_or_404(Story, id)
    spend("draft", me.id, OFTEN)
    try:
        keep_draft(story, typed(), me, seq())
    except Unfit as refusal:
        return _refused(refusal)
    return _kept(story)


@desk.post("/<int:id>/draft/removal")
def discard_draft(id: int) -> Response:
    story = get_or_404(Story, id)
    forget_draft(story, by=signed_in_member())
    flash(_("The unpublished changes are gone. This is what readers see."))
    return redirect(story.url, code=303)


@desk.post("/preview")
def preview_story() -> Response | str:
    """Scripts ask for a frame of the page; browsers without them open a page beside the editor."""
    me, words = signed_in_member(), typed()
    spend("preview", me.id, OFTEN)
    try:
        words.checked()
    except Unfit as refusal:
        return _refused(refusal)
    return preview(words, me)


@desk.post("/<int:id>/removal")
def remove_story(id: int) -> Response:
    """With `undo`, brings it back."""
    me, story = signed_in_member(), get_or_404(Story, id)
    if not request.form.get("undo"):
        remove(story, by=me)
        return redirect(f"{Story.home}/mine?removed={story.id}", code=303)
    try:
        restore(story, by=me)
    except TooLate:
        flash(_("This story was removed too long ago to bring it back here. Ask a moderator."), "error")
        return redirect(f"{Story.home}/mine", code=303)
    flash(_("Your story is back."), "good")
    return redirect(story.url, code=303)


def _onward(story: Story) -> Response:
    if request.form.get("then") != "publish":
        flash(_("Saved. Only you see it until you publish it."), "good")
        return redirect(f"{Story.home}/{story.id}/edition", code=303)
    if not story.published_at:
        return redirect(f"{Story.home}/{story.id}/publication", code=303)
    flash(_("Your changes are published."), "good")
    return redirect(story.url, code=303)


def _kept(story: Story, status: int = 200) -> Response:
    here = f"{Story.home}/{story.id}"
    answer = jsonify(
        id=story.id, url=story.url, edition=f"{here}/edition", draft=f"{here}/draft", seq=story.seq
    )
    answer.status_code = status
    return answer


def _refused(refusal: Refusal) -> Response:
    field, sentence = said(refusal)
    seq = getattr(refusal, "seq", None)
    return problem(422 if seq is None else 409, sentence, field=field, seq=seq)
