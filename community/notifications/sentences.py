"""Every kind of news in a sentence, in the reader's language."""

from collections.abc import Callable
from datetime import date, datetime

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from community.notifications.kinds import Kind
from community.notifications.reading import Told
from community.words import day, money

Sentence = Callable[[Told], str]


def who(told: Told) -> str:
    """«Ben», «Ben and Mia», «Ben and 3 others»; without the number for whom it is spared."""
    names = [face.name for face in told.faces]
    if not names:
        return _("Somebody")
    if told.people == 1:
        return names[0]
    if told.people == len(names[:2]):
        return _("%(first)s and %(second)s", first=names[0], second=names[1])
    if told.spared:
        return _("%(name)s and others", name=names[0])
    rest = told.people - 1
    return ngettext("%(name)s and %(num)s other", "%(name)s and %(num)s others", rest, name=names[0])


def sentence(told: Told) -> str:
    """What happened, with names and titles."""
    return SENTENCES[told.kind](told)


def _liked(told: Told) -> str:
    if told.about_kind == "message":
        return _("%(who)s liked a message of yours", who=who(told))
    if told.about_kind == "reply":
        return _("%(who)s liked your reply in “%(title)s”", who=who(told), title=told.title)
    return _("%(who)s liked “%(title)s”", who=who(told), title=told.title)


def _collected(told: Told) -> str:
    product = told.facts.get("product")
    if told.times == 1 and product:
        words = {"who": who(told), "product": product, "title": told.title}
        return _("%(who)s took “%(product)s” from “%(title)s”", **words)
    return _("%(who)s took pieces from “%(title)s”", who=who(told), title=told.title)


def _followed(told: Told) -> str:
    return ngettext("%(who)s follows you now", "%(who)s follow you now", told.people or 1, who=who(told))


def _price(told: Told) -> str:
    """Facts: product, price and was in minor units, currency, storefront."""
    facts, currency = told.facts, str(told.facts.get("currency", "CNY"))
    name = facts.get("product") or told.title
    now = money(int(facts["price"]), currency)
    shop = facts.get("storefront")
    if "was" in facts and shop:
        words = {"name": name, "now": now, "was": money(int(facts["was"]), currency), "shop": shop}
        return _("“%(name)s” costs %(now)s now at %(shop)s, before it was %(was)s", **words)
    if "was" in facts:
        was = money(int(facts["was"]), currency)
        return _("“%(name)s” costs %(now)s now, before it was %(was)s", name=name, now=now, was=was)
    return _("“%(name)s” costs %(now)s now", name=name, now=now)


def _review(told: Told) -> str:
    """Facts: outcome, one of the words below."""
    sentences: dict[str, Callable[[], str]] = {
        "waits": lambda: _("Something waits to be read on “%(title)s”", title=told.title),
        "approved": lambda: _("“%(title)s” was approved", title=told.title),
        "changes": lambda: _("Changes are asked for in “%(title)s”", title=told.title),
        "refused": lambda: _("“%(title)s” was not taken", title=told.title),
        "first_story": lambda: _(
            "%(who)s sends a first story to be read: “%(title)s”", who=who(told), title=told.title
        ),
        "first_story_late": lambda: _(
            "“%(title)s” waits longer to be read than we promised", title=told.title
        ),
        "late": lambda: _(
            "We are late with “%(title)s”, and those who run the programme know", title=told.title
        ),
        "unreviewed": lambda: _(
            "“%(title)s” was not published: it changed, and is read first", title=told.title
        ),
        "hidden": lambda: _("“%(title)s” was hidden by a moderator", title=told.title),
        "restored": lambda: _("“%(title)s” is shown again", title=told.title),
        "application": lambda: _("%(who)s asks to be verified as a blogger", who=who(told)),
        "more": lambda: _("We would like to know more before we verify you"),
        "verified": lambda: _("You are a verified blogger now"),
        "not_verified": lambda: _("You were not verified this time; read why, and what you can do"),
        "repost_allowed": lambda: _("Your repost of “%(title)s” is shown now", title=told.title),
        "repost_declined": lambda: _("“%(title)s” stays without your repost", title=told.title),
        "badge_ends": lambda: _("Your badge ends within a month: see what renews it"),
        "badge_renewed": lambda: _("Your badge is renewed for a year"),
        "badge_ended": lambda: _("Your badge as a verified blogger has ended"),
    }
    say = sentences.get(str(told.facts.get("outcome")))
    return say() if say else _("“%(title)s” was looked at", title=told.title)


