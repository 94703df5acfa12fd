"""Where the rest of the house hears of dossiers: the page of a product, and the queue of moderators."""

from collections.abc import Sequence

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from community.genuine import marks_of
from community.members import Member
from community.moderation.waiting import Elsewhere, waits_elsewhere
from community.products.beside import beside_product
from community.products.models import Product
from posts.dossiers.models import Dossier
from posts.dossiers.reading import those_that_wait


@beside_product
def what_is_known_of_fakes(product: Product, _me: Member) -> Markup:
    known = marks_of([product.id])
    return Markup(render_template("posts/dossiers/beside.html", it=product, known=known))  # noqa: S704


@waits_elsewhere
def fakes_that_wait(_me: Member) -> Sequence[Elsewhere]:
    return [
        Elsewhere(
            what=f"{it.product.name} · {it.storefront.name}",
            by=it.testimonies[0].by.name if it.testimonies else "–",
            why=_why(it),
            since=it.opened_at,
            url=it.url,
        )
        for it in those_that_wait()
    ]


def _why(it: Dossier) -> str:
    if it.decided_at:
        return _("A verdict on a fake is appealed against")
    if not it.disputed_at:
        return _("Told of as a fake")
    if it.has_voted:
        return _("Perhaps a fake: the experts have spoken")
    return _("Perhaps a fake: %(voted)d of %(all)d experts have voted", voted=it.voted, all=len(it.opinions))
