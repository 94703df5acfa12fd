"""What shops write into their pages is understood; what they write wrongly does no harm."""

import json
from decimal import Decimal
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.links import Offer, address_in, plain_address, read_page
from community.links.addresses import shop_of
from community.links.offers import Stock
from community.links.refusals import NoAddress, Unfetchable

HERE = "https://www.shop.example/things/7"


def read(text: str, url: str = HERE):
    return read_page(text.encode(), url)


def ld(thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def test_the_words_of_json_ld():
    found = read(
        "<title>Shop | Weekender</title><meta property='og:site_name' content='The Shop'>"
        + ld(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {"@type": "BreadcrumbList"},
                    {
                        "@type": ["Product", "Thing"],
                        "name": "Saddle leather weekender",
                        "brand": {"@type": "Brand", "name": "Ardita"},
                        "image": ["/w.jpg", "/x.jpg"],
                        "sku": "W-7",
                        "gtin13": "4006381333931",
                        "category": "Travel > Bags",
                        "offers": {
                            "@type": "Offer",
                            "price": 3280.5,
                            "priceCurrency": "cny",
                            "availability": "https://schema.org/InStock",
                        },
                    },
                ],
            }
        )
    )
    assert found.offer == Offer(
        name="Saddle leather weekender",
        brand="Ardita",
        price=Decimal("3280.5"),
        currency="CNY",
        stock=Stock.THERE,
        picture="/w.jpg",
        gtin="4006381333931",
        sku="W-7",
        category="Bags",
    )
    assert found.title == "Saddle leather weekender"
    assert (found.site, found.picture) == ("The Shop", "https://www.shop.example/w.jpg")
    assert found.offer.is_product


@pytest.mark.parametrize(
    ("offers", "price"),
    [
        ({"price": "1,190.50", "priceCurrency": "EUR"}, "1190.50"),
        ([{"price": ""}, {"price": "20", "priceCurrency": "EUR"}], "20"),
        ({"@type": "AggregateOffer", "lowPrice": "5.5", "highPrice": "9", "priceCurrency": "EUR"}, "5.5"),
        ({"priceSpecification": [{"price": 7, "priceCurrency": "EUR"}]}, "7"),
        ({"@type": "AggregateOffer", "offers": [{"price": "3", "priceCurrency": "EUR"}]}, "3"),
    ],
)
def test_prices_in_the_ways_shops_write_them(offers, price):
    offer = read(ld({"@type": "Product", "offers": offers})).offer
    assert (offer.price, offer.currency) == (Decimal(price), "EUR")


def test_of_a_group_the_first_variant_with_a_price():
    variants = [{"@type": "Product", "offers": {"price": 12, "priceCurrency": "USD"}}]
    assert read(ld({"@type": "ProductGroup", "name": "Cups", "hasVariant": variants})).offer.price == 12


def test_opengraph_and_microdata_where_there_is_nothing_better():
    meta = "<meta property='{}' content='{}'>".format
    found = read(
        meta("og:title", "Cream")
        + meta("product:price:amount", "1190")
        + meta("product:price:currency", "HKD")
        + meta("product:brand", "Dr. Ok")
        + meta("product:availability", "oos")
        + meta("og:description", "For dry skin")
    )
    assert (found.title, found.description, found.offer.brand) == ("Cream", "For dry skin", "Dr. Ok")
    assert (found.offer.price, found.offer.currency, found.offer.stock) == (1190, "HKD", Stock.GONE)
    marked = read("<span itemprop=price content=25.00>€25</span><b itemprop=priceCurrency>EUR</b>")
    assert (marked.offer.price, marked.offer.currency) == (25, "EUR")


def test_a_plain_page_is_its_title_and_no_product():
    found = read("<html><head><title>修护霜 &amp; more</title></head>")
    assert (found.title, found.site, found.offer.is_product) == ("修护霜 & more", "shop.example", False)


def test_old_chinese_pages_are_read_in_their_own_signs():
    page = "<meta charset=gbk><title>山茶花面霜</title>".encode("gbk")
    assert read_page(page, HERE).title == "山茶花面霜"
    assert read_page(page, HERE, "gb2312").title == "山茶花面霜"
    assert read_page("<title>Thảo mộc</title>".encode(), HERE, "no-such-charset").title == "Thảo mộc"


