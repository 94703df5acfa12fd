"""A word is found however it is spelled, and not where it is only a part of another."""

import pytest

from community.watched.finding import Watched, found_in, replaced, replaced_in_html
from community.watched.models import Act


def words(*said: str, act: Act = Act.REPLACE) -> tuple[Watched, ...]:
    return tuple(Watched(word, act, "…") for word in said)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("fake", "A FAKE bag"),
        ("fake", "A ｆａｋｅ bag"),
        ("fake", "A fáke bag"),
        ("fake", "A fa\u200bke bag"),
        ("fake", "假fake货"),
        ("super fake", "Super\n  Fake!"),
        ("replica*", "Replicas here"),
        ("高仿", "这是高仿的"),
        ("bán hàng", "Tôi BÁN HÀNG"),
        ("c++", "C++ it is"),
        ("straße", "STRASSE"),
    ],
)
def test_a_word_is_found_however_it_is_spelled(word, text):
    assert [hit.it.word for hit in found_in(text, words(word))] == [word]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("fake", "Fakes and snowfakes"),
        ("replica*", "unreplicated"),
        ("bán", "ban, bàn and bạn"),
        ("super fake", "superfake"),
        ("fake", ""),
    ],
)
def test_what_is_another_word_is_not_found(word, text):
    assert not found_in(text, words(word))


def test_only_the_word_is_replaced_and_no_address_or_tag_with_it():
    assert replaced("A ＦＡＫＥ, a fáke.", words("fake")) == "A …, a …."
    html = '<p>A fake <a href="https://x.org/fake">bag</a></p>'
    assert replaced_in_html(html, words("fake")) == '<p>A … <a href="https://x.org/fake">bag</a></p>'
    assert replaced("A fake", words("fake", act=Act.FLAG)) == "A fake"


def test_where_two_begin_at_one_letter_the_first_of_the_list_is_found():
    strict, mild = Watched("fake bag", Act.BLOCK), Watched("fake", Act.FLAG)
    assert [hit.it for hit in found_in("a fake bag, a fake", (strict, mild))] == [strict, mild]
