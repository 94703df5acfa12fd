"""What the official JavaScript client may count on, whatever carries it."""

import pytest

WAYS = pytest.mark.parametrize(
    "way", [("websocket",), ("polling",), ("polling", "websocket")], ids=["websocket", "polling", "upgrade"]
)


@pytest.fixture(params=["direct", "ticking", "changed"])
def served(request, clubs):
    """The same promises on the direct path, with bursts joined, and when a library changed under us."""
    return clubs[request.param]


@WAYS
def test_a_visit_hears_every_word_in_order_answers_and_leaves(served, browse, until, way):
    before = len(served.gone())
    story = browse("visit", served, *way).tell()
    assert story["numbers"] == list(range(50))
    assert story["acked"] == 50
    assert story["text"] == "你好, \U0001f642"
    assert story["answered"] == 42
    assert story["transport"] == way[-1]
    until(lambda: served.gone()[before:] == ["client disconnect"])


def test_who_speaks_may_leave_itself_out_and_who_left_hears_no_more(served, browse):
    story = browse("others", served, "websocket")
    assert story.tell() == [[0, 0], [0, -1, 0]]
    assert story.tell() == 3


def test_every_length_of_frame_arrives(served, browse):
    story = browse("large", served, "websocket")
    assert [story.tell() for _ in range(5)] == [True] * 5


def test_a_burst_keeps_its_order(served, browse):
    assert browse("burst", served, "websocket").tell() == list(range(30))


@WAYS
def test_a_member_who_is_cut_hears_it_and_is_gone(served, browse, until, way):
    ada = browse("stays", served, *way)
    served.get(f"/cut/{ada.tell()}")
    assert ada.tell() == "io server disconnect"
    until(lambda: '"connected":[]' in served.get("/gone"))


def test_when_the_hooks_changed_one_warning_says_so(clubs):
    changed, direct = clubs["changed"], clubs["direct"]
    assert changed.log.count("live messages take the stock path") == 1
    assert "Socket.close(self wait abort reason)" in changed.log
    assert "stock path" not in direct.log
