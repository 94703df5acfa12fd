"""Who may do what on the ground floor: the whole policy, on one page."""

from community.audience import OVERSEEING, admits
from community.chat.models import Kind, Membership, Message, Post, Room
from community.contributions import Contribution
from community.db import db
from community.entrance.invitations import Invitation
from community.inlet.models import Source
from community.members import Member, Role
from community.moderation.models import Appeal, Case, Decision, StaffNote
from community.permissions import may, rule
from community.pictures.models import Photo
from community.quiet.hearing import apart, takes_letters
from community.quiet.models import MutedWord
from community.read_first.models import ReadFirst, ReadFirstTier
from community.search.changes import IndexChange
from community.sharing.models import ShareLink
from community.watched.models import WatchedWord
from community.webhooks.models import Webhook


@rule("follow", on=Member)
def one_follows_others(member: Member, whom: Member) -> bool:
    return member.id != whom.id and whom.suspended_at is None and not apart(member.id, whom.id)


@rule("unfollow", on=Member)
@rule("silence", on=Member)
def one_keeps_away_from_others(member: Member, whom: Member) -> bool:
    return member.id != whom.id


@rule("mute", on=MutedWord)
def every_member_mutes_words(member: Member, _word: type[MutedWord]) -> bool:
    return member.suspended_at is None


@rule("read", on=MutedWord)
@rule("unmute", on=MutedWord)
def muted_words_are_ones_own(member: Member, word: MutedWord) -> bool:
    return word.member_id == member.id


@rule("report", on=Contribution)
def one_reports_what_others_show_one(member: Member, it: Contribution) -> bool:
    return it.author_id != member.id and may(member, "read", it)


@rule("report", on=Member)
def one_reports_others(member: Member, whom: Member) -> bool:
    return member.id != whom.id and whom.left_at is None


@rule("see_queue", on=Case)
@rule("read", on=Case)
@rule("decide", on=Case)
@rule("decide", on=Appeal)
@rule("confirm", on=Decision)
@rule("write", on=StaffNote)
@rule("keep", on=WatchedWord)
@rule("keep", on=ReadFirst)
def moderators_keep_order(member: Member, _case: object) -> bool:
    """Who is too close to a case is refused in words: see moderation/conflicts.py."""
    return member.role in OVERSEEING


@rule("read", on=Decision)
def one_reads_what_was_decided_on_one(member: Member, decision: Decision) -> bool:
    return decision.member_id == member.id or member.role in OVERSEEING


@rule("appeal", on=Decision)
def one_appeals_for_oneself(member: Member, decision: Decision) -> bool:
    return decision.member_id == member.id


@rule("undo", on=Decision)
def who_decided_takes_it_back(member: Member, decision: Decision) -> bool:
    return decision.by_id == member.id and member.role in OVERSEEING


@rule("look_after", on=IndexChange)
def administrators_look_after_the_index(member: Member, _index: type[IndexChange]) -> bool:
    return member.role is Role.ADMINISTRATOR


@rule("keep", on=ReadFirstTier)
@rule("keep", on=Source)
@rule("keep", on=Webhook)
def administrators_settle_it(member: Member, _what: type[Source | Webhook | ReadFirstTier]) -> bool:
    return member.role is Role.ADMINISTRATOR


@rule("invite", on=Member)
def every_member_invites(member: Member, _whom: type[Member]) -> bool:
    return member.suspended_at is None


@rule("read", on=Invitation)
@rule("revoke", on=Invitation)
def inviters_keep_their_invitations(member: Member, invitation: Invitation) -> bool:
    return invitation.inviter_id == member.id or member.role is Role.ADMINISTRATOR


@rule("add", on=Photo)
def every_member_brings_photos(member: Member, _photo: type[Photo]) -> bool:
    return member.suspended_at is None


@rule("open", on=Room)
def every_member_opens_rooms(member: Member, _room: type[Room]) -> bool:
    return member.suspended_at is None


@rule("read", on=Room)
def one_reads_open_rooms_and_ones_own(member: Member, room: Room) -> bool:
    if room.kind is Kind.OPEN:
        return admits(room.audience, member)
    return _seat(member, room.home_id) is not None


