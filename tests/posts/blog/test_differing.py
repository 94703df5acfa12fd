"""A difference is told in words, whatever the texts are."""

import pytest

from posts.blog.differing import Mark, Passage, differences

BEFORE = "One bag is enough.\n\nThe second paragraph stays.\n\n三天两夜，一个包。"
AFTER = "One small bag is enough.\n\nThe second paragraph stays.\n\n三天三夜，一个包。"


def told(passages):
    return [(piece.mark, piece.words.strip()) for passage in passages for piece in passage.pieces]


def test_what_changed_is_told_word_by_word():
    assert told(differences(BEFORE, AFTER)) == [
        (Mark.SAME, "One"), (Mark.NEW, "small"), (Mark.SAME, "bag is enough."),
        (Mark.SAME, "The second paragraph stays."),
        (Mark.SAME, "三天"), (Mark.GONE, "两"), (Mark.NEW, "三"), (Mark.SAME, "夜，一个包。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, AFTER), ("", AFTER), (BEFORE, ""), ("", ""), ("\n\n \n", "x"),
        ("a " * 40_000, "b " * 40_000), ("a\n\n" * 30_000, "a\n\nb\n\n" * 15_000),
        ("".join(f"{n % 700} " for n in range(20_000)), "".join(f"{n % 699} " for n in range(20_000))),
    ],
)  # fmt: skip
def test_both_texts_can_be_read_back_from_it(before, after):
    passages = differences(before, after)
    for text, other in ((before, Mark.NEW), (after, Mark.GONE)):
        read = "".join(
            piece.words for passage in passages for piece in passage.pieces if piece.mark is not other
        )
        assert "".join(read.split()) == "".join(text.split())


def test_two_texts_that_are_the_same_differ_in_nothing():
    assert all(Passage.is_same.fget(passage) for passage in differences(AFTER, AFTER))
