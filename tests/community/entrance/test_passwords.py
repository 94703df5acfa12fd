"""Passwords nobody guesses, kept so that nobody reads them."""

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from community.entrance.passwords import fits, hashed, wrong_with_password

KNOWN = ("ada_byron", "Ada Byron", "ada.byron@example.org")


def test_of_the_most_common_passwords_none_is_taken(app):
    common = list(FREQUENCY_LISTS["passwords"])[:3000]
    padded = [word * 2 for word in common[:200]] + [f"{word}123" for word in common[:200]]
    assert len(common) == 3000
    assert [word for word in common if not wrong_with_password(word)] == []
    assert [word for word in padded if not wrong_with_password(word)] == []


@pytest.mark.parametrize(
    "password", ["ada_byron", "AdaByron99", "adabyron2024", "Byron.Ada!", "ada.byron@example.org"]
)
def test_ones_own_name_is_no_password(app, password):
    assert wrong_with_password(password, KNOWN)


@pytest.mark.parametrize(
    "password", ["short pw", "", "a" * 201, "aaaaaaaaaaaa", "1234567890", "memberszone", "qwertyuiop"]
)
def test_short_endless_and_obvious_ones_are_refused(app, password):
    assert wrong_with_password(password)


@pytest.mark.parametrize(
    "password", ["three green teapots", "mưa rơi trên mái", "九月的雨打在窗台上面", "xK4#pQ9vLm2"]
)
def test_good_ones_are_taken(app, password):
    assert wrong_with_password(password, KNOWN) is None


def test_a_password_fits_only_itself():
    kept = hashed("three green teapots")
    assert kept.startswith("$argon2id$")
    assert fits("three green teapots", kept)
    assert not fits("three green teapot", kept)
    assert not fits("three green teapots", None)
    assert not fits("x" * 100_000, kept)


def test_the_same_word_typed_on_another_keyboard_opens_the_door():
    assert fits("mu\u031ba ro\u031bi tre\u0302n ma\u0301i", hashed("mưa rơi trên mái"))


def test_the_form_says_how_good_it_is_without_keeping_it(stranger):
    answer = stranger.post("/password-strength", data={"password": "password12"})
    assert answer.json["good"] is False
    answer = stranger.post("/password-strength", data={"password": "three green teapots"})
    assert answer.json["good"] is True
    own = stranger.post("/password-strength", data={"password": "norbert1999", "handle": "norbert"})
    assert own.json["good"] is False