def test_its_own_address_counts_only_within_its_shop():
    link = "<link rel=canonical href='{}'>".format
    assert read(link("/weekender")).url == "https://www.shop.example/weekender"
    assert read(link("https://m.shop.example/weekender")).url == "https://m.shop.example/weekender"
    for elsewhere in ("https://evil.example/x", "/", "javascript:1", "http://[", ""):
        assert read(link(elsewhere)).url == HERE
    assert read("<meta property=og:image content='javascript:alert(1)'>").picture is None


def test_what_turns_a_line_around_is_left_out():
    assert read("<title>\u202egnp.\u0007exe\u200f</title>").title == "gnp. exe"
    assert len(read(f"<title>{'a' * 5000}</title>").title) == 300


NONSENSE = [
    "", "<", "\0", "<script type='application/ld+json'>{", ld([[[]]]), ld("text"), ld(None), "<div>" * 20_000,
    ld({"@type": 5, "offers": 7}), ld({"@type": "Product", "offers": {"price": "NaN"}}), "<a" * 5000,
    ld({"@type": "Product", "offers": {"price": {"a": 1}}, "brand": [[]], "image": {}, "sku": 1e400}),
    "<script type='application/ld+json'>" + "[" * 100_000, "<meta property=og:title>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><title>&a;",
    ld({"@type": "Product", "offers": {"price": "9" * 60}}),
    "<meta property=product:price:amount content='1e999'>",
]  # fmt: skip


@pytest.mark.parametrize("page", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_a_page_that_says_little(page):
    begun = monotonic()
    found = read(page)
    assert found.url == HERE
    assert "root:" not in found.title
    assert monotonic() - begun < 1


WORDS = ["@type", "offers", "price", "brand", "name", "image", "@graph", "hasVariant", "priceSpecification"]
PLAIN = st.none() | st.text(max_size=9) | st.floats() | st.integers()
THINGS = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner),
    max_leaves=9,
)


@settings(max_examples=60)
@given(st.text(max_size=100), THINGS)
def test_no_page_breaks_the_reader(text, thing):
    read(text + ld({"@type": "Product", "offers": thing, "brand": thing, "image": thing, "name": thing}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.shop.example/a?id=7&utm_source=x&spm=1.2#top", "http://shop.example/a/?id=7"),
        ("https://shop.example/a?b=1&a=2&gclid=9", "https://shop.example/a?a=2&b=1&fbclid=1"),
        ("https://SHOP.example:443/A", "https://shop.example/A"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ],
)
def test_one_page_under_several_addresses(one, other):
    assert plain_address(one) == plain_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://shop.example/a?id=7", "https://shop.example/a?id=8"),
        ("https://shop.example/a", "https://shop.example/A"),
        ("https://shop.example/a", "https://other.example/a"),
        ("https://shop.example/a?cid=1", "https://shop.example/a?cid=2"),
    ],
)
def test_two_pages_stay_two(one, other):
    assert plain_address(one) != plain_address(other)


def test_an_address_is_found_in_what_an_app_shares():
    shared = "【商城】修护霜 https://shop.example/x?id=7，点击链接直接打开"
    assert address_in(shared) == "https://shop.example/x?id=7"
    assert address_in(" shop.example/a ") == "https://shop.example/a"
    assert address_in("https://shop.example/茶杯") == "https://shop.example/%E8%8C%B6%E6%9D%AF"
    for none in ("a red bag", "", "javascript:alert(1)", "http://"):
        with pytest.raises(NoAddress):
            address_in(none)


def test_a_shop_has_one_name_on_phone_and_desk():
    assert {
        shop_of(f"https://{host}/x") for host in ("shop.example", "www.shop.example", "m.shop.example")
    } == {"shop.example"}
    assert shop_of("https://m.example/x") == "m.example"


@given(st.text(max_size=200))
def test_anything_pasted_is_an_address_or_a_refusal(text):
    try:
        url = address_in(text)
    except Unfetchable:
        return
    assert plain_address(url)
    assert address_in(url) == url
