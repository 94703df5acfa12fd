"""A club that takes streams in while it is measured: its web process on one core, all else on the other."""

import os
import shutil
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from flask import Flask
from sqlalchemy import func, insert, select

from benchmarks.club import HOUSE, Club
from benchmarks.reader import signed_in

RTMP = 8770
ADMINISTRATOR = ("--password", "only to be measured 7", "--role", "administrator")


@dataclass(frozen=True)
class OnAir(Club):
    def environment(self) -> dict[str, str]:
        return super().environment() | {"RTMP_PORT": str(RTMP), "LIVE": "on"}


CLUB = OnAir("bench-streams", 8769, ("empty",))


def prepare() -> None:
    """With somebody in it who may go live."""
    CLUB.prepare()
    if not (CLUB.data / "inhabited").exists():
        CLUB.zone(*("member", "create", "--handle", "lena", "--email", "lena@example.org"), *ADMINISTRATOR)
        (CLUB.data / "inhabited").touch()


class Studio:
    """The two processes a stream goes through, which can be killed and opened again."""

    def __init__(self) -> None:
        reader = signed_in(CLUB)
        self.app: Flask = reader.app
        self.cookie = reader.cookie  # of whoever announces
        self.processes: list[psutil.Popen] = []

    def open(self) -> None:
        cores = sorted(range(os.cpu_count() or 1))
        self.web = _begun(["-m", "server"], cores[0])
        self.live = _begun(["-m", "commands", "live"], cores[-1])
        self.processes = [self.web, self.live]
        CLUB.until_alive()
        _until_listens(RTMP)

    def kill(self) -> None:
        """Both, and every film they make, without a word."""
        for process in self.processes:
            for one in (*process.children(recursive=True), process):
                one.kill()
            process.wait()
        self.processes = []

    def workers(self) -> list[psutil.Process]:
        return list(self.live.children())

    def announce(self) -> tuple[int, str]:
        """A stream, and the address an encoder sends it to."""
        from community.contributions import Audience
        from community.db import db, transaction
        from community.members import Member, Role
        from livestream.streams.going_live import announce, end
        from livestream.streams.keys import open_stream_of, renew_key

        with self.app.app_context():
            host = db.session.scalars(select(Member).order_by(Member.id)).first()
            assert host
            with transaction():
                host.role = Role.ADMINISTRATOR
            if old := open_stream_of(host.id):
                end(old, by=host)
            for old_film in (CLUB.data / "live").glob("[0-9]*"):
                shutil.rmtree(old_film, ignore_errors=True)
            it = announce("A stream to measure", Audience.MEMBERS, by=host)
            return it.id, f"rtmp://127.0.0.1:{RTMP}/live/{renew_key(by=host)}"

    def homes(self, stream_id: int, many: int) -> list[str]:
        """Where a stream plays, for so many members."""
        from community.db import db, transaction
        from community.members import Member
        from livestream.streams.signing import pass_for

        with self.app.app_context():
            there = db.session.scalar(select(func.count(Member.id))) or 0
            with transaction():
                for n in range(there, many):
                    name = f"viewer{n}"
                    row = {"handle": name, "name": name, "name_skeleton": name}
                    db.session.execute(insert(Member).values(row | {"email": f"{name}@example.org"}))
            ids = db.session.scalars(select(Member.id).order_by(Member.id).limit(many)).all()
            return [f"/media/live/{pass_for(stream_id, id)[0]}/{stream_id}" for id in ids]

    @staticmethod
    def folder(stream_id: int) -> Path:
        return CLUB.data / "live" / str(stream_id)


def _begun(words: list[str], core: int) -> psutil.Popen:
    log = (CLUB.data / "serve.log").open("ab")
    process = psutil.Popen(
        [sys.executable, *words], cwd=HOUSE, env=CLUB.environment(), stdout=log, stderr=log
    )
    process.cpu_affinity([core])
    return process


def _until_listens(port: int) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")
