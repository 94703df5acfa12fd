"""Who waits for what is being filmed has it at once; the many share one look."""

import threading

from livestream.streams import journal
from livestream.streams.following import Following


def part(number, k, session="s1"):
    line = {"part": f"{session}-p{k}.m4s", "session": session, "n": number, "alone": k == 0}
    return line | {"at": 1.0, "seconds": 0.3}


def test_all_who_wait_are_answered_when_it_comes(tmp_path):
    it = Following(tmp_path)
    answers = []
    waiters = [
        threading.Thread(target=lambda: answers.append(it.wait(lambda film: film.position >= (0, 2), 20)))
        for _ in range(8)
    ]
    for waiter in waiters:
        waiter.start()
    journal.write(tmp_path, {"begin": "s1-begin.mp4", "session": "s1"})
    journal.write(tmp_path, part(0, 0))
    journal.write(tmp_path, part(0, 1))
    for waiter in waiters:
        waiter.join(timeout=20)
    assert answers == [True] * 8


def test_whoever_waits_in_vain_is_told_so(tmp_path):
    assert not Following(tmp_path).wait(lambda film: film.ended, 0.05)


def test_a_playlist_is_written_once_for_all_who_ask(tmp_path):
    it, written = Following(tmp_path), []

    def write(film):
        written.append(film.position)
        return str(film.position)

    journal.write(tmp_path, part(0, 0))
    assert {it.text("close", write) for _ in range(5)} == {"(0, 1)"}
    journal.write(tmp_path, part(0, 1))
    assert it.text("close", write) == "(0, 2)"
    assert written == [(0, 1), (0, 2)]
