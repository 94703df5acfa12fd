"""A traveller answers: with words, a photo, and the product it is about, on whose page the answer stands."""

import re
from dataclasses import dataclass

from community import clock
from community.contributions import Audience
from community.db import db, row_id, transaction
from community.members import Member
from community.permissions import may, require
from community.pictures.models import face_of
from community.products.finding import product_named, squeezed
from community.products.models import Product
from livestream.questions.models import ANSWER, Answer, NoAnswer, NoSuchProduct, Question, TooLong
from livestream.questions.telling import tell_answered
from livestream.trips.wording import paragraphs

ADDRESS = re.compile(r"(?:\S*/products/)?(\d+)(?:-\S*)?")
NAME = 120  # characters of a product's


@dataclass(frozen=True)
class AnswerWords:
    """`photo` is the digest of one that was brought before; `product` its address or number, or a name."""

    text: str
    photo: str | None = None
    product: str = ""


def answer(it: Question, words: AnswerWords, by: Member) -> Answer:
    """Who asked and whoever added weight is told. Said again, it replaces what was said before.

    Raises NoAnswer, TooLong, NoSuchProduct.
    """
    require(by, "answer", it)
    text = paragraphs(words.text, most=2 * ANSWER)
    if not text:
        raise NoAnswer
    if len(text) > ANSWER:
        raise TooLong(ANSWER)
    with transaction():
        is_new = not it.is_answered
        said = it.answer or Answer(question_id=it.id, version=0)
        if said.author_id != by.id:  # a label belongs to the words of whoever said them
            said.disclosure, said.sponsor = None, ""
        said.author_id, said.removed_at = by.id, None
        said.published_at = clock.now() if is_new else said.published_at
        said.edited_at = None if is_new else clock.now()
        _say(said, it, text, words, by)
        db.session.add(said)
        db.session.flush()
        db.session.expire(it, ["answer"])
        if is_new:
            tell_answered(it, by)
    return said


def _say(said: Answer, it: Question, text: str, words: AnswerWords, by: Member) -> None:
    said.text, said.title, said.excerpt = text, it.title, " ".join(text.split())[:200]
    said.audience = it.audience
    said.cover = words.photo if words.photo and face_of(words.photo) else None
    product = _product(words.product, by)
    said.product_id = product.id if product else None
    said.version += 1
    if product and it.audience is Audience.MEMBERS:
        product.shown_at = product.shown_at or clock.now()
        product.photo = product.photo or said.cover


def _product(typed: str, by: Member) -> Product | None:
    named = squeezed(typed)
    if not named:
        return None
    if found := ADDRESS.fullmatch(named):
        known = db.session.get(Product, row_id(found[1]) or 0)
        if known is None or not may(by, "read", known):
            raise NoSuchProduct
        return known.merged_into or known
    if len(named) > NAME:
        raise NoSuchProduct
    return product_named(named)
