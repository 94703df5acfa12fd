"""Two products become one, and two again; only those who keep order say so."""

import pytest

from community.db import db, transaction
from community.products.finding import product_named
from community.products.merging import SameProduct, merge_products, part_again
from community.products.models import PriceSeen, Product
from posts.shopping.filling import Piece, add
from posts.shopping.models import Item
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny


@pytest.fixture
def twin(mia):
    """The same bag under another name, on Mia's list."""
    it = begin("Mia's", by=mia)
    item = add(it, Piece("Weekender bag", "Ardita", price=cny(3000)), by=mia)
    publish(it, by=mia)
    return item.product


def of(product):
    db.session.expire_all()
    pieces = db.session.query(Item).filter_by(product_id=product.id).count()
    prices = db.session.query(PriceSeen).filter_by(product_id=product.id).count()
    return pieces, prices


def test_all_hangs_on_the_one_that_is_kept(mia, moderator, bag, twin, browser_of):
    into = f"http://localhost/products/{bag.id}-weekender"
    browser_of(moderator).post(f"/products/{twin.id}/merging", data={"into": into})
    assert (of(bag), of(twin)) == ((2, 2), (0, 0))
    moved = browser_of(mia).get(f"/products/{twin.id}")
    assert (moved.status_code, moved.location) == (301, f"/products/{bag.id}")
    assert "Mia&#39;s" in browser_of(mia).get(f"/products/{bag.id}").text
    assert "Weekender bag" not in browser_of(mia).get("/products").text
    with transaction():
        assert product_named("Weekender bag", "Ardita").id == bag.id


def test_undone_it_is_as_it_was_but_for_what_came_later(ada, mia, moderator, bag, twin, browser_of):
    before = of(bag), of(twin)
    merge = merge_products(twin, bag, by=moderator)
    add(begin("Later", by=ada), Piece("Weekender", "Ardita"), by=ada)
    assert "was merged into this by Mo" in browser_of(moderator).get(f"/products/{bag.id}").text
    browser_of(moderator).post(f"/products/merges/{merge.id}/undoing")
    assert (of(bag), of(twin)) == ((before[0][0] + 1, before[0][1]), before[1])
    assert browser_of(mia).get(f"/products/{twin.id}").status_code == 200
    part_again(merge, by=moderator)
    assert of(twin) == before[1]


def test_members_do_not_merge(mia, moderator, bag, twin, browser_of):
    assert browser_of(mia).post(f"/products/{twin.id}/merging", data={"into": bag.id}).status_code == 403
    merge = merge_products(twin, bag, by=moderator)
    assert browser_of(mia).post(f"/products/merges/{merge.id}/undoing").status_code == 403
    assert "The same as another?" not in browser_of(mia).get(f"/products/{bag.id}").text


def test_nothing_is_merged_into_itself_or_into_what_is_gone(moderator, bag, twin, browser_of):
    with pytest.raises(SameProduct):
        merge_products(bag, bag, by=moderator)
    merge_products(twin, bag, by=moderator)
    with pytest.raises(SameProduct):
        merge_products(bag, twin, by=moderator)
    for into in ("", "a bag", "999999", "/products/99999999999999"):
        answer = browser_of(moderator).post(f"/products/{bag.id}/merging", data={"into": into})
        assert answer.status_code == 303
    assert db.session.get(Product, bag.id).merged_into_id is None