def _moderation(told: Told) -> str:
    """Facts: what, one of the words below. Nobody is named, and nothing that was said is repeated."""
    sentences: dict[str, Callable[[], str]] = {
        "case": lambda: _("Something was reported, and waits for a decision"),
        "nothing done": lambda: _("We looked at what you reported: it stays as it is"),
        "something done": lambda: _("We looked at what you reported, and did something. Thank you"),
        "taken back": lambda: _(
            "We looked again at what you reported: it broke no rule, and what we did was taken back"
        ),
        "limit": lambda: _("Something of yours is for your followers alone now: read why"),
        "label": lambda: _("Something of yours was labelled as an advertisement: read why, and what to do"),
        "hide": lambda: _("Something of yours was hidden: read why"),
        "remove": lambda: _("Something of yours was removed: read why"),
        "warn": lambda: _("A moderator has a word for you"),
        "fraud": lambda: _("Fraud was found, and your score counts what you bought alone: read why"),
        "read first": lambda: _("For a while somebody of the team reads first what you write: read why"),
        "suspend": lambda: _("Your membership was suspended for a while: read why"),
        "ban": lambda: _("Your membership was suspended: read why"),
        **_of_fakes(),
        "appeal": lambda: _("Somebody appeals against a decision"),
        "second": lambda: _("A ban waits for a second person"),
        "appeal won": lambda: _("You were right: what was decided on you is taken back"),
        "appeal lost": lambda: _("Your appeal was read: the decision stays"),
    }
    say = sentences.get(str(told.facts.get("what")))
    return say() if say else _("A moderator has looked at something")


def _of_fakes() -> dict[str, Callable[[], str]]:
    """Of dossiers. Of what of theirs it speaks, owners read where nobody looks over their shoulder."""
    return {
        "dossier": lambda: _("A product was told of as a fake, and waits for a moderator"),
        "asked": lambda: _("Your eye is wanted: is this genuine?"),
        "votes in": lambda: _("The experts have spoken: say what was found"),
        "disputed": lambda: _("Perhaps something that concerns you is not genuine: read what to do"),
        "found fake": lambda: _("Something that concerns you was confirmed as a fake: read what to do"),
        "found genuine": lambda: _("Something that was disputed was found to be genuine"),
        "found unproven": lambda: _("Of something you know of nothing was proven: read why"),
        "verdict changed": lambda: _("On appeal a verdict on something that concerns you has changed"),
        "dossier appeal": lambda: _("Somebody appeals against a verdict on a fake"),
    }


def _called_in_chat(told: Told) -> str:
    if room := told.facts.get("room"):
        return _("%(who)s called you in %(room)s", who=who(told), room=room)
    return _("%(who)s wrote to you", who=who(told))


def _invited(told: Told) -> str:
    """Facts: what, one of list, repost, trip and nothing; title, where it is not shown to others yet."""
    title = str(told.facts.get("title") or told.title)
    if told.facts.get("what") == "list":
        return _("%(who)s asks you to keep the list “%(title)s” together", who=who(told), title=title)
    if told.facts.get("what") == "repost":
        return _("%(who)s asks to repost “%(title)s”", who=who(told), title=title)
    if told.facts.get("what") == "trip":
        return _("%(who)s asks you to come along on “%(title)s”", who=who(told), title=title)
    return _("%(who)s asks you to write “%(title)s” together", who=who(told), title=title)


def _list(told: Told) -> str:
    """Facts: count of new pieces; or what, came, and title."""
    title = str(told.facts.get("title") or told.title)
    if told.facts.get("what") == "came":
        return _("%(who)s keeps the list “%(title)s” with you now", who=who(told), title=title)
    if count := int(told.facts.get("count", 0)):
        return ngettext(
            "%(num)d new piece on “%(title)s”", "%(num)d new pieces on “%(title)s”", count, title=title
        )
    return _("%(who)s changed “%(title)s”", who=who(told), title=title)


def _trip(told: Told) -> str:
    """Facts: what, one of the words below."""
    sentences: dict[str, Callable[[], str]] = {
        "coming": lambda: _("%(who)s comes along on “%(title)s”", who=who(told), title=told.title),
        "shown": lambda: _("“%(title)s”, on which you travel, is shown to members now", title=told.title),
        "asked": lambda: _("%(who)s asked something on “%(title)s”", who=who(told), title=told.title),
        "answered": lambda: _("%(who)s answered: “%(title)s”", who=who(told), title=told.title),
        "moved": lambda: _("“%(title)s” has moved: see when and where", title=told.title),
    }
    return sentences[str(told.facts["what"])]()


def _reminder(told: Told) -> str:
    """Facts: what, trip, stream or nothing."""
    if told.facts.get("what") == "trip":
        return _("“%(title)s” begins in an hour", title=told.title)
    if told.facts.get("what") == "stream":
        return _("“%(title)s” is live now", title=told.title)
    return _("You wanted to come back to “%(title)s”", title=told.title)