@rule("write", on=Room)
def one_writes_where_one_reads(member: Member, room: Room) -> bool:
    open_to_her = room.archived_at is None and one_reads_open_rooms_and_ones_own(member, room)
    return open_to_her and (room.kind is not Kind.DIRECT or not _parted(room))


@rule("join", on=Room)
def open_rooms_and_threads_are_joined(member: Member, room: Room) -> bool:
    opens = room.kind is Kind.OPEN or room.parent_id is not None
    return opens and room.archived_at is None and one_reads_open_rooms_and_ones_own(member, room)


@rule("leave", on=Room)
def rooms_and_threads_are_left(member: Member, room: Room) -> bool:
    leaves = room.kind is not Kind.DIRECT or room.parent_id is not None
    return leaves and _seat(member, room.id) is not None


@rule("keep", on=Room)
def owners_keep_their_rooms(member: Member, room: Room) -> bool:
    """A thread is as the room around it is."""
    return room.parent_id is None and _owns(member, room)


@rule("hurry", on=Room)
def those_who_keep_a_room_are_not_slowed_down(member: Member, room: Room) -> bool:
    return _owns(member, room)


@rule("end", on=ShareLink)
def one_ends_ones_own_links(member: Member, link: ShareLink) -> bool:
    return link.member_id == member.id


@rule("write_to", on=Member)
def one_writes_to_others(member: Member, whom: Member) -> bool:
    """What was begun may go on, unless one of the two has blocked the other."""
    if member.id == whom.id or whom.suspended_at is not None:
        return False
    return takes_letters(whom, member)


@rule("read", on=Message)
def one_reads_what_is_said_in_ones_rooms(member: Member, message: Message) -> bool:
    there = not message.removed_at and not message.hidden_at
    return there and one_reads_open_rooms_and_ones_own(member, message.room)


@rule("like", on=Message)
def one_likes_what_others_say(member: Member, message: Message) -> bool:
    return message.author_id != member.id and one_reads_what_is_said_in_ones_rooms(member, message)


@rule("revise", on=Message)
@rule("remove", on=Message)
def one_changes_ones_own_words(member: Member, message: Message) -> bool:
    own = message.author_id == member.id and not message.removed_at and not message.hidden_at
    return own and one_writes_where_one_reads(member, message.room)


@rule("call_all", on=Room)
def those_who_keep_a_room_call_all_who_are_in_it(member: Member, room: Room) -> bool:
    return owners_keep_their_rooms(member, room)


@rule("answer", on=Message)
def what_is_read_is_answered_where_one_writes(member: Member, message: Message) -> bool:
    there = one_reads_what_is_said_in_ones_rooms(member, message)
    return there and one_writes_where_one_reads(member, message.room)


@rule("forward", on=Message)
def words_are_carried_on_from_open_rooms(member: Member, message: Message) -> bool:
    """What was said behind a door stays there, but for one's own words."""
    may_leave = message.room.is_for_all or message.author_id == member.id
    return may_leave and one_reads_what_is_said_in_ones_rooms(member, message)


@rule("pin", on=Room)
def those_who_keep_a_room_pin_in_it(member: Member, room: Room) -> bool:
    """Of two who write to each other, both."""
    keeps = _seat(member, room.home_id) if room.kind is Kind.DIRECT else _owns(member, room)
    return bool(keeps) and room.archived_at is None


@rule("pin", on=Message)
def what_is_read_may_be_pinned(member: Member, message: Message) -> bool:
    there = one_reads_what_is_said_in_ones_rooms(member, message)
    return there and those_who_keep_a_room_pin_in_it(member, message.room)


def _parted(room: Room) -> bool:
    """Whether one of the two of a direct room has blocked the other."""
    home = db.session.get_one(Room, room.home_id)
    _direct, one, other = home.slug.split("-")
    return apart(int(one), int(other))


def _owns(member: Member, room: Room) -> bool:
    """Those who keep order in the club do so in every open room they enter, too: see chat/keeping.py."""
    if room.kind is Kind.OPEN and member.role in OVERSEEING:
        return one_reads_open_rooms_and_ones_own(member, room)
    mine = _seat(member, room.home_id)
    return room.kind is not Kind.DIRECT and mine is not None and mine.role is Post.OWNER


def _seat(member: Member, room_id: int) -> Membership | None:
    return db.session.get(Membership, (room_id, member.id))
