"""Dossiers on fakes, for programs: telling, voting, deciding, appealing. As blind as the pages."""

from http import HTTPStatus
from typing import Annotated

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.factors.going_on import need_proof_of_staff
from community.limits import spend
from community.members import Member
from community.permissions import may, require
from community.products.models import Product
from posts.dossiers.appealing import answer_appeal, appeal_to
from posts.dossiers.disputing import dispute
from posts.dossiers.judging import judge
from posts.dossiers.models import (
    LONGEST,
    LONGEST_ORDER,
    LONGEST_SELLER,
    MOST_PHOTOS,
    Dossier,
    DossierAppeal,
    NoExpert,
    NoPhoto,
    NoSeller,
    Sign,
    Testimony,
    TooManyPhotos,
    Verdict,
    Vote,
)
from posts.dossiers.reading import PAGE, dossiers_for, whole
from posts.dossiers.reporting import Account, tell_of_fake
from posts.dossiers.routes import OFTEN
from posts.dossiers.voting import vote
from posts.dossiers.wording import TOO_LATE_OR_EARLY, said

dossiers = Api("dossiers")
Words = Annotated[Text, Field(max_length=LONGEST)]
Signs = Annotated[list[Annotated[Sign, Field(strict=False)]], Field(max_length=len(Sign))]
Verdicts = Annotated[Verdict, Field(strict=False)]
AT = "/dossiers/{id}"


class NewTestimony(Body):
    """`seller` by name; `photos` are ids of photos brought before; `signs` are what looked wrong."""

    seller: Annotated[Text, Field(max_length=LONGEST_SELLER)]
    order: Annotated[Text, Field(max_length=LONGEST_ORDER)] = ""
    text: Words
    signs: Signs = []
    photos: Annotated[list[Text], Field(max_length=MOST_PHOTOS)]


class ExpertsToAsk(Body):
    """`experts` are ids of members who are verified for the brand; none: nobody is asked."""

    experts: Annotated[list[int], Field(max_length=40)] = []


class ExpertVote(Body):
    vote: Annotated[Vote, Field(strict=False)]
    signs: Signs = []
    text: Words


class NewVerdict(Body):
    """`words` are read by those whom it concerns."""

    verdict: Verdicts
    words: Words


class VerdictAppeal(Body):
    text: Words


class AppealDecision(Body):
    """`verdict` from now on: the same as before, or another."""

    verdict: Verdicts
    words: Words


class TestimonyAnswer(Answer):
    """What a member told; whose it is reads who decides, the order too."""

    text: str
    order: str
    signs: list[Sign]
    photos: list[str]
    by: str | None


class OpinionAnswer(Answer):
    """How an expert voted; told to those who decide once the vote is over."""

    by: str
    vote: Vote | None
    signs: list[Sign]
    text: str


class DossierLine(Answer):
    """`disputed_at`: since when it is marked; `verdict`: fake, genuine or unproven."""

    id: int
    url: str
    product: str
    seller: str
    opened_at: Moment
    disputed_at: Moment | None
    verdict: Verdict | None
    decided_at: Moment | None


class DossierAnswer(DossierLine):
    """`asked` experts, of whom so many have `voted`. What is not yours to read is left out."""

    product_id: int
    words: str
    asked: int
    voted: int
    testimonies: list[TestimonyAnswer]
    opinions: list[OpinionAnswer]


class DossierQuery(PageQuery):
    """`all`: what was decided too."""

    all: bool = False


@dossiers.get("/dossiers")
def list_dossiers(me: Member, asked: DossierQuery) -> Page[DossierLine]:
    """What you told of or are asked about; of a moderator all. The newest first."""
    found = dossiers_for(me, waiting=not asked.all, before=id_in(asked.cursor))
    items = [
        DossierLine(
            id=row.id,
            url=f"/dossiers/{row.id}",
            product=row.name,
            seller=row.storefront,
            opened_at=row.opened_at,
            disputed_at=row.disputed_at,
            verdict=row.verdict,
            decided_at=row.decided_at,
        )
        for row in found[:PAGE]
    ]
    return Page(items=items, next=cursor(items[-1].id) if len(found) > PAGE else None)


@dossiers.get("/dossiers/<int:id>")
def read_dossier(me: Member, id: int) -> DossierAnswer:
    """Where it stands."""
    return _told(_dossier(id, me), me)


