"""Who hears of a dossier. Owners are told by themselves: nothing says to others who they are."""

from collections.abc import Iterable

from community.moderation.telling import moderators
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from posts.dossiers.models import Dossier, Verdict
from posts.dossiers.owners import owners_of

WAITS = ("dossier", "votes in", "dossier appeal")  # what only those need to see who still have to decide


def tell(it: Dossier, to: Iterable[int], what: str) -> None:
    """Must be called inside a transaction. Nobody is told the same of a dossier twice."""
    key = f"dossier {it.id} {what}"
    notify(Kind.MODERATION, to, url=it.url, thing=key, key=key, what=what)


def tell_moderators(it: Dossier, what: str, but: int | None = None) -> None:
    tell(it, set(moderators()) - {but}, what)


def tell_those_it_concerns(it: Dossier, what: str) -> None:
    """Those who told of it, who have it, and who voted."""
    told = {each.by_id for each in it.testimonies} | {seat.member_id for seat in it.opinions}
    tell(it, told | set(owners_of(it) if it.disputed_at else ()), what)


def verdict_of(verdict: Verdict) -> str:
    return f"found {verdict}"


def clear_notices(it: Dossier) -> None:
    """Colleagues need not look any more."""
    for what in WAITS:
        withdraw(f"dossier {it.id} {what}")
