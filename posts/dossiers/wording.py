"""What members read of a dossier."""

from collections.abc import Callable
from http import HTTPStatus

from flask_babel import gettext as _

from community.db import Refusal
from community.moderation.models import SayWhy, TooLong
from community.moderation.refusals import said as said_of_moderation
from community.moderation.refusals import status_of as status_in_moderation
from posts.dossiers.models import (
    LONGEST,
    MOST_PHOTOS,
    Dossier,
    NoExpert,
    NoPhoto,
    NoSeller,
    Sign,
    ToldAlready,
    TooManyPhotos,
    Verdict,
    Vote,
    VoteIsOn,
    VoteIsOver,
)
from posts.shopping.models import State


def mark_name(word: str) -> str:
    return {
        "disputed": _("Disputed"),
        "fake": _("Confirmed fake"),
        "genuine": _("Genuine"),
        "unproven": _("Not proven"),
    }[word]


def mark_words(word: str, seller: str) -> str:
    """As templates/posts/dossiers/pieces.html draws it, where only words fit."""
    return {
        "disputed": _("Disputed, from %(seller)s: perhaps not genuine", seller=seller),
        "fake": _("Confirmed fake, from %(seller)s", seller=seller),
        "genuine": _("Examined, from %(seller)s: genuine", seller=seller),
    }[word]


def verdict_words(verdict: Verdict) -> str:
    """What it does, as a moderator chooses it."""
    return {
        Verdict.FAKE: _(
            "It says so wherever the product of this seller is shown, and its owners read what to do."
        ),
        Verdict.GENUINE: _("The doubt is gone, and it says so wherever there was doubt."),
        Verdict.UNPROVEN: _("Neither was shown: nothing stands by it any more."),
    }[verdict]


def vote_name(vote: Vote) -> str:
    return {
        Vote.FAKE: _("A fake"),
        Vote.GENUINE: _("Genuine"),
        Vote.UNSURE: _("I cannot tell from this"),
    }[vote]


def sign_name(sign: Sign | str) -> str:
    return {
        Sign.PACKAGING: _("Box, bag or label"),
        Sign.PAPERS: _("Papers and receipt"),
        Sign.NUMBER: _("Serial number or code"),
        Sign.ENGRAVING: _("Logo, engraving or print"),
        Sign.MATERIAL: _("Material, weight or smell"),
        Sign.WORK: _("Seams, hinges, finish"),
        Sign.PRICE: _("A price that is too good"),
    }[Sign(sign)]


def stage_of(it: Dossier) -> str:
    """Where it stands, in a few words."""
    if it.verdict:
        return mark_name(it.verdict)
    if not it.disputed_at:
        return _("Waits for a moderator")
    return _("The experts have spoken") if it.has_voted else _("Experts look at it")


def advice_to(states: set[State], verdict: Verdict | None) -> list[str]:
    """What somebody does who has it on a list, in the order in which they do it."""
    if verdict is None:
        return [
            _("Do not use it, pass it on or buy it until this is decided."),
            _("Keep the box, the papers and the order as they are."),
        ]
    if verdict is not Verdict.FAKE:
        return []
    had = {State.BOUGHT, State.PASSED_ON} & states
    bought = [
        _("Ask the seller for your money back, in writing, and give the number of this case."),
        _("Tell your bank or card within its time to object; it is often short."),
        _("Keep the piece with box, papers and order until that is settled. Do not pass it on."),
    ]
    passed = [_("Tell whoever you passed it on to: only you know who that is.")]
    wanted = [_("Buy it elsewhere: the product's page says who sells it.")]
    return (
        (bought if had else [])
        + (passed if State.PASSED_ON in states else [])
        + (wanted if State.WANT in states else [])
    )


def status_of(refusal: Refusal) -> HTTPStatus:
    return HTTPStatus.CONFLICT if isinstance(refusal, TOO_LATE_OR_EARLY) else status_in_moderation(refusal)


def said(refusal: Refusal) -> str:
    words = _words.get(type(refusal))
    return words() if words else said_of_moderation(refusal)


_words: dict[type[Refusal], Callable[[], str]] = {
    NoSeller: lambda: _("Say who sold it: at one shop it may be genuine, at another not."),
    NoPhoto: lambda: _("Show at least one photo of it: nobody can judge what they have not seen."),
    TooManyPhotos: lambda: _("At most %(most)d photos: choose those that show most.", most=MOST_PHOTOS),
    ToldAlready: lambda: _("You told of this before, or it is known: see where it stands."),
    NoExpert: lambda: _(
        "One of those you chose is not verified for this brand, or has a part in it. Choose again."
    ),
    VoteIsOver: lambda: _("The vote is over, or you have voted. Thank you for your eye."),
    VoteIsOn: lambda: _("Mark it as disputed first, and let the experts speak; then say what was found."),
    SayWhy: lambda: _("Say why, in a sentence or two."),
    TooLong: lambda: _("That is too long: at most %(most)d characters.", most=LONGEST),
}
TOO_LATE_OR_EARLY = (ToldAlready, VoteIsOver, VoteIsOn)
FIELDS: dict[type[Refusal], str] = {
    NoSeller: "seller",
    NoPhoto: "file",
    TooManyPhotos: "file",
    SayWhy: "text",
    TooLong: "text",
}
