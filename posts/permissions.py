"""Who may do what with posts: the whole policy of this floor, on one page."""

from sqlalchemy import select

from community.audience import admits, reaches, readable_by
from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing, Tier
from community.members import Member, Role
from community.moderation.effects import is_limited
from community.moderation.in_place import those_who_decide_read_it_in_its_place
from community.permissions import may, rule
from community.products.models import Product
from community.quiet.hearing import keeps_away
from posts.blog.models import Series, Story
from posts.forum.models import Board, HeldPost, OpensTo, Topic
from posts.replies.models import Reply
from posts.replies.writing import is_answerable
from posts.reviews.models import Review
from posts.reviews.writing import review_by
from posts.shopping.models import Item, ShoppingList
from posts.shopping.people import Companion
from posts.short_forms import ShortForm
from posts.tips.models import Tip

SHARED = ("story", "shopping_list", "topic", "tip", "review", "trip", "stream")


@rule("read", on=Contribution)
def one_reads_what_is_published_for_one(member: Member, it: Contribution) -> bool:
    if it.removed_at:
        return False
    return it.author_id == member.id or (it.is_readable and reaches(it, member)) or it.invites(member)


@rule("like", on=Contribution)
def one_likes_what_others_made(member: Member, it: Contribution) -> bool:
    return it.is_readable and it.author_id != member.id and reaches(it, member)


@rule("like", on=Story)
def one_likes_what_one_did_not_write(member: Member, it: Story) -> bool:
    return it.is_readable and reaches(it, member) and not it.is_written_by(member)


@rule("share", on=Contribution)
def one_shares_what_one_reads(member: Member, it: Contribution) -> bool:
    return it.is_readable and it.kind in SHARED and may(member, "read", it)


@rule("write", on=Story)
@rule("write", on=Tip)
@rule("write", on=Review)
@rule("write", on=ShoppingList)
def every_member_writes(member: Member, _kind: type[Contribution]) -> bool:
    return member.suspended_at is None


@rule("revise", on=Contribution)
@rule("remove", on=Contribution)
def authors_change_their_own(member: Member, it: Contribution) -> bool:
    return it.author_id == member.id and not it.removed_at and not it.hidden_at


@rule("revise", on=Story)
@rule("disclose", on=Story)
def those_who_write_it_change_it(member: Member, it: Story) -> bool:
    return it.is_written_by(member) and not it.removed_at and not it.hidden_at


@rule("look_back", on=Story)
def those_who_write_it_see_how_it_was(member: Member, it: Story) -> bool:
    """And those who keep order: readers may have complained of what stood there."""
    return not it.removed_at and (it.is_written_by(member) or (bool(it.published_at) and keeps_order(member)))


@rule("see_insight", on=Story)
def those_who_write_it_see_what_became_of_it(member: Member, it: Story) -> bool:
    return it.is_written_by(member) and not it.removed_at


@rule("invite_author", on=Story)
def authors_invite_others_to_write(member: Member, it: Story) -> bool:
    return authors_change_their_own(member, it)


@rule("answer_invitation", on=Story)
def who_is_invited_answers(member: Member, it: Story) -> bool:
    return it.invites(member) and not it.removed_at


@rule("order", on=Series)
def who_began_a_series_orders_it(member: Member, series: Series) -> bool:
    return series.owner_id == member.id


@rule("disclose", on=Contribution)
def authors_say_what_they_got(member: Member, it: Contribution) -> bool:
    return authors_change_their_own(member, it)


@rule("address", on=Story)
@rule("address", on=ShoppingList)
def authors_choose_their_readers(member: Member, it: Story | ShoppingList) -> bool:
    return authors_change_their_own(member, it) and not is_limited(it)


@rule("publish", on=Contribution)
def authors_publish_once(member: Member, it: Contribution) -> bool:
    return authors_change_their_own(member, it) and it.published_at is None


@rule("withdraw", on=ShoppingList)
def authors_withdraw_what_is_published(member: Member, it: ShoppingList) -> bool:
    return authors_change_their_own(member, it) and it.published_at is not None


@rule("read", on=Story)
@rule("read", on=Tip)
@rule("read", on=Review)
@rule("read", on=Topic)
def it_is_read_as_it_is_published_or_to_decide_on_it(member: Member, it: Contribution) -> bool:
    return one_reads_what_is_published_for_one(member, it) or those_who_decide_read_it_in_its_place(
        member, it
    )


