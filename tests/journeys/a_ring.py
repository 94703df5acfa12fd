"""`python -m tests.journeys.a_ring`: four who came together, and a night in which the club counts.

Each opens two topics, and each likes those of the others: by the verbs that a page calls.
"""

from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.engagement.credibility.keeping import keep_table
from community.entrance.joining import joined
from community.members import Member
from posts.forum.models import Board
from posts.forum.opening import open_topic
from posts.reactions.liking import like
from tests.journeys.conftest import PASSWORD
from wsgi import create_app

RING = ("Anouk", "Bram", "Cato", "Daan")


def come_in() -> list[Member]:
    with transaction():
        return [
            joined(handle=it.lower(), name=it, email=f"{it.lower()}@example.org", password=PASSWORD)
            for it in RING
        ]


def praise_each_other(ring: list[Member]) -> None:
    board = db.session.scalars(select(Board).where(Board.slug == "table")).one()
    for author in ring:
        for n in (1, 2):
            topic = open_topic(board, f"A table of {author.name}, {n}", "What do you say?", by=author)
            for other in ring:
                if other is not author:
                    like(topic, by=other)


if __name__ == "__main__":
    with create_app().app_context():
        praise_each_other(come_in())
        keep_table(clock.today())
