"""Who is told of a repost: the author of what it carries, and whoever waits for the author's word.

All of it must be called inside a transaction.
"""

from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from posts.reposts.models import Repost

WAITING = f"{Repost.home}/asked"  # where its author answers


def tell_asked(it: Repost) -> None:
    notify(
        Kind.INVITED, [it.of.author_id], about=it.of, by=it.author, url=WAITING, key=_key(it), what="repost"
    )


def tell_shown(it: Repost) -> None:
    notify(Kind.SHARE, [it.of.author_id], about=it.of, by=it.author, through=it, key=_key(it))


def tell_answer(it: Repost, outcome: str) -> None:
    """`outcome`: repost_allowed or repost_declined."""
    notify(Kind.REVIEW, [it.author_id], about=it.of, url=it.url, key=f"{_key(it)}:answer", outcome=outcome)


def unsay(it: Repost) -> None:
    withdraw(_key(it))


def _key(it: Repost) -> str:
    return f"repost:{it.id}"
