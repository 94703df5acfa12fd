"""Which deeds do not stand any more, by the same rule as the ledger: a reversal may itself be reversed."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import aliased

from community.db import db
from community.engagement.activity import Activity


def taken_back() -> set[int]:
    """The ids of all that something which stands takes back."""
    reversal = aliased(Activity)
    told = select(Activity.id, Activity.key, reversal.key).join(reversal, reversal.reverses == Activity.key)
    ids: dict[str, int] = {}
    undone_by: dict[str, list[str]] = defaultdict(list)
    for id, key, by in db.session.execute(told):
        ids[key] = id
        undone_by[key].append(by)
    return {id for key, id in ids.items() if not _stands(key, undone_by, ())}


def _stands(key: str, undone_by: dict[str, list[str]], seen: tuple[str, ...]) -> bool:
    """What takes itself back, by whatever way, neither stands nor undoes."""
    if key in seen:
        return False
    return not any(_stands(by, undone_by, (*seen, key)) for by in undone_by.get(key, ()))
