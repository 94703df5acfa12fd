"""Pieces are added, changed, put in order, taken off and put back."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.products.models import PriceSeen, Product
from posts.shopping.filling import Piece, add, change
from posts.shopping.models import FullList, Item, State
from posts.shopping.pieces import MOST
from posts.shopping.writing import begin
from tests.posts.shopping.conftest import cny, piece_called


@pytest.fixture
def adas(ada, browser_of):
    return browser_of(ada)


def names(it):
    db.session.expire_all()
    return [item.name for item in it.items]


def form(**fields):
    return {"name": "Cup", "currency": "CNY", **fields}


def test_a_piece_comes_through_the_form_with_all_it_says(adas, basket):
    said = form(name="  Linen   jacket", brand="Oriani", storefront="Milano outlet", price="1,860.50",
                state="returned", priority="must", quantity="2", size="38", note="Too short.",
                category="Clothes", private="1")  # fmt: skip
    response = adas.post(f"/lists/{basket.id}/items", data=said)
    assert response.status_code == 303
    item = piece_called(basket, "Linen jacket")
    assert (item.price.amount, item.currency, item.price.told_at) == (186050, "CNY", None)
    assert (item.state, item.priority, item.quantity, item.size) == ("returned", "must", 2, "38")
    assert (item.product.brand.name, item.storefront.name, item.category) == (
        "Oriani",
        "Milano outlet",
        "Clothes",
    )
    assert item.private
    assert item.note == "Too short."


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Give the piece a name"),
        ({"price": "cheap"}, "We cannot read this price"),
        ({"price": "1.190"}, "Is that thousands or cents?"),
        ({"quantity": "0"}, "A whole number from 1 to 999"),
        ({"quantity": "²"}, "A whole number from 1 to 999"),
        ({"note": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_typed_is_lost(adas, basket, wrong, words):
    said = form(brand="Kept Brand") | wrong
    response = adas.post(f"/lists/{basket.id}/items", data=said)
    assert response.status_code == 422
    assert words in response.text
    assert "Kept Brand" in response.text
    assert len(basket.items) == 4


def test_the_same_product_on_two_lists_is_one_thing(ada, mia, basket):
    other = begin("Mine", by=mia)
    item = add(other, Piece("repair CREAM, 60ml"), by=mia)
    assert item.product_id == piece_called(basket, "Repair").product_id
    assert item.name == "repair CREAM, 60ml"
    assert add(other, Piece("Repair cream 60 ml", "Lune"), by=mia).product_id != item.product_id


def test_a_product_that_stands_there_already_is_pointed_out_and_merged_on_choice(adas, basket):
    at, said = f"/lists/{basket.id}/items", form(name="repair cream 60ML", quantity="3")
    asked = adas.post(at, data=said)
    assert asked.status_code == 409
    assert "is on this list already" in asked.text
    adas.post(at, data=said | {"twin": "merge"})
    assert piece_called(basket, "Repair").quantity == 5
    adas.post(at, data=said | {"twin": "both"})
    assert len(basket.items) == 5
    assert "This is on your list twice." in adas.get(basket.url).text
    twin = piece_called(basket, "repair")
    adas.post(f"/lists/{basket.id}/items/{twin.id}/merging")
    assert names(basket).count("repair cream 60ML") == 0
    assert piece_called(basket, "Repair").quantity == 8


def test_merging_never_shows_what_was_private(ada, basket, adas):
    adas.post(
        f"/lists/{basket.id}/items",
        data=form(name="Repair cream 60 ml", private="1", note="hush", twin="both"),
    )
    piece = basket.items[-1]
    adas.post(f"/lists/{basket.id}/items/{piece.id}/merging")
    assert piece_called(basket, "Repair").private


def test_two_tabs_do_not_overwrite_each_other(ada, basket, adas):
    piece = piece_called(basket, "Repair")
    opened_with = piece.version
    change(piece, Piece("Repair cream 60 ml", note="from the other tab"), by=ada)
    at = f"/lists/{basket.id}/items/{piece.id}/edition"
    response = adas.post(at, data=form(name="Repair cream", note="mine", version=str(opened_with)))
    assert response.status_code == 409
    assert "was changed meanwhile" in response.text
    assert "mine" in response.text
    assert piece.note == "from the other tab"
    again = form(name="Repair cream", note="mine", version=str(piece.version))
    assert adas.post(at, data=again).status_code == 303
    assert piece.note == "mine"


def test_saving_a_form_again_is_not_seeing_the_price_again(ada, basket):
    piece = piece_called(basket, "Saddle")
    same = Piece("Saddle leather weekender", "Ardita", "flagship STORE", price=cny(3280))
    change(piece, same, by=ada)
    seen = select(PriceSeen).where(PriceSeen.product_id == piece.product_id)
    assert len(db.session.scalars(seen).all()) == 1
    change(piece, Piece("Saddle leather weekender", "Ardita", "Outlet", price=cny(2900)), by=ada)
    assert len(db.session.scalars(seen).all()) == 2


def test_what_is_taken_off_can_be_put_back_for_half_a_minute(adas, basket):
    piece = piece_called(basket, "Repair")
    at = f"/lists/{basket.id}/items/{piece.id}/removal"
    page = adas.post(at, follow_redirects=True).text
    assert "is off the list" in page
    assert "Put it back" in page
    assert "Repair cream 60 ml" not in names(basket)
    adas.post(at, data={"undo": "1"})
    assert names(basket)[1] == "Repair cream 60 ml"

    adas.post(at)
    with clock.stopped(clock.now() + timedelta(seconds=31)):
        late = adas.post(at, data={"undo": "1"}, follow_redirects=True).text
    assert "It is too late to put" in late
    assert "Put it back" not in late
    assert "Repair cream 60 ml" not in names(basket)


def test_others_do_not_see_what_was_taken_off(ada, mia, november, adas, browser_of):
    piece = piece_called(november, "Repair")
    adas.post(f"/lists/{november.id}/items/{piece.id}/removal")
    assert "Repair cream" not in browser_of(mia).get(november.url).text
    assert browser_of(mia).post(f"/lists/{november.id}/items/{piece.id}/taking").status_code == 404


def test_pieces_move_by_button_and_the_ends_stay(adas, basket):
    first, second, third, last = names(basket)
    adas.post(f"/lists/{basket.id}/items/{piece_called(basket, second).id}/place", data={"to": "up"})
    assert names(basket) == [second, first, third, last]
    adas.post(f"/lists/{basket.id}/items/{piece_called(basket, second).id}/place", data={"to": "up"})
    adas.post(f"/lists/{basket.id}/items/{piece_called(basket, last).id}/place", data={"to": "down"})
    assert names(basket) == [second, first, third, last]


def test_pieces_are_dragged_and_an_unknown_one_does_no_harm(adas, mia, basket):
    ids = [item.id for item in basket.items]
    hers = add(begin("Hers", by=mia), Piece("Cup"), by=mia)
    wish = [ids[2], hers.id, 999_999, ids[0]]
    answer = adas.post(
        f"/lists/{basket.id}/order", data={"item": wish}, headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 204
    db.session.expire_all()
    assert [item.id for item in basket.items] == [ids[2], ids[0], ids[1], ids[3]]
    assert hers.place == 1


def test_a_piece_is_bought_and_the_chips_count_it(adas, basket):
    piece = piece_called(basket, "Repair")
    adas.post(f"/lists/{basket.id}/items/{piece.id}/state", data={"state": "bought"})
    assert piece.state is State.BOUGHT
    bought = adas.get(f"{basket.url}?state=bought").text
    assert "Repair cream" in bought
    assert "Saddle leather" not in bought.split('class="card products"')[1]
    assert adas.post(f"/lists/{basket.id}/items/{piece.id}/state", data={"state": "eaten"}).status_code == 400


def test_a_full_list_is_refused_kindly(ada, adas, app):
    it = begin("Everything", by=ada)
    product = add(it, Piece("Cup"), by=ada).product_id
    with transaction():
        db.session.add_all(
            Item(list_id=it.id, place=n, product_id=product, name=f"Cup {n}") for n in range(2, MOST + 1)
        )
    with pytest.raises(FullList):
        add(it, Piece("One more"), by=ada)
    page = adas.post(f"/lists/{it.id}/items", data=form(name="One more"), follow_redirects=True).text
    assert "This list is full" in page


def photo():
    file = BytesIO()
    Image.new("RGB", (64, 48), "peru").save(file, "PNG")
    return file.getvalue()


def test_a_photo_comes_with_the_form_and_becomes_the_cover(ada, adas, basket):
    said = form(name="Jar") | {"file": (BytesIO(photo()), "jar.png")}
    adas.post(f"/lists/{basket.id}/items", data=said)
    jar = piece_called(basket, "Jar")
    assert jar.photo.startswith("w64h48-")
    assert basket.cover == jar.photo
    assert jar.photo in adas.get(basket.url).text
    adas.post(
        f"/lists/{basket.id}/items/{jar.id}/edition", data=form(name="Jar", photo=jar.photo, no_photo="1")
    )
    assert jar.photo is None
    assert basket.cover is None


def test_a_photo_of_a_private_piece_is_shown_nowhere(ada, adas, mia, november, browser_of):
    said = form(name="Ring box", private="1") | {"file": (BytesIO(photo()), "box.png")}
    adas.post(f"/lists/{november.id}/items", data=said)
    box = piece_called(november, "Ring box")
    assert november.cover is None
    assert db.session.get(Product, box.product_id).photo is None
    for page in (november.url, "/lists", "/?view=latest"):
        assert box.photo not in browser_of(mia).get(page).text
    assert (
        adas.post(f"/lists/{november.id}/edition", data={"title": "x", "cover": box.photo}).status_code == 303
    )
    assert november.cover is None


def test_what_is_no_photo_is_said_and_the_rest_is_kept(adas, basket):
    said = form(name="Jar") | {"file": (BytesIO(b"not a photo"), "jar.png")}
    response = adas.post(f"/lists/{basket.id}/items", data=said)
    assert response.status_code == 422
    assert "This is not a photo we can show" in response.text
    assert 'value="Jar"' in response.text


@pytest.mark.parametrize(
    "text", ["\x00", "<script>alert(1)</script>", "\u202eevil", "𝔘𝔫𝔦", "🎁", "a" * 120, "'; DROP"]
)
def test_whatever_is_typed_is_kept_and_shown_harmlessly(adas, basket, text):
    said = form(name=f"x{text}"[:120], brand=text[:60], note=text, size=text[:60], storefront=text[:60])
    assert adas.post(f"/lists/{basket.id}/items", data=said).status_code == 303
    page = adas.get(basket.url)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
