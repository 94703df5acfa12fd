"""Products through the API."""

import pytest

from community.db import db, transaction
from posts.shopping.models import Item
from tests.community.api.conftest import program_of  # noqa: F401


@pytest.fixture
def mias(program_of, mia):  # noqa: F811
    return program_of(mia)


def test_a_page_is_looked_up_put_on_a_list_and_waited_for(mias, shop):
    looked = mias.post("/products/lookups", {"address": shop.sells("/cup", "Cup", "20.50", "EUR")})
    assert looked.status_code == 201, looked.text
    found = looked.get_json()
    assert (found["name"], found["price"], found["currency"]) == ("Cup", 20.5, "EUR")
    it = mias.post("/lists", {"title": "Mine"}).get_json()
    sent = {"name": "My cup", "price": 20.5, "currency": "EUR", "target": 18, "address": found["address"]}
    item = mias.post(f"/lists/{it['id']}/items", sent).get_json()
    assert item["target"] == 18
    product = mias.get(f"/products/{item['product']}").get_json()
    assert (product["name"], product["prices"][0]["source"]) == ("Cup", "page")
    assert product["shops"][0]["url"] == found["address"]
    here = f"/lists/{it['id']}/items/{item['id']}"
    changed = mias.patch(here, {"note": "blue"}).get_json()
    assert (changed["product"], changed["target"]) == (item["product"], 18)
    assert mias.patch(here, {"target": None}).get_json()["target"] is None
    assert mias.patch(here, {"target": "$5"}).status_code == 422


def test_what_cannot_be_looked_at_says_why(mias):
    refused = mias.post("/products/lookups", {"address": "http://169.254.169.254/latest"})
    assert refused.status_code == 422
    assert "not on the open internet" in refused.get_json()["errors"]["address"]


def test_products_brands_and_storefronts_are_read(mias, bag, basket):
    cards = mias.get("/products").get_json()["items"]
    card = next(card for card in cards if card["id"] == bag.id)
    assert (card["brand"], card["keepers"], card["last"]["price"]) == ("Ardita", 1, 3280)
    of_brand = mias.get(f"/products?brand={bag.brand_id}").get_json()["items"]
    assert {card["name"] for card in of_brand} == {"Weekender", "Saddle leather weekender"}
    assert mias.get(f"/brands/{bag.brand_id}").get_json()["name"] == "Ardita"
    product = mias.get(f"/products/{bag.id}").get_json()
    assert product["keepers"][0]["note"] == "The zip is the reason."
    assert product["counts"] == {"want": 1}
    ring = next(item for item in basket.items if item.name.startswith("A ring"))
    assert mias.get(f"/products/{ring.product_id}").status_code == 404


def test_a_target_is_told_to_its_owner_alone(ada, mias, bag, basket, program_of):  # noqa: F811
    with transaction():
        db.session.query(Item).filter_by(product_id=bag.id).one().target = 300000
    items = mias.get(f"/lists/{basket.id}").get_json()["items"]
    assert {item["target"] for item in items} == {None}
    items = program_of(ada).get(f"/lists/{basket.id}").get_json()["items"]
    assert 3000 in {item["target"] for item in items}


def test_merging_is_for_those_who_keep_order(mias, moderator, bag, basket, program_of):  # noqa: F811
    other = next(item for item in basket.items if item.name.startswith("Repair")).product_id
    assert mias.post(f"/products/{other}/merging", {"into": bag.id}).status_code == 403
    mos = program_of(moderator)
    merged = mos.post(f"/products/{other}/merging", {"into": bag.id})
    assert merged.status_code == 201, merged.text
    assert mias.get(f"/products/{other}").get_json()["id"] == bag.id
    assert mos.delete(f"/products/merges/{merged.get_json()['id']}").status_code == 204
    assert mias.get(f"/products/{other}").get_json()["id"] == other
