"""What members planned and asked, as they read it at home."""

from collections.abc import Mapping

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from community.db import db
from community.leaving.telling import Ids, Telling, tellings
from livestream.questions.models import Answer


def _answers(ids: Ids) -> Mapping[int, Markup]:
    said = select(Answer.id, Answer.text).where(Answer.id.in_(ids))
    return {row.id: Markup("<p>{}</p>").format(row.text) for row in db.session.execute(said)}


tellings["trip"] = Telling(8, lambda: _("Trips"))
tellings["trip_question"] = Telling(9, lambda: _("Questions on trips"))
tellings["trip_answer"] = Telling(10, lambda: _("Answers on trips"), beside=_answers)
