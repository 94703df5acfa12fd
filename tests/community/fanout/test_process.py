"""server.py: begins with a clear word, ends in good order."""

import http.client
import os
import subprocess
import sys
import threading
from pathlib import Path

RUN = Path(__file__).parent / "_tiny" / "run.py"


def test_the_process_ends_after_what_runs_and_says_goodbye(clubs, browse, until):
    club = clubs["brief"]
    sockets = [browse("stays", club, *ways) for ways in (("websocket",), ("polling",))]
    for socket in sockets:
        socket.tell()
    answers = []
    asking = threading.Thread(target=lambda: answers.append(club.get("/slow")))
    asking.start()
    until(lambda: "asked slowly" in club.log)
    club.stop()
    asking.join()
    assert answers == ["done in peace"]
    assert [socket.tell() for socket in sockets] == ["transport close"] * 2


def test_a_taken_port_is_said_in_one_line(club):
    settings = os.environ | {"PORT": str(club.port)}
    run = subprocess.run(
        [sys.executable, str(RUN)], env=settings, capture_output=True, text=True, check=False
    )
    assert run.returncode == os.EX_CONFIG
    sentence = f"Cannot listen on 127.0.0.1 port {club.port}: Address already in use."
    assert run.stderr.endswith(f"{sentence} Give another HOST or PORT.\n")
    assert run.stderr.count("\n") == 1


def test_a_connection_is_kept_and_small_answers_do_not_wait(club):
    line = http.client.HTTPConnection("127.0.0.1", club.port, timeout=5)
    for _ in range(3):
        line.request("GET", "/")
        assert line.getresponse().read() == b"hello"
    line.close()
