"""A host adds captions to what has ended, or takes them away; one file for each language."""

from collections.abc import Sequence

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import select

from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from livestream.captions.models import Captions, TooMuchText
from livestream.captions.vtt import MOST_CUES, written_anew
from livestream.streams.models import Stream


def add(it: Stream, language: str, file: bytes, by: Member) -> None:
    """Raises NoCaptions, TooMuchText."""
    require(by, "cut", it)
    row = {"text": written_anew(file)}
    with transaction():
        insert = insert_or(Captions).values(stream_id=it.id, language=language, **row)
        db.session.execute(
            insert.on_conflict_do_update(index_elements=["stream_id", "language"], set_=row),
            execution_options={"populate_existing": True},
        )


def take_away(captions: Captions, it: Stream, by: Member) -> None:
    require(by, "cut", it)
    with transaction():
        db.session.delete(captions)


def captions_of(it: Stream) -> Sequence[Captions]:
    return db.session.scalars(
        select(Captions).where(Captions.stream_id == it.id).order_by(Captions.language)
    ).all()


def captions_in(it: Stream, language: str) -> Captions:
    """Aborts with 404 where there are none."""
    return db.session.get(Captions, (it.id, language)) or abort(404)


def said(refusal: Exception) -> str:
    if isinstance(refusal, TooMuchText):
        return _("At most %(most)d captions fit one film. Make several into one.", most=MOST_CUES)
    return _("No captions were found in this file. Choose a WebVTT or SubRip file (.vtt, .srt) in UTF-8.")
