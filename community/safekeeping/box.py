"""The file of a backup: a zip with a table a file, the pictures, and a list of what is in it.

The rows are written alike whatever database they come from, so that a club may move from one to another.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from community.db import Refusal

FORMAT = 1
LIST = "backup.json"
PIECE = 1 << 20  # bytes read at once


class NoBackup(Refusal):
    """The file is none, is not whole, or is of a later kind; the text says which."""


@dataclass
class Contents:
    """What stands in the list."""

    made_at: str
    form: str  # of the database: the number of its last step
    club: str  # its address
    key: str  # a print of the SECRET_KEY, which itself is not in the box
    rows: dict[str, int] = field(default_factory=dict)  # by table
    digests: dict[str, str] = field(default_factory=dict)  # by name in the box, SHA-256
    format: int = FORMAT


def print_of(key: str) -> str:
    """Tells whether two keys are the same, and nothing of either."""
    return hashlib.sha256(f"the key of a backup {key}".encode()).hexdigest()[:16]


def add_file(box: ZipFile, name: str, source: IO[bytes], contents: Contents, *, packed: bool) -> None:
    """`packed`: it becomes smaller by it, as pictures do not."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    digest = hashlib.sha256()
    with box.open(info, "w", force_zip64=True) as goal:
        while piece := source.read(PIECE):
            digest.update(piece)
            goal.write(piece)
    contents.digests[name] = digest.hexdigest()


def add_list(box: ZipFile, contents: Contents) -> None:
    box.writestr(LIST, json.dumps(asdict(contents), indent=1), ZIP_DEFLATED)


def opened(file: Path) -> tuple[ZipFile, Contents]:
    """Raises NoBackup."""
    try:
        box = ZipFile(file)
        contents = Contents(**json.loads(box.read(LIST)))
    except (OSError, BadZipFile, KeyError, ValueError, TypeError) as trouble:
        raise NoBackup(f"{file} is no backup of a club, or it is not whole.") from trouble
    if contents.format > FORMAT:
        raise NoBackup(f"{file} was made by a later version. Restore it with that version.")
    return box, contents


def wrong_in(box: ZipFile, contents: Contents) -> Iterator[str]:
    """A sentence for each thing that is not as it was packed."""
    there = set(box.namelist()) - {LIST}
    yield from (f"{name} is missing" for name in sorted(set(contents.digests) - there))
    yield from (f"{name} does not belong there" for name in sorted(there - set(contents.digests)))
    for name in sorted(there & set(contents.digests)):
        if _digest(box, name) != contents.digests[name]:
            yield f"{name} was changed"


def rows_in(box: ZipFile, table: str) -> Iterator[list[object]]:
    """The names of its columns first."""
    with box.open(f"tables/{table}.jsonl") as file:
        for line in TextIOWrapper(file, encoding="utf-8", newline="\n"):
            yield json.loads(line)


def _digest(box: ZipFile, name: str) -> str | None:
    digest = hashlib.sha256()
    try:
        with box.open(name) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except BadZipFile:
        return None
    return digest.hexdigest()
