"""Eight people open the same link at once: one comes in. Real threads, a file, a process of its own."""

import os
import subprocess
import sys

RACE = """
from threading import Barrier, Thread
from wsgi import create_app
from community.db import Model, db, transaction
from community.entrance.inviting import invite
from community.entrance.joining import joined
from community.members import Member

app = create_app()
with app.app_context():
    Model.metadata.create_all(db.engine)
    with transaction():
        lin = joined(handle="lin", name="Lin", email="lin@example.org", password=None)
    path = invite(lin)[1].partition("/join/")[2]
start, answers = Barrier(8), []

def run(n):
    letter = "abcdefgh"[n]
    said = {"handle": f"runner_{letter}", "name": f"Runner {letter.upper()}", "email": f"{n}@example.org",
            "password": "seven quiet lanterns", "language": "en", "time_zone": "UTC"}
    start.wait()
    answers.append(app.test_client().post(f"/join/{path}", data=said).status_code)

runners = [Thread(target=run, args=(n,)) for n in range(8)]
for runner in runners: runner.start()
for runner in runners: runner.join()
with app.app_context():
    print(sorted(answers), db.session.query(Member).count())
"""


def test_one_of_eight_has_the_last_place(tmp_path):
    environment = {"PATH": os.environ["PATH"], "ZONE_DATA": str(tmp_path), "RATE_LIMITS": "off"}
    ran = subprocess.run(
        [sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout.split("\n")[0] == f"{[303] + [410] * 7} 2", ran.stderr