@rule("read", on=ShoppingList)
def those_who_keep_a_list_read_it(member: Member, it: ShoppingList) -> bool:
    """Whoever was asked in sees what it is, published or not, until she says no."""
    if those_who_decide_read_it_in_its_place(member, it):
        return True
    return one_reads_what_is_published_for_one(member, it) or (
        not it.removed_at and not it.hidden_at and _companion(member, it) is not None
    )


@rule("share", on=ShoppingList)
def owners_ask_others_in(member: Member, it: ShoppingList) -> bool:
    return authors_change_their_own(member, it)


@rule("follow", on=ShoppingList)
def one_follows_lists_of_others(member: Member, it: ShoppingList) -> bool:
    return it.author_id != member.id and one_reads_what_is_published_for_one(member, it)


@rule("fill", on=ShoppingList)
def those_asked_to_fill_a_list_fill_it(member: Member, it: ShoppingList) -> bool:
    if it.removed_at or it.hidden_at:
        return False
    return it.author_id == member.id or bool((mine := _companion(member, it)) and mine.fills)


@rule("revise", on=Item)
def pieces_are_changed_by_who_fills_the_list(member: Member, item: Item) -> bool:
    open_to_all = not item.private or item.list.author_id == member.id
    return open_to_all and those_asked_to_fill_a_list_fill_it(member, item.list)


@rule("read", on=Item)
def pieces_are_read_with_their_list(member: Member, item: Item) -> bool:
    open_to_all = not item.private and not item.removed_at
    return those_who_keep_a_list_read_it(member, item.list) and (
        open_to_all or item.list.author_id == member.id or _put_it_there(member, item)
    )


def _put_it_there(member: Member, item: Item) -> bool:
    """What was taken off is there for a while to be put back, by whoever fills the list."""
    return not item.private and those_asked_to_fill_a_list_fill_it(member, item.list)


def _companion(member: Member, it: ShoppingList) -> Companion | None:
    return db.session.get(Companion, (it.id, member.id))


@rule("take", on=Item)
def one_takes_what_others_show(member: Member, item: Item) -> bool:
    shown = one_reads_what_is_published_for_one(member, item.list) and not item.removed_at
    return shown and not item.private and item.list.author_id != member.id


@rule("read", on=Reply)
def whoever_reads_the_thread_reads_its_replies(member: Member, it: Reply) -> bool:
    """Those who decide read a hidden one in its place, if they read what it is said of."""
    reads = one_reads_what_is_published_for_one(member, it)
    return (reads or those_who_decide_read_it_in_its_place(member, it)) and may(member, "read", it.about)


@rule("like", on=Reply)
def one_likes_what_others_replied(member: Member, it: Reply) -> bool:
    return one_likes_what_others_made(member, it) and may(member, "read", it.about)


@rule("reply", on=Contribution)
def whoever_reads_replies(member: Member, it: Contribution) -> bool:
    if not is_answerable(it) or not may(member, "read", it):
        return False
    return it.author_id == member.id or not keeps_away(it.author_id, from_id=member.id)


@rule("reply", on=Topic)
def a_board_says_who_replies(member: Member, it: Topic) -> bool:
    """Nobody to a locked topic."""
    return (
        it.locked_at is None and _is_open(it.board.replies_from, member) and whoever_reads_replies(member, it)
    )


@rule("address", on=ShortForm)
def whoever_wrote_it_says_for_whom(member: Member, it: ShortForm) -> bool:
    return authors_change_their_own(member, it) and not is_limited(it)


@rule("restore", on=Review)
def a_review_comes_back_where_none_took_its_place(member: Member, it: Review) -> bool:
    there = review_by(member, it.product)
    return authors_bring_back_their_own(member, it) and (there is None or there.id == it.id)


@rule("read_history", on=Review)
def whoever_reads_a_review_reads_what_it_said_before(member: Member, it: Review) -> bool:
    return may(member, "read", it)


@rule("tend", on=Reply)
def authors_tend_replies_to_their_own(member: Member, it: Reply) -> bool:
    return it.about.author_id == member.id and it.about.kind != "topic" and it.is_readable


@rule("read_history", on=Reply)
def what_was_said_before_is_for_its_author_and_moderators(member: Member, it: Reply) -> bool:
    return it.author_id == member.id or keeps_order(member)


