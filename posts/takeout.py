"""What members made here, as they read it at home."""

from collections.abc import Mapping

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.db import db
from community.leaving.telling import Ids, Telling, tellings
from posts.reposts.models import Repost
from posts.reviews.models import Review
from posts.shopping.models import Item


def _pieces(ids: Ids) -> Mapping[int, Markup]:
    everything = select(Item).where(Item.list_id.in_(ids), Item.removed_at.is_(None)).order_by(Item.place)
    of: dict[int, list[Item]] = {}
    for item in db.session.scalars(everything.options(joinedload(Item.price), joinedload(Item.storefront))):
        of.setdefault(item.list_id, []).append(item)
    return {id: _rendered("pieces.html", pieces=items) for id, items in of.items()}


def _opinions(ids: Ids) -> Mapping[int, Markup]:
    reviews = select(Review).where(Review.id.in_(ids)).options(selectinload(Review.product))
    return {it.id: _rendered("opinion.html", review=it) for it in db.session.scalars(reviews)}


def _reposted(ids: Ids) -> Mapping[int, Markup]:
    """A link to what each carries: its words are another's."""
    reposts = select(Repost).where(Repost.id.in_(ids)).options(selectinload(Repost.of))
    return {
        it.id: _rendered("reposted.html", of=it.of, note=it.excerpt) for it in db.session.scalars(reposts)
    }


def _rendered(template: str, **shown: object) -> Markup:
    """Without what pages know of who is reading: a worker has no reader."""
    return Markup(current_app.jinja_env.get_template(f"posts/takeout/{template}").render(shown))  # noqa: S704


tellings["story"] = Telling(1, lambda: _("Stories"))
tellings["shopping_list"] = Telling(2, lambda: _("Shopping lists"), beside=_pieces)
tellings["topic"] = Telling(3, lambda: _("Topics"))
tellings["reply"] = Telling(4, lambda: _("Replies"))
tellings["tip"] = Telling(5, lambda: _("Tips"))
tellings["repost"] = Telling(7, lambda: _("Reposts"), beside=_reposted)
tellings["review"] = Telling(6, lambda: _("Reviews"), beside=_opinions)
