"""Every deed in a sentence: what happened, and why it counted so, in the reader's language."""

from collections.abc import Callable

from flask_babel import gettext as _

from community.engagement.activity import Deed
from community.engagement.policy import MILLI
from community.engagement.reading import Line
from community.words import money

SMALL = 0.1  # below it, points are told to the thousandth
REVIEWS = {Deed.REVIEW_WRITTEN, Deed.REVIEW_TOLD}  # told by another site, they are about a product
Sentence = Callable[[str, str], str]

# What I did myself; the first word is the title of what it was about.
OWN: dict[Deed, Sentence] = {
    Deed.MEMBER_JOINED: lambda _title, _name: _("You joined the club"),
    Deed.MEMBER_INVITED: lambda _title, _name: _("You invited somebody"),
    Deed.MEMBER_FOLLOWED: lambda _title, _name: _("You followed a member"),
    Deed.STORY_PUBLISHED: lambda title, _name: _("You published the story “%(title)s”", title=title),
    Deed.LIST_PUBLISHED: lambda title, _name: _("You published the list “%(title)s”", title=title),
    Deed.LIST_FOLLOWED: lambda title, _name: _("You followed the list “%(title)s”", title=title),
    Deed.ITEM_COLLECTED: lambda title, _name: _("You took a piece from “%(title)s”", title=title),
    Deed.TOPIC_OPENED: lambda title, _name: _("You opened the topic “%(title)s”", title=title),
    Deed.TIP_SHARED: lambda title, _name: _("You shared the tip “%(title)s”", title=title),
    Deed.REVIEW_WRITTEN: lambda title, _name: _(
        "You reviewed “%(title)s”, which you bought and kept", title=title
    ),
    Deed.REVIEW_TOLD: lambda title, _name: _("You reviewed “%(title)s”", title=title),
    Deed.REPLY_WRITTEN: lambda title, _name: _("You replied to “%(title)s”", title=title),
    Deed.HELPED: lambda title, _name: _("You said which reply helped in “%(title)s”", title=title),
    Deed.MESSAGE_SENT: lambda _title, _name: _("You wrote in a room"),
    Deed.LIKED: lambda title, _name: _("You liked “%(title)s”", title=title),
    Deed.SHARE_VISITED: lambda title, _name: _("Somebody came by your link to “%(title)s”", title=title),
    Deed.REPOSTED: lambda title, _name: _("You reposted “%(title)s”", title=title),
    Deed.AWARDED: lambda _title, _name: _("The club thanked you; why stands under your awards"),
    Deed.PURCHASE_MADE: lambda title, _name: _("You bought at %(title)s", title=title),
    Deed.PURCHASE_RETURNED: lambda title, _name: _("You returned something to %(title)s", title=title),
    Deed.STOREFRONT_VISITED: lambda title, _name: _("You visited %(title)s", title=title),
}

# What somebody did for me.
OTHERS: dict[Deed, Sentence] = {
    Deed.LIKED: lambda title, name: _("%(name)s liked “%(title)s”", name=name, title=title),
    Deed.SHARE_VISITED: lambda title, name: _(
        "Somebody came to “%(title)s” by a link of %(name)s", name=name, title=title
    ),
    Deed.ITEM_COLLECTED: lambda title, name: _(
        "%(name)s took a piece from “%(title)s”", name=name, title=title
    ),
    Deed.HELPED: lambda title, name: _(
        "%(name)s says that your reply in “%(title)s” helped", name=name, title=title
    ),
    Deed.REPLY_WRITTEN: lambda title, name: _("%(name)s replied to “%(title)s”", name=name, title=title),
}


def what(line: Line, reader_id: int) -> str:
    if line.deed is None:
        return _("The books were opened") if line.why["of"] == "opening" else _("The twelve months moved on")
    reviewed = line.product if line.deed in REVIEWS else None
    title = line.title or reviewed or line.storefront or (line.excerpt or "")[:60] or "…"
    if line.kind == "message" and line.doer_id != reader_id:
        return _("%(name)s liked a message of yours", name=line.doer)
    sentences = OWN if line.doer_id == reader_id else OTHERS
    sentence = sentences[line.deed](title, line.doer)
    return _("Taken back: %(what)s", what=sentence) if line.reverses else sentence


def why(line: Line) -> str:
    """The factors of a line in words; nothing is left out that made it more or less."""
    factors = line.why
    of, change = factors["of"], factors.get("change", 0)
    if plain := _plainly(of, taken_back=bool(line.reverses)):
        return plain
    if of == "given":
        return _(
            "%(each)d points each; number %(nth)d that day, at most %(most)d a day count",
            each=factors["each"],
            nth=factors["nth"],
            most=factors["a_day"],
        )
    if of == "received":
        return _received(factors["nth"], factors["per_giver"])
    if of == "spend":
        return _bought(change)
    return _kept(of, change, factors["name"])


def _plainly(of: str, *, taken_back: bool) -> str | None:
    if of == "window":
        return _("Older than twelve months, so it no longer counts")
    if of == "opening":
        return _("Counted when the books were opened")
    return _("What it had given is taken back") if taken_back else None


def _received(nth: int, per_giver: int) -> str:
    if nth == 1:
        return _("The first favour of this member in twelve months: half of at most %(most)d", most=per_giver)
    return _("Favour %(nth)d of the same member: each counts half of the one before", nth=nth)


def _bought(change: int) -> str:
    if change < 0:
        return _("%(sum)s less kept in twelve months", sum=money(-change))
    return _("%(sum)s more kept in twelve months", sum=money(change))


def _kept(of: str, change: int, name: str) -> str:
    if change < 0:
        return _("Nothing kept from %(name)s any more", name=name)
    if of == "storefronts":
        return _("A new storefront for you: %(name)s", name=name)
    return _("A new kind of goods for you: %(name)s", name=name)


def points(thousandths: int) -> str:
    """As members read it: a sign, and one decimal where it says something."""
    sign = "−" if thousandths < 0 else "+"
    size = abs(thousandths) / MILLI
    return f"{sign}{size:,.1f}" if size >= SMALL else f"{sign}{size:.3f}"


def deed_name(deed: Deed) -> str:
    """What a deed is called where the rules are told."""
    names = {
        Deed.STORY_PUBLISHED: _("A story"),
        Deed.LIST_PUBLISHED: _("A shopping list"),
        Deed.TOPIC_OPENED: _("A topic"),
        Deed.TIP_SHARED: _("A tip"),
        Deed.REVIEW_WRITTEN: _("A review of what was bought and kept"),
        Deed.REPLY_WRITTEN: _("A reply"),
        Deed.SHARE_VISITED: _("A visit by your link"),
        Deed.AWARDED: _("A step of an award by the club"),
    }
    return names[deed]
