"""Everything that is a member's in one file: pages to read, data for programs, pictures as they were brought.

The rows follow from the bonds (`bonds.belongs`), so a table of tomorrow is in it without being named here.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Table, func, select

from community import clock
from community.belonging import Care, care_of
from community.db import db
from community.leaving.bonds import belongs, tables
from community.leaving.takeout import Library
from community.members import Member
from community.pictures.files import folder_of
from community.pictures.models import Photo

Step = Callable[[int, int], object]  # how many steps are done, of how many
PAGES = 4  # steps: the pages are packed at once, and take as long as some tables


def pack(member: Member, file: Path, step: Step = lambda _done, _steps: None) -> None:
    """Written under another name first, so that a file that is there is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    try:
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as box:
            _fill(box, member, step)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(box: ZipFile, member: Member, step: Step) -> None:
    owned = [(table, which) for table in tables() if (which := belongs(table, member.id)) is not None]
    photos = _photos_of(member)
    steps, done = len(owned) + len(photos) + PAGES, count(1)
    counts = {}
    for table, which in owned:
        if number := _count(table, which):
            counts[table.name] = number
            _write_rows(box, table, which)
        step(next(done), steps)
    for digest, name in photos.items():
        original = folder_of(digest) / name.replace(digest, "original")
        if original.exists():
            box.write(original, f"photos/{name}", ZIP_STORED)
        step(next(done), steps)
    for name, html in Library(member, photos, counts).pages():
        box.writestr(name, html)
    step(steps, steps)


def _photos_of(member: Member) -> Mapping[str, str]:
    """The name of each in the file."""
    mine = select(Photo.digest, Photo.kind).where(Photo.owner_id == member.id).order_by(Photo.created_at)
    return {row.digest: f"{row.digest}.{row.kind}" for row in db.session.execute(mine)}


def _count(table: Table, which: Any) -> int:  # noqa: ANN401  a condition
    return db.session.scalar(select(func.count()).select_from(table).where(which)) or 0


def _write_rows(box: ZipFile, table: Table, which: Any) -> None:  # noqa: ANN401  a condition
    """An array with an object on each line."""
    told = [column for column in table.columns if care_of(column) is not Care.SECRET]
    rows = db.session.execute(select(*told).where(which).order_by(*table.primary_key.columns))
    file = ZipInfo(f"data/{table.name}.json", date_time=clock.now().timetuple()[:6])
    file.compress_type = ZIP_DEFLATED
    with box.open(file, "w", force_zip64=True) as raw, TextIOWrapper(raw, "utf-8") as text:
        text.write("[\n")
        text.writelines(_lines(dict(row) for row in rows.mappings()))
        text.write("\n]\n")


def _lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    between = ""
    for row in rows:
        yield between + json.dumps(
            {str(name): plain(value) for name, value in row.items()}, ensure_ascii=False
        )
        between = ",\n"


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a column holds
    """As JSON has it: moments in ISO 8601, words for what is one of several."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
