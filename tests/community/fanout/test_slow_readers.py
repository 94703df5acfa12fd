"""Twenty listen, one only pretends to: it is cut, the twenty lose nothing."""


def test_a_reader_who_stalls_is_cut_while_twenty_hear_everything(club, browse, handmade, until):
    stalled = handmade(club)
    before = len(club.gone())
    twenty = browse("twenty", club, "websocket")
    assert twenty.tell() == [150] * 20
    until(lambda: "transport error" in club.gone()[before:])
    until(lambda: club.gone()[before:].count("client disconnect") == 20)
    assert len(club.gone()) == before + 21
    assert stalled.socket.fileno() > 0


def test_who_does_not_answer_pings_is_closed_and_who_does_stays(clubs, browse, handmade, until):
    club = clubs["ticking"]
    before = len(club.gone())
    ada = browse("stays", club, "websocket")
    ada_id = ada.tell()
    mia = handmade(club)
    assert mia.hear_kind(1) == b"2"  # pinged
    assert mia.hear_kind(8)  # not answered
    until(lambda: club.gone()[before:] == ["ping timeout"])
    club.get(f"/cut/{ada_id}")
    assert ada.tell() == "io server disconnect"