@dossiers.post("/products/<int:id>/dossiers", at=AT)
def tell_of_a_fake(me: Member, id: int, sent: NewTestimony) -> DossierAnswer:
    """Say that a product of a seller is a fake, and show it. All who say so share one dossier."""
    spend("dossier", me.id, OFTEN)
    account = Account(sent.seller, sent.text, sent.order, sent.signs, sent.photos)
    return _told(tell_of_fake(get_or_404(Product, id), account, by=me), me)


@dossiers.post("/dossiers/<int:id>/dispute", at=AT)
def dispute_pair(me: Member, id: int, sent: ExpertsToAsk) -> DossierAnswer:
    """Mark it as disputed and ask experts, who vote blind."""
    dispute(it := _dossier(id, me), sent.experts, by=me)
    return _told(it, me)


@dossiers.post("/dossiers/<int:id>/vote", at=AT)
def vote_on_pair(me: Member, id: int, sent: ExpertVote) -> DossierAnswer:
    """Say what it is, if you are asked. Nobody reads a vote before all are in."""
    vote(it := _dossier(id, me), sent.vote, sent.signs, sent.text, by=me)
    return _told(it, me)


@dossiers.post("/dossiers/<int:id>/verdict", at=AT)
def judge_pair(me: Member, id: int, sent: NewVerdict) -> DossierAnswer:
    """Say what was found, once the experts have spoken."""
    require(me, "keep", it := _dossier(id, me))
    need_proof_of_staff()
    judge(it, sent.verdict, sent.words, by=me)
    return _told(it, me)


@dossiers.post("/dossiers/<int:id>/appeals", at=AT)
def appeal_against_verdict(me: Member, id: int, sent: VerdictAppeal) -> DossierAnswer:
    """Say once, within twenty days, that the verdict is wrong: if you told of it, or have it."""
    appeal_to(it := _dossier(id, me), sent.text, by=me)
    return _told(it, me)


@dossiers.post("/dossiers/appeals/<int:id>/decision")
def answer_an_appeal(me: Member, id: int, sent: AppealDecision) -> DossierAnswer:
    """Somebody who did not decide before says what the verdict is from now on."""
    appeal = get_or_404(DossierAppeal, id)
    require(me, "decide", appeal)
    need_proof_of_staff()
    answer_appeal(appeal, sent.verdict, sent.words, by=me)
    return _told(appeal.dossier, me)


def _dossier(id: int, me: Member) -> Dossier:
    it = whole(id) or abort(404)
    require(me, "read", it)
    return it


def _told(it: Dossier, me: Member) -> DossierAnswer:
    keeps, is_expert = may(me, "keep", it), may(me, "vote", it)
    told = [each for each in it.testimonies if keeps or is_expert or each.by_id == me.id]
    votes = it.opinions if keeps and it.has_voted and not (is_expert and not it.decided_at) else []
    return DossierAnswer(
        id=it.id,
        url=it.url,
        product=it.product.name,
        product_id=it.product_id,
        seller=it.storefront.name,
        opened_at=it.opened_at,
        disputed_at=it.disputed_at,
        verdict=it.verdict,
        decided_at=it.decided_at,
        words=it.words,
        asked=len(it.opinions),
        voted=it.voted if keeps or it.decided_at else 0,
        testimonies=[_testimony(each, named=keeps or each.by_id == me.id) for each in told],
        opinions=[
            OpinionAnswer(by=each.member.handle, vote=each.vote, signs=_signs(each.signs), text=each.text)
            for each in votes
        ],
    )


def _testimony(it: Testimony, *, named: bool) -> TestimonyAnswer:
    return TestimonyAnswer(
        text=it.text,
        order=it.order if named else "",
        signs=_signs(it.signs),
        photos=[each.digest for each in it.photos],
        by=it.by.handle if named else None,
    )


def _signs(words: str) -> list[Sign]:
    return [Sign(word) for word in words.split()]


say(NoSeller, said, field="seller")
say(NoPhoto, said, field="photos")
say(TooManyPhotos, said, field="photos")
say(NoExpert, said, field="experts")
for late in TOO_LATE_OR_EARLY:
    say(late, said, status=HTTPStatus.CONFLICT)
