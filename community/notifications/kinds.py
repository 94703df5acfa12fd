"""What one may be told of: every kind of news, with the channels it takes unless one says otherwise."""

from enum import StrEnum


class Kind(StrEnum):
    """Everything that rings. A room that has news of its own adds its word here, and a sentence."""

    REPLY = "reply"  # to what I made
    THREAD = "thread"  # in a thread I follow
    MENTION = "mention"
    LIKE = "like"
    SHARE = "share"  # reposted
    COLLECT = "collect"
    FOLLOW = "follow"
    JOINED = "joined"  # whom I invited came
    TIER = "tier"
    PUBLISHED = "published"  # by somebody I follow
    LIVE = "live"  # somebody I follow
    TOPIC = "topic"  # in a board I follow
    SOLVED = "solved"  # my reply was the answer
    INVITED = "invited"  # to write something together; or asks to repost
    LIST = "list"  # a list I follow or keep with others changed
    PRICE = "price"
    REMINDER = "reminder"
    REVIEW = "review"  # what I sent in was decided on
    MODERATION = "moderation"  # what I reported, or what was decided on something of mine
    TRIP = "trip"  # I travel, follow, or asked something
    CHAT = "chat"
    OUTLET = "outlet"  # my stream does not arrive where it goes besides
    SELECTED = "selected"  # for a tier, by invitation
    CLUB = "club"


class Channel(StrEnum):
    APP = "app"
    MAIL = "mail"
    PUSH = "push"


# These need not be published: the room that tells them knows with whom a thing is shared, and withdraws them.
BETWEEN_US = (Kind.INVITED, Kind.LIST, Kind.REVIEW, Kind.TRIP)

Channels = frozenset[Channel]
NONE: Channels = frozenset()
QUIETLY: Channels = frozenset({Channel.APP})
BY_MAIL = QUIETLY | {Channel.MAIL}
AT_ONCE = QUIETLY | {Channel.PUSH}
EVERYWHERE: Channels = frozenset(Channel)

# People want to know what is meant for them; what is merely nice waits until they look.
USUAL: dict[Kind, Channels] = {
    Kind.REPLY: EVERYWHERE,
    Kind.THREAD: QUIETLY,
    Kind.MENTION: EVERYWHERE,
    Kind.LIKE: QUIETLY,
    Kind.SHARE: QUIETLY,
    Kind.COLLECT: QUIETLY,
    Kind.FOLLOW: QUIETLY,
    Kind.JOINED: BY_MAIL,
    Kind.TIER: BY_MAIL,
    Kind.PUBLISHED: NONE,
    Kind.LIVE: AT_ONCE,
    Kind.TOPIC: QUIETLY,
    Kind.SOLVED: AT_ONCE,
    Kind.INVITED: EVERYWHERE,
    Kind.LIST: QUIETLY,
    Kind.PRICE: EVERYWHERE,
    Kind.REMINDER: EVERYWHERE,
    Kind.REVIEW: BY_MAIL,
    Kind.MODERATION: BY_MAIL,
    Kind.TRIP: EVERYWHERE,
    Kind.CHAT: AT_ONCE,
    Kind.OUTLET: AT_ONCE,
    Kind.SELECTED: EVERYWHERE,
    Kind.CLUB: BY_MAIL,
}
