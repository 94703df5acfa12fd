"""What a text is taken apart into, and where its words are found again."""

import pytest
from markupsafe import Markup

from community.search.asking import understood
from community.search.marking import marked, marks, passage
from community.search.weighing import weights
from community.search.words import forms, pieces


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Repair Cream 60ml", {"repair", "cream", "60", "ml"}),
        ("我用了两年", {"我用", "用了", "了两", "两年", "年"}),
        ("iPhone手机壳15", {"iphone", "手机", "机壳", "壳", "15"}),
        ("Cà phê sữa đá", {"cà", "ca", "phê", "phe", "sữa", "sua", "đá", "da"}),
        ("ＦＵＬＬ width", {"full", "width"}),
        ("stories glass boxes lists", {"story", "glass", "boxe", "list"}),
    ],
)
def test_words_of_every_script_are_told_apart(text, words):
    assert {form for piece in pieces(text) for form in forms(piece)} == words


def test_a_title_weighs_more_than_a_text_and_a_short_text_more_than_a_long_one():
    assert weights("cream", "")["cream"] > weights("", "cream")["cream"]
    assert weights("", "cream")["cream"] > weights("", "cream " + "other " * 500)["cream"]
    assert weights("", "cream cream")["cream"] > weights("", "cream other")["cream"]
    assert all(1 <= weight <= 255 for weight in weights("cream", "cream " * 5000).values())


def test_a_question_is_understood():
    question = understood(
        'author:@Ada kind:story before:2026-06 after:2026 tag:travel board:lab has:photo "repair cream" 霜'
    )
    assert (question.author, question.kind) == ("ada", "story")
    assert (question.before.isoformat(), question.after.isoformat()) == ("2026-06-01", "2026-01-01")
    assert question.required == ("#travel", "=board:lab", "=has:photo")
    assert question.phrases == ("repair cream",)
    assert question.marked == ("repair", "cream", "霜")


def test_an_operator_that_makes_no_sense_is_just_words():
    assert understood("before:lunch").marked == ("before", "lunch")
    assert understood("before:2026-13").before is None
    assert understood("author:").marked == ("author",)


def found_in(text, question):
    return [
        part.split("</mark>")[0]
        for part in marked(text, marks(understood(question).marked)).split("<mark>")[1:]
    ]


def test_what_was_found_is_marked_as_it_was_written():
    assert found_in("Two Creams, one cream, creamy", "cream") == ["Creams", "cream"]
    assert found_in("Cà phê sữa đá", "ca phe") == ["Cà", "phê"]
    assert found_in("Many stories, one story", "stories") == ["stories", "story"]
    assert found_in("我用了两年，换季的时候", "两年") == ["两年"]
    assert found_in("修护霜值得买吗", "修护霜") == ["修护霜"]


def test_marks_and_passages_are_escaped():
    text = "<script>alert(1)</script> the cream & <b>more</b>"
    html = passage(text, marks(("cream", "script")))
    assert isinstance(html, Markup)
    assert "<script" not in html
    assert "<b>" not in html
    assert "&amp;" in html
    assert "<mark>cream</mark>" in html


def test_a_passage_stands_around_the_first_word_found():
    html = passage("early " * 100 + "cream " + "late " * 100, marks(("cream",)))
    assert html.startswith("…")
    assert html.endswith("…")
    assert "<mark>cream</mark>" in html
    assert len(html) < 260
