"""What was played stays on a shelf until all of it is: whoever was stopped goes on from there."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app

from community import clock
from programme.attacks.playing import Stood

LONG = "-long"
A_WHILE, A_LONG_WHILE = timedelta(days=2), timedelta(days=60)


@dataclass(frozen=True)
class Shelf:
    """A folder with the settled club, as it was before anybody came, and how all stood after each scheme."""

    folder: Path

    @property
    def club(self) -> Path:
        return self.folder / "club"

    @property
    def is_settled(self) -> bool:
        return self._settled.exists()

    def settle(self) -> None:
        self._settled.touch()

    def make_room(self) -> None:
        """What was begun and did not end is thrown away."""
        if not self.is_settled:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.club.mkdir(parents=True, exist_ok=True)

    def keep(self, name: str, stood: Stood) -> None:
        unfinished = self.folder / f".{name}"
        unfinished.write_text(json.dumps(asdict(stood)))
        unfinished.replace(self.folder / f"{name}.json")

    def played(self) -> dict[str, Stood]:
        return {file.stem: Stood(**json.loads(file.read_text())) for file in self.folder.glob("*.json")}

    def missing(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if not (self.folder / f"{name}.json").exists()]

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _settled(self) -> Path:
        return self.folder / "settled"


def shelf_of(rules: str, *, long: bool = False) -> Shelf:
    """Where the club of today keeps what is being played."""
    return Shelf(shelves() / (rules + LONG * long))


def shelves() -> Path:
    return Path(current_app.config["ZONE_DATA"]) / "attacks"


def clear_shelves() -> None:
    """Of what nobody goes on with."""
    for folder in shelves().glob("*/"):
        kept = A_LONG_WHILE if folder.name.endswith(LONG) else A_WHILE
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < clock.now() - kept:
            Shelf(folder).clear()


@contextmanager
def thrown_away() -> Iterator[Shelf]:
    with TemporaryDirectory(prefix="zone-attacks-") as folder:
        yield Shelf(Path(folder))
