"""What viewers feel while they watch: gathered for half a second, told to all, and kept by its second."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from community.db import db, insert_or, stored_if_possible
from community.realtime import looks_often, tell_counts
from livestream.replay.models import Feeling, Felt
from livestream.replay.words import BEHIND
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.models import Stream
from livestream.streams.watching import room_of

_felt: Counter[tuple[int, Feeling]] = Counter()


def feel(stream_id: int, feeling: Feeling) -> None:
    _felt[stream_id, feeling] += 1


@looks_often
def tell_what_is_felt() -> None:
    if not _felt:
        return
    counts: dict[int, dict[Feeling, int]] = defaultdict(dict)
    for (stream_id, feeling), count in _felt.items():
        counts[stream_id][feeling] = count
    _felt.clear()
    with stored_if_possible():
        for stream_id, felt in counts.items():
            _keep(stream_id, felt)
    for stream_id, felt in counts.items():
        bare = {"stream": stream_id, "felt": dict.fromkeys(felt, 1)}  # that it was felt, not by how many
        tell_counts(room_of(stream_id), "stream.felt", bare | {"felt": felt}, bare=bare)


def felt_in(it: Stream) -> Sequence[Row[Any]]:
    """By second of the film."""
    columns: Select[*tuple[Any, ...]] = select(Felt.second, Felt.feeling, Felt.count)
    return db.session.execute(columns.where(Felt.stream_id == it.id).order_by(Felt.second)).all()


def _keep(stream_id: int, felt: Mapping[Feeling, int]) -> None:
    seen = following(folder_of(stream_id)).look().seconds - BEHIND.total_seconds()
    rows = [
        {"stream_id": stream_id, "second": max(0, int(seen)), "feeling": feeling, "count": count}
        for feeling, count in felt.items()
    ]
    insert = insert_or(Felt).values(rows)
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["stream_id", "second", "feeling"],
            set_={"count": Felt.count + insert.excluded.count},
        ),
        execution_options={"synchronize_session": False},
    )
