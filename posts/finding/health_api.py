"""How the index is and building it anew, for programs of whoever runs the club."""

from community.api.answers import Answer, Moment
from community.api.doors import Api
from community.db import transaction
from community.jobs import later
from community.members import Member
from community.permissions import require
from community.search.changes import IndexChange, build_anew
from community.search.condition import condition

index_condition = Api("index")


class IndexedKind(Answer):
    """`rows` of the table, `found` in the index; what nobody may find is among the rows."""

    kind: str
    rows: int
    found: int


class IndexAnswer(Answer):
    """`waiting`: changes the index does not show yet. `written_at` is null where there is none."""

    kinds: list[IndexedKind]
    documents: int
    waiting: int
    bytes: int
    segments: int
    written_at: Moment | None


@index_condition.get("/search/index")
def read_index_condition(me: Member) -> IndexAnswer:
    """How the index is: for whoever runs the club."""
    require(me, "look_after", IndexChange)
    found = condition()
    return IndexAnswer(
        kinds=[IndexedKind(kind=it.kind, rows=it.rows, found=it.found) for it in found.lines],
        documents=found.documents,
        waiting=found.waiting,
        bytes=found.size,
        segments=found.segments,
        written_at=found.written_at,
    )


@index_condition.post("/search/index")
def build_index_anew(me: Member) -> None:
    """A worker builds it; until it is there, the old one answers."""
    require(me, "look_after", IndexChange)
    with transaction():
        later(build_anew)
