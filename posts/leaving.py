"""A member leaves the club: what was made with others goes to them, and what was counted is counted anew."""

from collections.abc import Iterator, Sequence
from itertools import chain

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, exists, func, select, update
from sqlalchemy.orm import joinedload

from community.belonging import Bond, bond_of
from community.chat.models import MessageThing
from community.contributions import CoAuthor, Contribution
from community.db import db
from community.leaving.bonds import is_a_things_own, keys_to, tables
from community.leaving.emptying import delete_rows
from community.leaving.erasing import afterwards, before_leaving, when_emptied
from community.linkcards.models import LinkCard
from community.members import Member
from community.moderation.models import Case
from community.notifications.kinds import Kind
from community.notifications.models import Notification
from community.products.models import Brand, PriceSeen, Product, Storefront
from community.told import kept, of_somebody, tells
from posts.blog.models import Story
from posts.bookmarks.keeping import thing_of
from posts.embeds.addresses import PRODUCT
from posts.forum.models import Topic
from posts.forum.moving import refresh
from posts.forum.tracing import forget_titles
from posts.replies.models import Reply
from posts.shopping.models import Item, ShoppingList
from posts.shopping.people import Companion, Part
from posts.tagging import Tag


@before_leaving
def hand_over_stories(member: Member) -> int:
    """A story that two wrote is the other's now."""
    mine = select(Story).where(Story.author_id == member.id, Story.removed_at.is_(None))
    shared = db.session.scalars(mine.where(Story.seats.any(CoAuthor.accepted_at.is_not(None)))).all()
    for story in shared:
        seat = next(seat for seat in story.seats if seat.accepted_at)
        story.author_id, story.series_id = seat.member_id, None
        story.seats.remove(seat)
        story.version += 1
    return len(shared)


@before_leaving
def hand_over_lists(member: Member) -> int:
    """A list that somebody kept with its owner is theirs; what the owner alone could see on it is gone."""
    keepers = select(Companion).where(Companion.part == Part.FILLS, Companion.accepted_at.is_not(None))
    lists = select(ShoppingList).where(ShoppingList.author_id == member.id, ShoppingList.removed_at.is_(None))
    count = 0
    for it in db.session.scalars(lists).all():
        heirs = keepers.where(Companion.list_id == it.id).order_by(Companion.accepted_at).limit(1)
        if not (heir := db.session.scalar(heirs)):
            continue
        delete_rows(Item.__table__, (Item.list_id == it.id) & Item.private)  # type: ignore[arg-type]
        it.author_id = heir.member_id
        it.version += 1
        db.session.delete(heir)
        count += 1
    return count


@afterwards
def forget_what_only_they_knew(member: Member) -> int:
    """Prices that nobody else was told, and products to which nothing of anybody leads any more."""
    own_prices = (PriceSeen.seen_by_id == member.id) & PriceSeen.told_at.is_(None)
    gone = delete_rows(PriceSeen.__table__, own_prices)  # type: ignore[arg-type]
    alone = set(db.session.scalars(select(Product.id).where(*_nothing_holds(member))))
    ids = alone and alone - _products_in_texts()
    prices = PriceSeen.product_id.in_(ids)
    gone += delete_rows(PriceSeen.__table__, prices)  # type: ignore[arg-type]
    return gone + delete_rows(Product.__table__, Product.id.in_(ids))  # type: ignore[arg-type]


def _nothing_holds(member: Member) -> Iterator[ColumnElement[bool]]:
    """No list, review, tip, trip or case names the product, and nobody who is here has seen its price."""
    here = select(Member.id).where(Member.left_at.is_(None), Member.id != member.id)
    emptied = select(Contribution.id).where(
        Contribution.author_id == member.id, Contribution.removed_at.is_not(None)
    )
    for table, key in keys_to(Product.__table__):
        if bond_of(key.parent) is Bond.OWN:
            continue
        user = table.alias()
        leads = user.c[key.parent.name] == Product.id
        if table is PriceSeen.__table__:
            leads &= user.c.seen_by_id.in_(here)
        elif is_a_things_own(table) and key.parent.nullable:
            leads &= user.c.id.not_in(emptied)
        yield ~exists().where(leads)


