"""Attacks are played in a club of their own, in a folder that is thrown away; the real one is not touched."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from config import ROOT
from programme.attacks.judging import Judged
from programme.attacks.playing import Stood
from programme.attacks.schemes import schemes_of
from programme.attacks.suite import judge

FOUND = "found"  # before anything is played
ELSEWHERE = ("DATABASE_URL", "REDIS_URL")  # of the real club
Heard = Callable[[str], object]


def attacked(
    policy: Path | None = None, *, long: bool = False, heard: Heard = lambda _name: None
) -> list[Judged]:
    """By a policy, or by the one in force; `heard` is told of each scheme that was played."""
    with _grounds() as folder:
        if not long:
            return judge(dict(_told(folder, [FOUND, *schemes_of(long=False)], policy, heard, long=False)))
        list(_told(folder, [FOUND], policy, heard, long=True))
        with ThreadPoolExecutor(2) as two:
            stood = two.map(lambda name: _alone(folder, name, policy, heard), schemes_of(long=True))
            return judge(dict(stood))


def _alone(settled: Path, name: str, policy: Path | None, heard: Heard) -> tuple[str, Stood]:
    """In a copy of the club as it was before anybody came."""
    with _grounds() as folder:
        shutil.copytree(settled, folder, dirs_exist_ok=True)
        [stood] = _told(folder, [name], policy, heard, long=True)
        return stood


def _told(
    folder: Path, names: Sequence[str], policy: Path | None, heard: Heard, *, long: bool
) -> Iterator[tuple[str, Stood]]:
    told = [sys.executable, "-m", "commands", "attacks", *(f"--play={name}" for name in names)]
    told += ["--long"] * long + [f"--policy={policy.absolute()}" for _ in [1] if policy]
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    own = {"ZONE_DATA": str(folder), "SECRET_KEY": secrets.token_hex(), "RATE_LIMITS": "off", "WORKERS": "0"}
    with subprocess.Popen(told, env=kept | own, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own module
        for line in process.stdout or ():
            name, stood = json.loads(line)
            heard(name)
            yield name, Stood(**stood)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, told)


@contextmanager
def _grounds() -> Iterator[Path]:
    with TemporaryDirectory(prefix="zone-attacks-") as folder:
        yield Path(folder)
