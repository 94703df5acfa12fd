"""A price is read as members write it; a thing is found by how it sounds."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.db import transaction
from community.products.charting import chart
from community.products.finding import brand_named, key_of, product_named, squeezed, storefront_named
from community.products.prices import (
    BrokenCoin,
    DoubtfulPrice,
    HugePrice,
    Price,
    UnclearPrice,
    UnknownCurrency,
    read_price,
)

KIND = {
    "1190": 119000, "1,190": 119000, "¥1190": 119000, "¥ 1,190.00": 119000, "1190.50": 119050,
    "1190,5": 119050, "￥１，１９０": 119000, "1 190": 119000, "1’190": 119000, "1.190,50": 119050,
    "1,190,000": 119000000, "1.2万": 1200000, "1190元": 119000, "CNY 1190": 119000, "rmb 20": 2000, "0": 0,
    "0.99": 99, " 1190 ": 119000,
}  # fmt: skip


@pytest.mark.parametrize(("text", "amount"), KIND.items())
def test_prices_are_read_kindly(text, amount):
    assert read_price(text) == Price(amount, "CNY")


def test_a_written_sign_wins_and_yen_have_no_fractions():
    assert read_price("€ 20") == Price(2000, "EUR")
    assert read_price("HK$20") == Price(2000, "HKD")
    assert read_price("¥20", "JPY") == Price(20, "JPY")
    assert read_price("1.190.000", "VND") == Price(1_190_000, "VND")
    assert read_price("1.190", "VND") == Price(1190, "VND")
    assert read_price("") is None
    assert read_price("  ") is None


WRONG = {
    "cheap": UnclearPrice, "-5": UnclearPrice, "1.190": DoubtfulPrice, "1190.505": UnclearPrice,
    "12,34,56": UnclearPrice, "999999999999": HugePrice, "9" * 200: HugePrice, "1e9": UnclearPrice,
    "BTC 5": UnclearPrice, "¥": UnclearPrice, "1,2万3": UnclearPrice, "🎁": UnclearPrice,
}  # fmt: skip


@pytest.mark.parametrize(("text", "refusal"), WRONG.items())
def test_what_is_no_price_is_refused(text, refusal):
    with pytest.raises(refusal):
        read_price(text)


def test_a_coin_that_does_not_exist_and_a_currency_nobody_knows():
    with pytest.raises(BrokenCoin):
        read_price("10.50", "JPY")
    with pytest.raises(UnknownCurrency):
        read_price("10", "XXX")


@given(st.text(max_size=40))
def test_anything_typed_is_a_price_or_a_refusal(text):
    try:
        price = read_price(text)
    except UnclearPrice:
        return
    assert price is None or price.amount >= 0


@given(st.integers(0, 10**9))
def test_a_price_is_read_back_as_it_is_written(amount):
    assert read_price(f"{amount / 100:,.2f}") == Price(amount, "CNY")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Repair Cream 60ml", "repair cream, 60 ml"),
        ("LORO  PIANA", "Loro Piana"),
        ("Ａｒｄｉｔａ", "ardita"),
        ("Straße", "STRASSE"),
        ("Thảo Mộc", "thảo mộc"),
    ],
)
def test_names_that_sound_alike_are_one(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lens 1.5", "Lens 15"),
        ("Cup", "Cups"),
        ("🎁", "🎀"),
        ("茶杯", "茶壶"),
        ("हिन्दी", "हिन्दा"),
        ("Lê", "Le"),
    ],
)
def test_names_that_do_not_are_two(one, other):
    assert key_of(one) != key_of(other)


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text):
    assert squeezed(squeezed(text)) == squeezed(text)


def test_what_was_named_before_is_found_again(app):
    with transaction():
        bag = product_named("Weekender", "Ardita")
        assert product_named(" weekender", "ARDITA") is bag
        assert product_named("Weekender") is not bag
        assert product_named("Ardita Weekender") is not bag
        assert storefront_named("  ") is None
        assert brand_named("ardita") is bag.brand


def test_a_chart_needs_two_prices_and_keeps_to_its_frame():
    start = datetime(2026, 6, 1, tzinfo=UTC)
    story = [
        SimpleNamespace(amount=amount, seen_at=start + timedelta(days=day), seen_by_id=day // 20)
        for day, amount in ((0, 4100), (10, 3900), (20, 3280))
    ]
    assert chart(story[:1], start) is None
    drawn = chart(story, start + timedelta(days=20))
    assert (drawn.percent, drawn.prices, drawn.members, drawn.since) == (-20, 3, 2, start)
    assert drawn.path == "M2.0 10.0H135.0V27.6H268.0V82.0H268"
    level = chart([story[0], story[0]], start)
    assert level.percent == 0
    free = [SimpleNamespace(amount=0, seen_at=start, seen_by_id=1)] * 2
    assert chart(free, start).percent == 0
