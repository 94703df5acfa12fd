"""Where the rest of the house hears of dossiers: the page of a product, and the queue of moderators."""

from collections.abc import Mapping, Sequence

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, select

from community.genuine import marks_of
from community.members import Member
from community.moderation.waiting import Keys, Line, Sort, it_waits, keys_of
from community.products.beside import beside_product
from community.products.models import Product
from posts.dossiers.models import Dossier, DossierAppeal, ExpertOpinion, Testimony
from posts.dossiers.reading import dossiers_with_names, waits

KIND = "fake"


@beside_product
def what_is_known_of_fakes(product: Product, _me: Member) -> Markup:
    known = marks_of([product.id])
    return Markup(render_template("posts/dossiers/beside.html", it=product, known=known))  # noqa: S704


def _keys(_me: Member) -> Keys:
    """What weighs most is what most have told of."""
    told = select(func.count()).where(Testimony.dossier_id == Dossier.id).correlate(Dossier)
    columns = keys_of(KIND, Dossier.id, Dossier.opened_at, weight=told.scalar_subquery())
    return columns.where(waits())


def _lines(ids: Sequence[int]) -> Mapping[int, Line]:
    return {
        it.id: Line(
            what=f"{it.product.name} · {it.storefront.name}",
            by=it.testimonies[0].by.name if it.testimonies else "–",
            why=_why(it),
            url=it.url,
            portrait=it.testimonies[0].by.portrait if it.testimonies else None,
        )
        for it in dossiers_with_names(ids)
    }


def _why(it: Dossier) -> str:
    if it.decided_at:
        return _("A verdict on a fake is appealed against")
    if not it.disputed_at:
        return _("Told of as a fake")
    if it.has_voted:
        return _("Perhaps a fake: the experts have spoken")
    return _("Perhaps a fake: %(voted)d of %(all)d experts have voted", voted=it.voted, all=len(it.opinions))


moves = (Dossier, DossierAppeal, ExpertOpinion, Testimony)
it_waits(Sort(KIND, lambda: _("Fakes"), _keys, _lines, moves))
