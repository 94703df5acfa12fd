"""On a product's page: what those who stood before it answered."""

from flask import render_template
from markupsafe import Markup

from community.members import Member
from community.products.beside import beside_product
from community.products.models import Product
from livestream.questions.reading import answers_about


@beside_product
def answers_from_trips(product: Product, me: Member) -> Markup | None:
    rows = answers_about(product, me)
    return Markup(render_template("livestream/questions/pinned.html", rows=rows)) if rows else None  # noqa: S704
