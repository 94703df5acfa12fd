"""What one policy says otherwise than another, in the words of whoever reads the rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _

from community.engagement.activity import Deed
from community.engagement.policy import MILLI, Policy
from community.engagement.sentences import deed_name, favour_name, part_name
from community.engagement.worths import FAVOURS, GIVEN, Each
from community.words import money

Words = Iterator[tuple[str, str]]  # of what, and how much


@dataclass(frozen=True)
class Change:
    what: str
    before: str
    after: str


def changes(old: Policy, new: Policy) -> list[Change]:
    """In the order in which the rules are told; a name and a day are none."""
    before, after = dict(_told(old)), dict(_told(new))
    names = [*before, *(name for name in after if name not in before)]
    pairs = ((name, before.get(name, _("not counted")), after.get(name, _("not counted"))) for name in names)
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


def _told(policy: Policy) -> Words:
    for part, cap in policy.caps:
        yield _("%(part)s: at most", part=part_name(part)), _points(cap)
    yield _("What counts"), _days(policy.window_days)
    yield from _bought(policy)
    yield from _given(policy)
    yield from _valued(policy)
    yield from _tiers(policy)
    for currency, rate in policy.rates.items():
        if currency != "CNY":
            yield _("One %(currency)s counts as", currency=currency), f"CNY {rate / 10_000:g}"


def _bought(policy: Policy) -> Words:
    curve = [
        _("%(points)s for %(sum)s", points=_points(worth), sum=money(spent * 100))
        for spent, worth in policy.purchases.curve
        if spent
    ]
    yield _("What you buy and keep"), "; ".join(curve)
    yield _("A storefront that is new to you"), _each(policy.breadth.storefront)
    yield _("A kind of goods that is new to you"), _each(policy.breadth.category)


def _each(it: Each) -> str:
    return _("%(points)s, up to %(most)s of them", points=_points(it.points), most=format_decimal(it.at_most))


def _given(policy: Policy) -> Words:
    for deed in GIVEN:
        if worth := policy.contribution.get(deed):
            a_day = _("%(points)s, %(most)d a day", points=_points(worth.points), most=worth.a_day)
            yield deed_name(Deed(deed)), a_day


def _valued(policy: Policy) -> Words:
    it = policy.resonance
    yield _("What one member can give you in a year"), _points(it.per_giver)
    for deed in FAVOURS:
        if deed in it.deeds:
            yield favour_name(Deed(deed)), _("counted")
    yield (
        _("A favour that is returned"),
        _(
            "counts one in %(part)d within %(span)s",
            part=it.returned_one_in,
            span=_days(it.returned_within),
        ),
    )
    yield _("What a newcomer's word weighs"), f"{it.weights.unknown / MILLI:g}"
    yield _("What a word weighs before anybody is vouched for"), f"{it.weights.before_any / MILLI:g}"


def _tiers(policy: Policy) -> Words:
    it = policy.tiers
    yield _("Super from"), _points(it.super)
    yield _("Apass, by invitation, from"), _points(it.apass)
    yield _("How long a score must be there to rise"), _days(it.days_at_threshold)
    yield _("From one review to the next"), _days(it.term_days)
    yield _("What keeps a tier at its review"), _("%(share)d %% of its threshold", share=it.keep)
    yield _("Days before a review that you hear of it"), ", ".join(map(str, it.warnings)) or _("never")


def _points(number: int) -> str:
    return ngettext("%(number)s point", "%(number)s points", number, number=format_decimal(number))


def _days(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number, number=format_decimal(number))


def begins(policy: Policy) -> str:
    """The day of a policy in words."""
    return str(format_date(policy.from_, "long"))
