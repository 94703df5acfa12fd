"""Ada's basket, on it a bag that a shop sells."""

import pytest

from community.db import transaction
from community.links import look_at
from community.products.pages import keep_page
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish
from tests.posts.conftest import moderator, queries  # noqa: F401
from tests.posts.shopping.conftest import basket, cny  # noqa: F401
from tests.shops import shop  # noqa: F401


def looked_at(url):
    found = look_at(url)
    with transaction():
        return keep_page(found)


@pytest.fixture
def bag(ada, basket, shop):  # noqa: F811
    """Published on Ada's list, found on a page of the Corner Shop for CNY 3,280."""
    page = looked_at(shop.sells("/bag", "Weekender", "3280", brand="Ardita", gtin13="4006381333931"))
    piece = Piece(
        "My weekender",
        "Ardita",
        "The Corner Shop",
        price=cny(3280),
        note="The zip is the reason.",
        address=page.url,
    )
    add(basket, piece, by=ada)
    publish(basket, by=ada)
    return page.product