def _outlet(told: Told) -> str:
    """Facts: outlet, its name."""
    outlet = told.facts.get("outlet", "")
    return _("“%(title)s” does not arrive at %(outlet)s", title=told.title, outlet=outlet)


def _selected(told: Told) -> str:
    """Facts: what, one of invited, reminder, ended and to_sign; until; the name of what is to be signed."""
    what, until = told.facts.get("what"), str(told.facts.get("until", ""))
    if what == "to_sign":
        return _("%(who)s prepared the round “%(name)s”", who=who(told), name=told.facts.get("name", ""))
    if what == "ended":
        return _("Your invitation to Apass has ended")
    last = day(datetime.fromisoformat(until))
    if what == "reminder":
        return _("Your invitation to Apass waits for your answer until %(day)s", day=last)
    return _("The club invites you to Apass; your answer is awaited until %(day)s", day=last)


def _of_the_club(told: Told) -> str:
    """Facts: text, or what is said of the score's rules, with a day or the name of what is proposed."""
    what, name = told.facts.get("what"), told.facts.get("name", "")
    day_of = str(told.facts.get("day", ""))
    day = format_date(date.fromisoformat(day_of), "long") if day_of else ""
    match what:
        case "rules_change":
            return _("From %(day)s on the score counts a little differently: read what changes", day=day)
        case "rules_stay":
            return _("The new rules announced for %(day)s do not come: everything stays as it is", day=day)
        case "rules_to_sign":
            return _("%(who)s proposes to change the score's rules: “%(name)s”", who=who(told), name=name)
        case "rules_declined":
            return _("%(who)s declined your proposal “%(name)s”", who=who(told), name=name)
    return _another_look(str(what)) or str(told.facts.get("text", told.title))


def _another_look(what: str) -> str:
    """At what was taken back from a score."""
    sentences: dict[str, Callable[[], str]] = {
        "look_asked": lambda: _("A member asks for another look at what was taken back from the score"),
        "look_won": lambda: _("You were right: what was taken back from your score counts again"),
        "look_lost": lambda: _(
            "We looked again at what was taken back from your score: it stays so. Read why"
        ),
    }
    say = sentences.get(what)
    return say() if say else ""


def _of_tiers(told: Told) -> str:
    tier = _tier(str(told.facts["tier"]))
    match told.facts.get("what"):
        case "warning":
            day = format_date(date.fromisoformat(str(told.facts["day"])), "long")
            return _(
                "Your year as %(tier)s is reviewed on %(day)s, and your score would not keep it",
                tier=tier,
                day=day,
            )
        case "ended":
            return _("Your year was reviewed: you are %(tier)s now", tier=tier)
    return _("You are %(tier)s now", tier=tier)


def _tier(tier: str) -> str:
    return _("Super") if tier == "super" else "Apass"


SENTENCES: dict[Kind, Sentence] = {
    Kind.REPLY: lambda told: _("%(who)s replied to “%(title)s”", who=who(told), title=told.title),
    Kind.THREAD: lambda told: _("%(who)s wrote in “%(title)s”", who=who(told), title=told.title),
    Kind.MENTION: lambda told: _("%(who)s mentioned you in “%(title)s”", who=who(told), title=told.title),
    Kind.LIKE: _liked,
    Kind.SHARE: lambda told: _("%(who)s reposted “%(title)s”", who=who(told), title=told.title),
    Kind.COLLECT: _collected,
    Kind.FOLLOW: _followed,
    Kind.JOINED: lambda told: _("%(who)s came by your invitation", who=who(told)),
    Kind.TIER: _of_tiers,
    Kind.PUBLISHED: lambda told: _("%(who)s published “%(title)s”", who=who(told), title=told.title),
    Kind.LIVE: lambda told: _("%(who)s is live: “%(title)s”", who=who(told), title=told.title),
    Kind.TOPIC: lambda told: _("%(who)s opened “%(title)s”", who=who(told), title=told.title),
    Kind.SOLVED: lambda told: _("Your reply was the answer in “%(title)s”", title=told.title),
    Kind.INVITED: _invited,
    Kind.LIST: _list,
    Kind.PRICE: _price,
    Kind.REMINDER: _reminder,
    Kind.TRIP: _trip,
    Kind.REVIEW: _review,
    Kind.MODERATION: _moderation,
    Kind.CHAT: _called_in_chat,
    Kind.OUTLET: _outlet,
    Kind.SELECTED: _selected,
    Kind.CLUB: _of_the_club,
}