def _products_in_texts() -> set[int]:
    """Whom a story, a topic or a reply shows or links to."""
    columns = [table.c.text for table in tables() if "text" in table.c and is_a_things_own(table)]
    linked = (db.session.scalars(select(text).where(text.contains("/products/"))) for text in columns)
    return {int(found[1]) for text in chain.from_iterable(linked) for found in PRODUCT.finditer(text)}


@afterwards
def forget_names_nothing_bears(_member: Member) -> int:
    """Tags, brands and shops that stood in their words alone."""
    gone = 0
    for named in (Tag.__table__, Brand.__table__, Storefront.__table__):
        unused = [~exists().where(key.parent == key.column) for _table, key in keys_to(named)]
        gone += delete_rows(named, and_(*unused))  # type: ignore[arg-type]
    return gone


@afterwards
def forget_pages_only_they_named(member: Member) -> int:
    """What pages of elsewhere say of themselves, where no text that stays leads to them."""
    asked = select(LinkCard).where(LinkCard.asked_by_id == member.id)
    shown = exists().where(MessageThing.card_key == LinkCard.key)
    cards = db.session.scalars(asked.where(~shown)).all()
    keys = [card.key for card in cards if not _is_named(card.url)]
    return delete_rows(LinkCard.__table__, LinkCard.key.in_(keys))  # type: ignore[arg-type]


def _is_named(url: str) -> bool:
    """In a text of somebody's."""
    texts = [table.c.text for table in tables() if "text" in table.c and is_a_things_own(table)]
    return any(
        db.session.scalar(select(exists().where(text.contains(url, autoescape=True)))) for text in texts
    )


@tells("topic left")
def whose_topic_it_was() -> str:
    return _("A topic whose author has left")


@tells("topic's words left")
def what_stood_in_it() -> str:
    return _("What stood here went with whoever wrote it.")


@tells("topic's page left")
def what_its_page_shows() -> str:
    return f"<p>{what_stood_in_it()}</p>"


@when_emptied
def keep_the_place_of_topics(ids: Sequence[int]) -> None:
    """A topic in which others talk stays open; it says that whoever began it has left."""
    for topic in db.session.scalars(select(Topic).where(Topic.id.in_(ids))):
        if topic.removed_at is None:
            topic.title, topic.text = kept("topic left"), kept("topic's words left")
            topic.html = kept("topic's page left")
            db.session.flush()
            refresh(db.session.connection(), topic.board_id)


@when_emptied
def forget_titles_elsewhere(ids: Sequence[int]) -> None:
    """Where a topic was split, or became part of another, its trace says what it was called."""
    if ids:
        forget_titles(ids)


@when_emptied
def forget_reminders_of_it(ids: Sequence[int]) -> None:
    """Who wanted to come back to it has nothing to come back to."""
    reminded = Notification.thing.in_([thing_of(id) for id in ids])
    delete_rows(Notification.__table__, (Notification.kind == Kind.REMINDER) & reminded)  # type: ignore[arg-type]


@when_emptied
def count_replies_anew(ids: Sequence[int]) -> None:
    above = select(Reply.about_id).where(Reply.id.in_(ids)).distinct()
    reply = Reply.__table__.alias()
    spine = Contribution.__table__.alias()
    there = (
        select(func.count())
        .select_from(reply.join(spine, spine.c.id == reply.c.id))
        .where(reply.c.about_id == Contribution.id, spine.c.removed_at.is_(None))
    )
    parents = list(db.session.scalars(above))
    db.session.execute(
        update(Contribution).where(Contribution.id.in_(parents)).values(replies=there.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )


@when_emptied
def call_replies_anew(ids: Sequence[int]) -> None:
    """What was said under a thing bears its title, which was words of whoever left: in cases on it, too."""
    under = select(Reply).where(Reply.about_id.in_(ids)).options(joinedload(Reply.about))
    titles = {it.id: it.about.title for it in db.session.scalars(under)}
    for it in db.session.scalars(under):
        it.title = titles[it.id]
    for case in db.session.scalars(select(Case).where(Case.contribution_id.in_(titles))):
        case.as_reported = {**case.as_reported, "title": of_somebody(titles[case.contribution_id or 0])}
