"""A host leaves the club, or empties a stream: its film goes with the words. And how streams read at home."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from community.db import db
from community.jobs import later
from community.leaving.erasing import when_emptied
from community.leaving.telling import Telling, tellings
from livestream.streams.going_live import finish, forget_film
from livestream.streams.models import Stream


@when_emptied
def throw_films_away(ids: Sequence[int]) -> None:
    for it in db.session.scalars(select(Stream).where(Stream.id.in_(ids))).all():
        finish(it)
        later(forget_film, it.id)


tellings["stream"] = Telling(8, lambda: _("Live streams"))
