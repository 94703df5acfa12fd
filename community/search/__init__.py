"""Found by what they say: `index`, `forget` and `find` hide the engine; rooms declare what is searchable.

Only workers write (`noticing`, `changes`, `writing`); pages read (`asking`, `ranking`, `scoring`, `finding`).
`words` is how a text is taken apart, `weighing` what a word in it weighs, `postings` and `shelf` how that
lies on disk, `marking` where it stands in what is shown.
"""

from community.health import also_ask
from community.search.changes import build_missing, is_there, rebuild, renew
from community.search.finding import PAGE, Found, Hit, Place, closed_by, find
from community.search.guessing import meant
from community.search.kinds import Document, part, searchable
from community.search.marking import marked, marks, passage
from community.search.noticing import changed, member_changed
from community.search.people import people
from community.search.ranking import Reader
from community.search.shelf import NoIndex, answers, ref_of
from community.search.writing import SomebodyWrites, write


def index(kind: str, *ids: int) -> None:
    """Have these found as they are now; for a worker. Raises NoIndex, SomebodyWrites."""
    renew({(kind, id) for id in ids})


def forget(kind: str, *ids: int) -> None:
    write((), instead_of={ref_of(kind, id) for id in ids})


also_ask("index", answers)

__all__ = [
    "PAGE",
    "Document",
    "Found",
    "Hit",
    "NoIndex",
    "Place",
    "Reader",
    "SomebodyWrites",
    "build_missing",
    "changed",
    "closed_by",
    "find",
    "forget",
    "index",
    "is_there",
    "marked",
    "marks",
    "meant",
    "member_changed",
    "part",
    "passage",
    "people",
    "rebuild",
    "searchable",
]
