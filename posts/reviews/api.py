"""Reviews, for programs."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from posts.cards import Asked, Card, cards_of
from posts.reviews.models import LONGEST, NoStars, NotYours, Review, ReviewedAlready, TooLong
from posts.reviews.reading import versions_of
from posts.reviews.routes import A_DAY, product_to_review, said
from posts.reviews.writing import Opinion, change_review, opinion_of, write_review
from posts.short_form_api import ShortFormAnswer, Shown, settings_in, told_of
from posts.short_forms import remove

reviews = Api("reviews")
Stars = Annotated[int, Field(ge=1, le=5)]
Markdown = Annotated[Text, Field(max_length=LONGEST)]


class NewReview(Shown):
    """One to five stars. `again`: whether you would buy it again; `purchase` is a line of an own order."""

    stars: Stars
    again: bool | None = None
    text: Markdown = ""
    purchase: int | None = None


class ReviewChange(Shown):
    """What is left out stays as it is."""

    stars: Stars = 1
    again: bool | None = None
    text: Markdown = ""
    purchase: int | None = None


class ReviewAnswer(ShortFormAnswer):
    """`confirmed`: bought and kept, as a shop's books say."""

    product: int
    name: str
    stars: int
    again: bool | None
    text: str
    html: str
    confirmed: bool
    returned_at: Moment | None


class Before(Answer):
    """`at`: since when it read so."""

    stars: int
    again: bool | None
    text: str
    at: Moment


@reviews.get("/reviews")
def read_reviews(me: Member, asked: Asked) -> Page[Card]:
    """What members think of products, the newest first; or all of your own."""
    return cards_of("review", me, asked)


@reviews.post("/products/<int:id>/reviews", at="/reviews/{id}")
def post_review(me: Member, id: int, sent: NewReview) -> ReviewAnswer:
    """Say what you think of a product, once: later that review is changed."""
    product = product_to_review(id)
    spend("review", me.id, A_DAY)
    return _told(write_review(product, replace(Opinion(stars=0), **_fields(sent)), by=me), me)


@reviews.get("/reviews/<int:id>")
def read_review(me: Member, id: int) -> ReviewAnswer:
    """A review, and whether a purchase behind it is confirmed."""
    it = get_or_404(Review, id)
    require(me, "read", it)
    return _told(it, me)


@reviews.patch("/reviews/<int:id>")
def patch_review(me: Member, id: int, sent: ReviewChange) -> ReviewAnswer:
    """Change a review. What it said before stays readable."""
    it = get_or_404(Review, id)
    require(me, "revise", it)
    change_review(it, replace(opinion_of(it), **_fields(sent)), by=me)
    return _told(it, me)


@reviews.get("/reviews/<int:id>/history")
def read_before(me: Member, id: int) -> Page[Before]:
    """What it said before it was changed, the last first."""
    require(me, "read_history", get_or_404(Review, id))
    return Page(items=[Before.model_validate(one) for one in versions_of(id)])


@reviews.delete("/reviews/<int:id>")
def delete_review(me: Member, id: int) -> None:
    """Take a review away; what it gave goes back."""
    remove(get_or_404(Review, id), by=me)


def _fields(sent: NewReview | ReviewChange) -> dict[str, Any]:
    fields = settings_in(sent) | sent.model_dump(exclude_unset=True, include={"stars", "again", "text"})
    return fields | ({"purchase_id": sent.purchase} if "purchase" in sent.model_fields_set else {})


def _told(it: Review, me: Member) -> ReviewAnswer:
    own = {name: getattr(it, name) for name in ("stars", "again", "text", "html", "returned_at")}
    return ReviewAnswer(
        product=it.product_id, name=it.title, confirmed=it.is_confirmed, **own, **told_of(it, me)
    )


say(NoStars, lambda no: said(no)[1], field="stars")
say(TooLong, lambda no: said(no)[1], field="text")
say(NotYours, lambda no: said(no)[1], field="purchase")
say(ReviewedAlready, lambda no: said(no)[1], status=HTTPStatus.CONFLICT)
