"""Others named somebody who leaves: their words stay, and the handle in them leads to nobody any more."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Column, String, Table, select, update

from community.db import db
from community.leaving.bonds import tables

IN_A_HANDLE = r"[\w-]"


def forget_mentions(handle: str, instead: str) -> int:
    """In every text of the house; answers how many texts that was. Must be called inside a transaction."""
    change = _changer(handle, instead)
    return sum(_change(table, column, f"@{handle}", change) for table in tables() for column in _texts(table))


def _texts(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if type(column.type) is String and not column.primary_key]


def _change(table: Table, column: Column[Any], named: str, change: Callable[[str], str]) -> int:
    keys = list(table.primary_key.columns)
    changed = 0
    for *key, text in db.session.execute(
        select(*keys, column).where(column.contains(named, autoescape=True))
    ):
        if (now := change(text)) != text:
            row = [known == value for known, value in zip(keys, key, strict=True)]
            db.session.execute(update(table).where(*row).values({column: now}))
            changed += 1
    return changed


def _changer(handle: str, instead: str) -> Callable[[str], str]:
    """A link to their page may show their name; elsewhere only the handle stands."""
    link = re.compile(rf'(<a [^>]*href=")/@{re.escape(handle)}("[^>]*>)[^<]*</a>')
    word = re.compile(rf"(?<!{IN_A_HANDLE})@{re.escape(handle)}(?!{IN_A_HANDLE})")
    relinked = partial(link.sub, rf"\1/@{instead}\2@{instead}</a>")
    return lambda text: word.sub(f"@{instead}", relinked(text))
