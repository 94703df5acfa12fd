"""A line of the log as a person reads it: what it is about, and what was decided, in the reader's language.

The log keeps numbers and words of the house alone, so that no language is in it.
"""

import json
from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext

from community.audit import AuditEntry
from community.engagement.standing import Tier
from community.members import Role
from community.moderation.club_rules import rule_called
from community.moderation.models import Measure
from community.moderation.waiting import sorts
from community.moderation.wording import outcome
from community.pages import tier_name
from community.watched.models import Act

Fact = str | int
Facts = dict[str, Fact]
Say = Callable[[Facts], str]


def about_words(line: AuditEntry) -> str:
    """«Case 7»; what is not numbered is called by its word."""
    kind, _space, number = line.about.rpartition(" ")
    if kind in _THINGS:
        return _THINGS[kind](number)
    return f"{sorts()[kind].title()} {number}" if kind in sorts() else line.about.capitalize()


def facts_of(line: AuditEntry) -> str:
    """What the name of the act leaves open; nothing where it says all."""
    facts: Facts = json.loads(line.facts)
    return _FACTS[line.act](facts) if facts and line.act in _FACTS else ""


_THINGS: dict[str, Callable[[str], str]] = {
    "case": lambda n: _("Case %(n)s", n=n),
    "decision": lambda n: _("Decision %(n)s", n=n),
    "member": lambda n: _("Member no. %(n)s", n=n),
    "watched word": lambda n: _("Watched word %(n)s", n=n),
    "product": lambda n: _("Product %(n)s", n=n),
    "dossier": lambda n: _("Dossier %(n)s", n=n),
    "story": lambda n: _("Story %(n)s", n=n),
    "application": lambda n: _("Application %(n)s", n=n),
    "topic": lambda n: _("Topic %(n)s", n=n),
    "board": lambda n: _("Board %(n)s", n=n),
    "room": lambda n: _("Room %(n)s", n=n),
    "held post": lambda n: _("Post %(n)s that waited", n=n),
    "policy": lambda n: _("Proposal %(n)s", n=n),
    "score appeal": lambda n: _("Request %(n)s for another look", n=n),
    "webhook": lambda n: _("Web hook %(n)s", n=n),
    "engine": lambda n: _("Engine %(n)s", n=n),
    "outlet": lambda n: _("Outlet %(n)s", n=n),
    "figure": lambda _n: _("A figure of the club"),
}


def _decided(facts: Facts) -> str:
    said = _(
        "%(outcome)s, by the rule “%(rule)s”",
        outcome=outcome(Measure(str(facts["measure"]))),
        rule=rule_called(str(facts["rule"])).title,
    )
    together = _("together with decision %(n)s", n=facts["together"]) if "together" in facts else ""
    return ", ".join(filter(None, [said, together]))


def _verdict(facts: Facts, name: str = "verdict") -> str:
    return {
        "fake": _("Confirmed fake"),
        "genuine": _("Genuine"),
        "unproven": _("Shown neither way"),
    }[str(facts[name])]


def _watched(facts: Facts) -> str:
    return {
        Act.BLOCK: _("Texts with it are refused"),
        Act.HOLD: _("Texts with it wait for a moderator"),
        Act.FLAG: _("Texts with it make a case"),
        Act.REPLACE: _("Something else stands in its place"),
        Act.TAG: _("Texts with it get a tag"),
    }[Act(str(facts["what"]))]


def _tiers(facts: Facts) -> str:
    tiers = [tier_name(Tier(word)) for word in str(facts["tiers"]).split(", ") if word]
    return ", ".join(tiers) or _("None")


def _role(facts: Facts) -> str:
    return {
        Role.MEMBER: _("Member"),
        Role.BLOGGER: _("Verified blogger"),
        Role.MODERATOR: _("Moderator"),
        Role.SERVICE_MANAGER: _("Service manager"),
        Role.PROGRAMME_MANAGER: _("Programme manager"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[Role(str(facts["role"]))]


_FACTS: dict[str, Say] = {
    "case.decided": _decided,
    "case.undone": lambda it: _("It was decision %(n)s", n=it["decision"]),
    "case.released": lambda it: (
        _("Member no. %(n)s had taken it", n=it["held_by"]) if it.get("held_by") else ""
    ),
    "appeal.decided": lambda it: _("The member was right") if it["won"] else _("The decision stays"),
    "score_appeal.decided": lambda it: _("The member was right") if it["won"] else _("The score stays"),
    "ban.confirmed": lambda it: _("Agreed: for good") if it["agrees"] else _("Found 30 days to be enough"),
    "dossier.disputed": lambda it: ngettext(
        "%(num)d expert was asked", "%(num)d experts were asked", int(it["experts"])
    ),
    "dossier.decided": _verdict,
    "dossier.appeal": lambda it: _("%(was)s before, now: %(now)s", was=_verdict(it, "was"), now=_verdict(it)),
    "word.watched": _watched,
    "word.let_go": _watched,
    "member.read_first": lambda it: ngettext("For %(num)d day", "For %(num)d days", int(it["days"])),
    "tiers.read_first": _tiers,
    "products.merged": lambda it: _("Into product %(n)s", n=it["into"]),
    "member.role": _role,
    "figures.downloaded": lambda it: ngettext("%(num)d member", "%(num)d members", int(it["members"])),
}
