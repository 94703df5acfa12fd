"""A member reposts, and takes it back; the author of what is carried says yes or no."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import squeezed
from community.sharing.models import Reposts
from community.sharing.terms import reposts_of
from posts.prose import readable
from posts.reposts.models import NOTE, NoteTooLong, Repost, RepostedAlready, SaidNo
from posts.reposts.telling import tell_answer, tell_asked, tell_shown, unsay
from posts.short_forms import follow_up, remove, restore


def repost(it: Contribution, note: str, by: Member) -> Repost:
    """Shown at once, or once its author says yes. Raises NoteTooLong, RepostedAlready, SaidNo."""
    require(by, "repost", it)
    note = squeezed(readable(note))
    if len(note) > NOTE:
        raise NoteTooLong
    if standing := repost_by(it.id, by.id):
        raise SaidNo if standing.declined_at else RepostedAlready(standing)
    terms = reposts_of(it)
    if terms is Reposts.NOBODY:
        raise SaidNo
    try:
        with transaction():
            made = Repost(author=by, author_id=by.id, of=it, of_id=it.id, excerpt=note, audience=it.audience)
            made.stands = _mark(it.id, by.id)
            db.session.add(made)
            db.session.flush()
            if terms is Reposts.ASK:
                tell_asked(made)
            else:
                _show(made)
    except IntegrityError:  # the same click in another window was faster
        if standing := repost_by(it.id, by.id):
            raise RepostedAlready(standing) from None
        raise
    return made


def allow(it: Repost, by: Member) -> None:
    """What was asked is shown. Said twice, it is said once."""
    require(by, "answer", it)
    with transaction():
        if it.waits:
            unsay(it)
            _show(it)
            tell_answer(it, "repost_allowed")


def decline(it: Repost, by: Member) -> None:
    """Not shown, or no longer. Whoever asked is told, and cannot ask for the same again."""
    require(by, "answer", it)
    with transaction():
        if it.declined_at:
            return
        it.declined_at, it.published_at = clock.now(), None
        it.version += 1
        unsay(it)
        follow_up(it)
        tell_answer(it, "repost_declined")


def take_back(it: Repost, by: Member) -> None:
    """Gone from every feed. After a no it still stands, so that nobody is asked twice."""
    with transaction():
        remove(it, by)
        unsay(it)
        if not it.declined_at:
            it.stands = None


def put_back(it: Repost, by: Member) -> None:
    """As if it had never been taken back. Raises TooLate, RepostedAlready."""
    with transaction():
        standing = repost_by(it.of_id, it.author_id)
        if standing and standing.id != it.id:
            raise RepostedAlready(standing)
        restore(it, by)
        it.stands = _mark(it.of_id, it.author_id)
        if it.published_at:
            tell_shown(it)
        elif it.waits:
            tell_asked(it)


def repost_by(contribution_id: int, member_id: int) -> Repost | None:
    """The one that stands: shown, waiting or declined."""
    return db.session.scalar(select(Repost).where(Repost.stands == _mark(contribution_id, member_id)))


def _show(it: Repost) -> None:
    it.published_at = clock.now()
    it.version += 1
    follow_up(it)
    tell_shown(it)


def _mark(contribution_id: int, member_id: int) -> str:
    return f"{member_id}:{contribution_id}"
