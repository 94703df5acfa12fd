"""What the accounts of each attack do on a day, by the verbs that pages and programs call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from community import clock
from community.entrance.inviting import invite
from community.entrance.joining import invitation_by, join, newcomer
from community.sharing.linking import end, share
from community.sharing.visiting import visit
from posts.blog.models import Words
from posts.blog.publishing import remove, restore
from posts.blog.writing import revise
from posts.forum.opening import open_topic
from posts.reactions.liking import like, unlike
from posts.replies.writing import remove as remove_reply
from posts.replies.writing import reply
from programme.attacks.clubs import Club, joins, member

Scheme = Callable[[Club, int], None]  # what they do on a day, from 0 on
STAKE = 2_000_00  # minor units of CNY: who keeps that much may have a whole voice
DEAR = 100_000_00
TURN = 2  # days from one round of praise to the next
HELD = 7  # days on which it is there, the first and the last among them
PASSWORD = "seven long words are better than one"  # noqa: S105  of nobody


@dataclass(frozen=True)
class Attack:
    """`beside`: what they do as any newcomer might; what is gained is what the attack adds to that."""

    name: LazyString
    does: Scheme
    beside: Scheme
    pays: bool = False
    is_short: bool = True  # it is played in the short form, too

    @property
    def key(self) -> str:
        return self.does.__name__


def posts(club: Club, _day: int) -> None:
    """A story each, every day."""
    for one in club.attackers:
        club.writes(one)


def star(club: Club, day: int) -> None:
    posts(club, day)
    first, *others = club.attackers
    for one in others if day % TURN == 0 else ():
        like(club.newest(first), by=member(one))


def clique(club: Club, day: int) -> None:
    posts(club, day)
    _all_like_all(club, day)


def lures(club: Club, day: int) -> None:
    """Each likes an honest member; one of them, another each day, is liked back."""
    posts(club, day)
    for n, one in enumerate(club.attackers):
        like(club.newest(_someone(club, day * 7 + n)), by=member(one))
    lured = club.attackers[day % len(club.attackers)]
    like(club.newest(lured), by=member(_someone(club, day * 7)))


def chain(club: Club, day: int) -> None:
    """The same of accounts each of which was let in by the one before."""
    clique(club, day)


def camouflage(club: Club, day: int) -> None:
    lures(club, day)
    _all_like_all(club, day)


def buys_and_lures(club: Club, day: int) -> None:
    if not day:
        club.orders((one, STAKE) for one in club.attackers)
    lures(club, day)


def ring_of_buyers(club: Club, day: int) -> None:
    buys_and_lures(club, day)
    _all_like_all(club, day)


def bought_and_returned(club: Club, day: int) -> None:
    """Kept for as long as one may without being asked why, and bought again."""
    posts(club, day)
    if day % HELD == 0:
        club.orders(((one, DEAR) for one in club.attackers), shop=day)
    if day % HELD == HELD - 1 or day == club.size.days - 1:
        club.orders(((one, DEAR) for one in club.attackers), "purchase.returned", shop=day - day % HELD)


def share_spam(club: Club, day: int) -> None:
    """Each shares what another wrote, and all come by it; every other day by a second link, too."""
    posts(club, day)
    for n, one in enumerate(club.attackers):
        for turn in range(1 + day % 2):
            link = share(club.newest(club.attackers[n - 1]), by=member(one))
            for other in club.attackers:
                visit(link, f"member {other}")
            if turn < day % 2:
                end(link, by=member(one))


def edited_and_deleted(club: Club, day: int) -> None:
    """One story, one reply, written, changed, taken away and brought back over and over."""
    for n, one in enumerate(club.attackers):
        me, it = member(one), club.writes(one)
        for turn in range(2):
            revise(it, Words(f"{it.title} again {turn}", "The same."), by=me)
            remove(it, by=me)
            restore(it, by=me)
            said = reply(club.newest(_someone(club, n)), f"So true, {day} {turn}", by=me)
            remove_reply(said, by=me)
        remove(it, by=me)


def night_bots(club: Club, day: int) -> None:
    """More than any day counts, between midnight and morning."""
    for n, one in enumerate(club.attackers):
        with clock.stopped(clock.now() + timedelta(hours=12, minutes=n)):
            for turn in range(3):
                club.writes(one)
                open_topic(club.board, f"Topic {day} {turn}", "Which one?", by=member(one))
            for turn in range(11):
                reply(club.newest(_someone(club, n + turn)), f"Lovely {day} {turn}", by=member(one))


def vote_trading(club: Club, day: int) -> None:
    """A likes B, B likes C, C likes A: nobody returns a favour to whom it came from."""
    posts(club, day)
    _trade(club, day)


def buyers_trade(club: Club, day: int) -> None:
    buys_and_lures(club, day)
    _trade(club, day)


def liked_and_unliked(club: Club, day: int) -> None:
    """The same like given three times over."""
    posts(club, day)
    first, *others = club.attackers
    for one in others:
        for _turn in range(3):
            like(club.newest(first), by=member(one))
            unlike(club.newest(first), by=member(one))


def arrive(club: Club, *, by_invitation: bool) -> None:
    """New accounts of today; each may be let in by the one before."""
    club.attackers = [joins("Attacker0")]
    for n in range(1, club.size.attackers):
        club.attackers.append(_invited(n, club.attackers[-1]) if by_invitation else joins(f"Attacker{n}"))


def _invited(n: int, by: int) -> int:
    code = invite(member(by))[1].rpartition("/")[2]
    words = {"handle": f"attacker{n}", "name": f"Attacker{n}", "email": f"attacker{n}@example.org"}
    invitation = invitation_by(code)
    assert invitation  # noqa: S101  it was made just now
    return join(invitation, newcomer(**words, password=PASSWORD))[0].id


def _trade(club: Club, day: int) -> None:
    many = len(club.attackers) if day % TURN == 0 else 0
    for n in range(many):
        for ahead in range(1, (many + 1) // 2):
            like(club.newest(club.attackers[(n + ahead) % many]), by=member(club.attackers[n]))


def _all_like_all(club: Club, day: int) -> None:
    for giver in club.attackers if day % TURN == 0 else ():
        for receiver in club.attackers:
            if giver != receiver:
                like(club.newest(receiver), by=member(giver))


def _someone(club: Club, number: int) -> int:
    """Of the honest; over and over another."""
    return club.honest[number * 5 % len(club.honest)]


ATTACKS = (
    Attack(_("a star: all like all that one writes"), star, beside=posts),
    Attack(_("a clique: all like all"), clique, beside=posts),
    Attack(
        _("camouflage: a clique that likes honest members, and is liked by some"), camouflage, beside=lures
    ),
    Attack(_("a ring of buyers, liked by some"), ring_of_buyers, beside=buys_and_lures, pays=True),
    Attack(_("CNY 100,000 spent, kept for a week, returned, again"), bought_and_returned, beside=posts),
    Attack(_("share spam: all come by all links, ended and made anew"), share_spam, beside=posts),
    Attack(_("written, changed, deleted and brought back in a loop"), edited_and_deleted, beside=posts),
    Attack(_("night bots that write more than any day counts"), night_bots, beside=posts),
    Attack(_("a chain of invitations, all like all"), chain, beside=posts),
    Attack(_("vote trading: never with whom one owes"), vote_trading, beside=posts),
    Attack(_("the same of buyers, liked by some"), buyers_trade, buys_and_lures, pays=True, is_short=False),
    Attack(_("likes given and taken back"), liked_and_unliked, beside=posts),
)


def schemes_of(*, long: bool) -> dict[str, Scheme]:
    """By their names, each once; what attacks are compared with among them."""
    played = [it for it in ATTACKS if long or it.is_short]
    return {it.__name__: it for attack in played for it in (attack.beside, attack.does)}


def attack_name(key: str) -> str:
    """In the language of whoever reads; one that is not played any more has its key alone."""
    return next((str(it.name) for it in ATTACKS if it.key == key), key)
