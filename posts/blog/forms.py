"""The editor's form: what was typed and sent with it, and what is said about it."""

from dataclasses import replace

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import and_, or_, select
from werkzeug.datastructures import FileStorage

from community import clock
from community.db import Refusal, db
from community.members import Member
from community.pictures import Photo, store
from community.pictures.intake import RefusedPicture
from community.pictures.keeping import PATIENCE
from community.pictures.models import named_in
from community.pictures.routes import said as said_of_picture
from posts.blog.models import StaleTab, Story, TooLong, UnfinishedStory, Words
from posts.editorial.models import EditorialReview
from posts.prose import readable
from posts.tagging import LONGEST, MOST, TagTooLong, TooManyTags

Unfit = (TooLong, TooManyTags, TagTooLong, StaleTab)
COVERS = 24


def typed() -> Words:
    fields = {name: readable(request.form.get(name, "")).strip() for name in Words.__dataclass_fields__}
    lines = {name: " ".join(words.split()) for name, words in fields.items() if name != "text"}
    text = fields["text"].replace("\r\n", "\n")
    return Words(**{**lines, "text": text, "cover": lines["cover"] or None})  # type: ignore[arg-type]


def seq() -> int | None:
    return request.form.get("seq", type=int)


def with_files(words: Words, me: Member) -> Words:
    """Photos sent with the form itself, as browsers without scripts do: into the text, or as its cover."""
    for file in request.files.getlist("photos"):
        if photo := _stored(file, me):
            words = replace(words, text=f"{words.text}\n\n![](photo:{photo.digest})".strip())
    if photo := _stored(request.files.get("cover_file"), me):
        words = replace(words, cover=photo.digest)
    return words


def _stored(file: FileStorage | None, me: Member) -> Photo | None:
    if not file or not file.filename:
        return None
    try:
        return store(file.stream, by=me)
    except RefusedPicture as refusal:
        flash(f"{file.filename}: {said_of_picture(refusal)}", "error")
        return None


def said(refusal: Refusal) -> tuple[str, str]:
    """The field it is about, and the sentence."""
    match refusal:
        case TooLong(field=field, most=most):
            over = max(len(getattr(typed(), field)) - most, 1)
            much = ngettext(
                "This is %(num)s character too long.", "This is %(num)s characters too long.", over
            )
            return field, f"{much} {_('There is room for %(most)s.', most=f'{most:,}')}"
        case TooManyTags():
            return "tags", _("Choose at most %(most)s tags, those a reader would look for.", most=MOST)
        case TagTooLong():
            return "tags", _("A tag is a word or two: at most %(most)s characters.", most=LONGEST)
        case UnfinishedStory():
            return "title", _("Give your story a title and a text before you publish it.")
    return "", _(
        "This story was changed in another window since you opened it here. Nothing was overwritten: "
        "look at what is stored, or keep what stands here instead."
    )


def editor(
    story: Story | None, words: Words, me: Member, refusal: Refusal | None = None, draft_at: object = None
) -> tuple[str, int]:
    """The page to write on; with a refusal, what was typed and what is wrong with it."""
    field, sentence = said(refusal) if refusal else ("", "")
    status = 200 if not refusal else (409 if isinstance(refusal, StaleTab) else 422)
    body = render_template(
        "posts/blog/editor.html",
        story=story,
        review=db.session.get(EditorialReview, story.id) if story else None,
        words=words,
        seq=refusal.seq if isinstance(refusal, StaleTab) else (story.seq if story else 0),
        stale=sentence if isinstance(refusal, StaleTab) else "",
        errors={field: sentence} if field else {},
        covers=covers(words, me),
        draft_at=draft_at,
    )
    return body, status


def covers(words: Words, me: Member) -> list[Photo]:
    """What can be chosen as the cover: the photos of the text, and those I brought lately."""
    named = [*named_in(words.text), *filter(None, [words.cover])]
    lately = and_(Photo.owner_id == me.id, Photo.created_at > clock.now() - PATIENCE)
    found = select(Photo).where(or_(Photo.digest.in_(named), lately)).order_by(Photo.created_at.desc())
    return sorted(db.session.scalars(found.limit(COVERS)), key=lambda photo: photo.digest not in named)