@rule("restore", on=Contribution)
def authors_bring_back_their_own(member: Member, it: Contribution) -> bool:
    return it.author_id == member.id and not it.hidden_at


@rule("read", on=Product)
def products_are_known_once_they_are_shown(member: Member, it: Product) -> bool:
    return it.shown_at is not None or has_it(member, it) or is_shown_to(member, it)


@rule("review", on=Product)
def one_reviews_what_others_know_or_nobody_does(member: Member, it: Product) -> bool:
    """What stands on a private list of somebody else's is not told by this."""
    return member.suspended_at is None and (
        it.shown_at is not None or not is_a_secret(it) or has_it(member, it)
    )


def is_a_secret(it: Product) -> bool:
    standing = select(Item.id).where(Item.product_id == it.id, Item.removed_at.is_(None))
    return db.session.scalar(standing.limit(1)) is not None


def has_it(member: Member, it: Product) -> bool:
    """On a list of her own."""
    own = select(Item.id).join(ShoppingList, ShoppingList.id == Item.list_id)
    standing = (Item.product_id == it.id, Item.removed_at.is_(None), ShoppingList.author_id == member.id)
    return db.session.scalar(own.where(*standing).limit(1)) is not None


def is_shown_to(member: Member, it: Product) -> bool:
    """On a list that is for some, and for her."""
    standing = select(Item.id).join(ShoppingList, ShoppingList.id == Item.list_id)
    seen = (Item.product_id == it.id, Item.removed_at.is_(None), Item.private.is_(False))
    theirs = standing.where(*seen, readable_by(member.id, ShoppingList))
    return db.session.scalar(theirs.limit(1)) is not None


@rule("merge", on=Product)
def those_who_keep_order_say_what_is_one(member: Member, _it: Product) -> bool:
    return keeps_order(member)


def keeps_order(member: Member) -> bool:
    return member.role in {Role.MODERATOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}


def _is_open(to: OpensTo, member: Member) -> bool:
    return to is OpensTo.MEMBERS or to.admits(member.role, _tier_of(member))


def _tier_of(member: Member) -> Tier | None:
    standing = db.session.get(Standing, member.id)
    return standing.tier if standing else None


@rule("read", on=Board)
def a_board_says_who_reads_it(member: Member, board: Board) -> bool:
    """To all others it does not exist: its topics have the same audience."""
    return admits(board.reads_from, member)


@rule("open_topic", on=Board)
def a_board_says_who_opens_topics(member: Member, board: Board) -> bool:
    return a_board_says_who_reads_it(member, board) and _is_open(board.posts_from, member)


@rule("create", on=Board)
@rule("revise", on=Board)
def those_who_run_the_club_lay_out_boards(member: Member, _board: Board | type[Board]) -> bool:
    return keeps_order(member)


@rule("keep", on=Board)
def a_board_has_its_own_keepers(member: Member, board: Board) -> bool:
    return keeps_order(member) or (member.id in board.keepers and a_board_says_who_reads_it(member, board))


@rule("keep", on=Topic)
@rule("pin", on=Topic)
@rule("lock", on=Topic)
@rule("slow", on=Topic)
@rule("move", on=Topic)
def keepers_keep_order(member: Member, it: Topic) -> bool:
    return it.is_readable and a_board_has_its_own_keepers(member, it.board)


@rule("read", on=HeldPost)
def whoever_wrote_it_and_keepers_read_what_waits(member: Member, it: HeldPost) -> bool:
    return it.author_id == member.id or a_board_has_its_own_keepers(member, it.board)


@rule("decide", on=HeldPost)
def keepers_decide_but_not_on_their_own(member: Member, it: HeldPost) -> bool:
    return it.author_id != member.id and a_board_has_its_own_keepers(member, it.board)


@rule("withdraw", on=HeldPost)
def whoever_wrote_it_takes_it_back(member: Member, it: HeldPost) -> bool:
    return it.author_id == member.id and it.decided_at is None


@rule("ask", on=Topic)
def whoever_opened_a_topic_asks_in_it(member: Member, it: Topic) -> bool:
    return it.is_readable and it.author_id == member.id and it.locked_at is None


@rule("mark_answer", on=Topic)
def the_asker_says_what_helped(member: Member, it: Topic) -> bool:
    return it.is_readable and (it.author_id == member.id or a_board_has_its_own_keepers(member, it.board))
