"""What a browser says of a stream that is not its member's is answered as of what never was."""

from community.realtime import socketio
from livestream.streams import journal, sockets, watching
from livestream.streams.films import folder_of
from livestream.streams.going_live import begin

NEVER_WAS = {"error": "This stream is not there any more."}


def test_only_its_host_learns_what_is_wrong_with_a_stream(app, ada, mia, stream, browser_of, monkeypatch):
    folder_of(stream.id).mkdir(parents=True)
    journal.write(folder_of(stream.id), {"trouble": "codec"})
    monkeypatch.setattr(sockets, "hand_on", lambda _sid, _body: stream.id)
    piece = {"stream": stream.id, "body": b"x"}

    def is_told(member, piece):
        screen = socketio.test_client(app, flask_test_client=browser_of(member))
        answer = screen.emit("stream.piece", piece, callback=True)
        screen.disconnect()
        return answer

    assert "H.264" in is_told(ada, piece)["trouble"]
    assert is_told(mia, piece) == is_told(mia, piece | {"stream": stream.id + 99}) == NEVER_WAS


def test_who_came_a_moment_before_it_began_hears_that_it_did(app, mia, stream, browser_of):
    screen = socketio.test_client(app, flask_test_client=browser_of(mia))
    assert screen.emit("stream.watch", {"stream": stream.id}, callback=True)["state"] == "announced"
    begin(stream)
    watching.look()
    heard = [said["args"][0]["state"] for said in screen.get_received() if said["name"] == "stream.moved"]
    assert heard == ["live"]
    screen.disconnect()
    assert not watching._told