def discreet(kind: Kind) -> str:
    """For a lock screen that others may see: neither names nor titles."""
    sentences: dict[Kind, Callable[[], str]] = {
        Kind.REPLY: lambda: _("Somebody replied to you"),
        Kind.THREAD: lambda: _("Something new in a thread that you follow"),
        Kind.MENTION: lambda: _("Somebody mentioned you"),
        Kind.INVITED: lambda: _("Somebody asks you something"),
        Kind.LIVE: lambda: _("Somebody you follow is live"),
        Kind.PRICE: lambda: _("A price has moved"),
        Kind.REMINDER: lambda: _("You wanted to come back to something"),
        Kind.CHAT: lambda: _("Somebody called you in a room"),
        Kind.OUTLET: lambda: _("A stream does not arrive where it goes"),
    }
    say = sentences.get(kind)
    return say() if say else _("There is news for you")


def kind_name(kind: Kind) -> str:
    """What a kind of news is called where one says where one wants it."""
    return NAMES[kind]()


NAMES: dict[Kind, Callable[[], str]] = {
    Kind.REPLY: lambda: _("Replies to what I made"),
    Kind.MENTION: lambda: _("Somebody mentions me"),
    Kind.THREAD: lambda: _("News in threads I follow"),
    Kind.TOPIC: lambda: _("New topics on boards I follow"),
    Kind.SOLVED: lambda: _("My reply was the answer"),
    Kind.CHAT: lambda: _("Somebody calls me in a room"),
    Kind.LIKE: lambda: _("Likes"),
    Kind.SHARE: lambda: _("Somebody reposts what I made"),
    Kind.COLLECT: lambda: _("Somebody takes a piece from my list"),
    Kind.FOLLOW: lambda: _("Somebody follows me"),
    Kind.JOINED: lambda: _("Whom I invited has come"),
    Kind.PUBLISHED: lambda: _("New from those I follow"),
    Kind.LIVE: lambda: _("Somebody I follow is live"),
    Kind.LIST: lambda: _("Lists I follow or keep with others"),
    Kind.INVITED: lambda: _("Somebody asks me to write together, or to repost"),
    Kind.PRICE: lambda: _("Prices I watch"),
    Kind.REMINDER: lambda: _("Reminders I set"),
    Kind.TRIP: lambda: _("Trips I travel on or follow, and what I asked there"),
    Kind.REVIEW: lambda: _("Decisions on what I sent in"),
    Kind.MODERATION: lambda: _("What moderators decide, and what became of my reports"),
    Kind.TIER: lambda: _("I reach a tier"),
    Kind.OUTLET: lambda: _("A stream does not arrive outside the club"),
    Kind.SELECTED: lambda: _("Invitations to Apass"),
    Kind.CLUB: lambda: _("News of the club"),
}


def groups() -> list[tuple[str, list[Kind]]]:
    """The kinds in the order in which one would look for them."""
    return [
        (
            _("What is said to me"),
            [Kind.REPLY, Kind.MENTION, Kind.CHAT, Kind.THREAD, Kind.TOPIC, Kind.SOLVED],
        ),
        (_("What others do with what I made"), [Kind.LIKE, Kind.SHARE, Kind.COLLECT, Kind.INVITED]),
        (_("People"), [Kind.FOLLOW, Kind.PUBLISHED, Kind.LIVE, Kind.JOINED]),
        (_("What I keep an eye on"), [Kind.PRICE, Kind.LIST, Kind.TRIP, Kind.REMINDER]),
        (_("The club"), [Kind.TIER, Kind.SELECTED, Kind.REVIEW, Kind.MODERATION, Kind.OUTLET, Kind.CLUB]),
    ]


PICTURES: dict[Kind, str] = {
    Kind.REPLY: "reply",
    Kind.MENTION: "megaphone",
    Kind.THREAD: "messages-square",
    Kind.TOPIC: "messages-square",
    Kind.SOLVED: "circle-check",
    Kind.CHAT: "message-circle",
    Kind.LIKE: "heart",
    Kind.SHARE: "repeat-2",
    Kind.COLLECT: "shopping-bag",
    Kind.FOLLOW: "user-plus",
    Kind.JOINED: "handshake",
    Kind.PUBLISHED: "feather",
    Kind.LIVE: "radio",
    Kind.LIST: "list",
    Kind.INVITED: "pen-line",
    Kind.PRICE: "tag",
    Kind.REMINDER: "clock",
    Kind.TRIP: "plane",
    Kind.REVIEW: "shield",
    Kind.MODERATION: "scale",
    Kind.TIER: "stamp",
    Kind.OUTLET: "share-2",
    Kind.SELECTED: "gem",
    Kind.CLUB: "sparkles",
}
