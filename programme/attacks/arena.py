"""Attacks are played in a club of their own, in a folder beside the real one, which is not touched."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from config import ROOT
from programme.attacks.judging import Judged
from programme.attacks.playing import Stood
from programme.attacks.schemes import schemes_of
from programme.attacks.shelf import Shelf, thrown_away
from programme.attacks.suite import judge

FOUND = "found"  # before anything is played
ELSEWHERE = ("DATABASE_URL", "REDIS_URL")  # of the real club
Heard = Callable[[str], object]


def attacked(policy: Path | None = None, heard: Heard = lambda _name: None) -> list[Judged]:
    """The short form, by a policy or by the one in force; `heard` is told of each scheme that was played."""
    with thrown_away() as shelf:
        return play_on(shelf, policy, heard) or []


def play_on(
    shelf: Shelf, policy: Path | None = None, heard: Heard = lambda _name: None, seconds: float = inf
) -> list[Judged] | None:
    """Play what is missing of the short form. None where the seconds were over before all was played."""
    ends = time.monotonic() + seconds
    shelf.make_room()
    waiting = shelf.missing([*schemes_of(long=False)])
    names = waiting if shelf.is_settled else [FOUND, *waiting]
    with closing(_told(shelf.club, names, policy, long=False)) as told:
        for name, stood in told if names else ():
            _keep(shelf, name, stood, heard)
            if time.monotonic() > ends:
                break
    return None if shelf.missing(waiting) else judge(shelf.played())


def attacked_long(
    shelf: Shelf, policy: Path | None = None, heard: Heard = lambda _name: None
) -> list[Judged]:
    """The long form, as many at once as we have cores. What stands on the shelf is not played again."""
    shelf.make_room()
    if not shelf.is_settled:
        for name, stood in _told(shelf.club, [FOUND], policy, long=True):
            _keep(shelf, name, stood, heard)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as many:
        waiting = shelf.missing([*schemes_of(long=True)])
        list(many.map(lambda name: _alone(shelf, name, policy, heard), waiting))
    return judge(shelf.played())


def _alone(shelf: Shelf, name: str, policy: Path | None, heard: Heard) -> None:
    """In a copy of the club as it was before anybody came."""
    with TemporaryDirectory(prefix="zone-attack-") as folder:
        shutil.copytree(shelf.club, folder, dirs_exist_ok=True)
        for told, stood in _told(Path(folder), [name], policy, long=True):
            _keep(shelf, told, stood, heard)


def _keep(shelf: Shelf, name: str, stood: Stood | None, heard: Heard) -> None:
    if stood:
        shelf.keep(name, stood)
    else:
        shelf.settle()
    heard(name)


def _told(
    folder: Path, names: Sequence[str], policy: Path | None, *, long: bool
) -> Generator[tuple[str, Stood | None]]:
    """How all stood after each; of the founding nothing. Whoever listens no longer ends it."""
    told = [sys.executable, "-m", "commands", "attacks", *(f"--play={name}" for name in names)]
    told += ["--long"] * long + [f"--policy={policy.absolute()}" for _ in [1] if policy]
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    own = {"ZONE_DATA": str(folder), "SECRET_KEY": secrets.token_hex(), "RATE_LIMITS": "off", "WORKERS": "0"}
    with subprocess.Popen(told, env=kept | own, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own module
        try:
            for line in process.stdout or ():
                name, stood = json.loads(line)
                yield name, stood and Stood(**stood)
        except GeneratorExit:
            process.terminate()
            return
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, told)
