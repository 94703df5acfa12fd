"""What rooms above know of a product: each says it on the product's page in its own words."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from community.members import Member
from community.products.models import Product

Beside = Callable[[Product, Member], Markup | None]  # none where it has nothing to say to this reader
_beside: list[Beside] = []


def beside_product(call: Beside) -> Beside:
    """Declare what stands on a product's page."""
    _beside.append(call)
    return call


def told_beside(product: Product, me: Member) -> Sequence[Markup]:
    return [words for call in _beside if (words := call(product, me))]
