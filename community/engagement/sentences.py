"""Every deed in a sentence: what happened, and why it counted so, in the reader's language."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from community.engagement.activity import Deed
from community.engagement.next_steps import A_PURCHASE, Step
from community.engagement.policy import MILLI
from community.engagement.reading import Line
from community.engagement.weekly import Moved, Sort
from community.words import money

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
    Deed.WENT_LIVE: lambda title, _name: _("You went live with “%(title)s”", title=title),
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
        return _by_itself(line.why["of"])
    reviewed = line.product if line.deed in REVIEWS else None
    title = line.title or reviewed or line.storefront or (line.excerpt or "")[:60] or "…"
    if line.kind == "message" and line.doer_id != reader_id:
        return _("%(name)s liked a message of yours", name=line.doer)
    sentences = OWN if line.doer_id == reader_id else OTHERS
    sentence = sentences[line.deed](title, line.doer)
    if counts_again(line):
        return _("Counts again: %(what)s", what=sentence)
    return _("Taken back: %(what)s", what=sentence) if line.reverses else sentence


def counts_again(line: Line) -> bool:
    """It was taken back, and that was taken back in turn; of a return, only it itself can be."""
    return bool(line.reverses) and line.points > 0 and line.deed is not Deed.PURCHASE_RETURNED


def _by_itself(of: str) -> str:
    """What moved a score though nobody did anything."""
    known = {
        "opening": _("The books were opened"),
        "rules": _("The rules changed"),
        "epoch": _("It was counted anew how credible members are to each other"),
        "found": _("Fraud was found"),
        "cleared": _("A finding of fraud was overturned"),
    }
    return known.get(of) or _("The twelve months moved on")


def why(line: Line) -> str:
    """The factors of a line in words; nothing is left out that made it more or less."""
    factors = line.why
    of, change = factors["of"], factors.get("change", 0)
    if line.reverses and line.points > 0:
        return _counts_again(line.deed)
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
        return _received(factors)
    if of == "spend":
        return _bought(change)
    return _kept(of, change, factors["name"])


def _counts_again(deed: Deed) -> str:
    if deed is Deed.PURCHASE_RETURNED:
        return _("The return does not count any more")
    return _("Somebody looked at it again: it counts as before")


def _plainly(of: str, *, taken_back: bool) -> str | None:
    known = {
        "window": _("Older than twelve months, so it no longer counts"),
        "opening": _("Counted when the books were opened"),
        "rules": _("The same deeds, counted by the new rules"),
        "epoch": _("The same deeds, by what those who valued them weigh now"),
        "found": _("What was given to the club, and what others gave, counts nothing; the decision says why"),
        "cleared": _("All of it counts again, as if nothing had been found"),
    }
    return known.get(of) or (_("What it had given is taken back") if taken_back else None)


def _received(factors: dict[str, Any]) -> str:
    """How it counted, the how many-th it was, and what the giver's word weighs."""
    kind, weight = factors.get("kind", "whole"), factors.get("weight", MILLI)
    if kind == "return":
        return _("You had done the same for this member shortly before: what is only returned counts nothing")
    if kind == "answer":
        return _("You returned a favour: returned favours count a quarter")
    said = [_nth(factors["nth"], factors["per_giver"])]
    if kind == "returned":
        said.append(_("you did the same for this member shortly after: returned favours count a quarter"))
    if weight < MILLI:
        said.append(_("this member's word weighs %(weight)s of 1", weight=f"{weight / MILLI:.2f}"))
    return "; ".join(said)


def _nth(nth: int, per_giver: int) -> str:
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


def moved(what: Moved) -> str:
    """A kind of thing that moved the week, and how often."""
    times = what.times
    sentences: dict[Sort, Callable[[], str]] = {
        Sort.BOUGHT: lambda: ngettext("You bought %(num)d time", "You bought %(num)d times", times),
        Sort.WORK: lambda: ngettext(
            "You gave the club %(num)d thing", "You gave the club %(num)d things", times
        ),
        Sort.FAVOURS: lambda: ngettext(
            "Others valued what you made %(num)d time", "Others valued what you made %(num)d times", times
        ),
        Sort.RETURNED: lambda: ngettext(
            "%(num)d favour that you returned: returned favours count a quarter",
            "%(num)d favours that you returned: returned favours count a quarter",
            times,
        ),
        Sort.ANSWERS: lambda: ngettext(
            "You returned %(num)d favour: what it had given you counts a quarter now",
            "You returned %(num)d favours: what they had given you counts a quarter now",
            times,
        ),
        Sort.ONLY_RETURNS: lambda: ngettext(
            "%(num)d favour only returned yours and counts nothing",
            "%(num)d favours only returned yours and count nothing",
            times,
        ),
        Sort.SENT_BACK: lambda: ngettext("You returned %(num)d order", "You returned %(num)d orders", times),
        Sort.TAKEN_BACK: lambda: ngettext(
            "%(num)d thing was removed or taken back", "%(num)d things were removed or taken back", times
        ),
    }
    tell = sentences.get(what.sort)
    return tell() if tell else _by_itself(what.sort)


def step(what: Step) -> str:
    """Something that would help next."""
    known = {
        "favour": _("A member who has not yet answered anything of yours values it"),
        "storefront": _("You keep something from a storefront that is new to you"),
        "category": _("You keep something of a kind that is new to you"),
        "purchase": _("You buy and keep something for %(sum)s", sum=money(A_PURCHASE * 100)),
    }
    return known.get(what.what) or deed_name(Deed(what.what))


def points(thousandths: int) -> str:
    """As members read it: a sign, and as many decimals as it has, so that what they add up is the sum."""
    if not thousandths:
        return "0"
    sign = "−" if thousandths < 0 else "+"
    whole, rest = divmod(abs(thousandths), MILLI)
    return f"{sign}{whole:,}.{f'{rest:03}'.rstrip('0') or '0'}"


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


def favour_name(deed: Deed) -> str:
    """What a favour is called there."""
    names = {
        Deed.LIKED: _("A like"),
        Deed.ITEM_COLLECTED: _("A piece taken from a list"),
        Deed.HELPED: _("A reply said to have helped"),
        Deed.REPLY_WRITTEN: _("A reply to something of yours"),
        Deed.SHARE_VISITED: _("Somebody shared it, and others came"),
    }
    return names[deed]


def part_name(part: str) -> str:
    """What a part of the score is called."""
    names = {
        "purchases": _("Purchases"),
        "breadth": _("Breadth"),
        "contribution": _("What you give"),
        "resonance": _("What others did with it"),
        "credibility": _("Credibility"),
    }
    return names[part]
