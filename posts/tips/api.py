"""Tips, for programs."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from community.api.answers import Page
from community.api.bodies import Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from community.products.models import Product
from posts.cards import Asked, Card, cards_of
from posts.short_form_api import ShortFormAnswer, Shown, settings_in, told_of
from posts.short_forms import remove
from posts.tips.models import ALT, LINE, LineTooLong, NoLine, NoPhoto, Tip
from posts.tips.routes import A_DAY, said
from posts.tips.writing import TipWords, change_tip, share_tip, words_of

tips = Api("tips")
Line = Annotated[Said, Field(max_length=LINE)]
Alt = Annotated[Text, Field(max_length=ALT)]


class NewTip(Shown):
    """A photo and a line; `product` is the id of what it is about."""

    line: Line
    alt: Alt = ""
    product: int | None = None


class TipChange(Shown):
    """What is left out stays as it is."""

    line: Line = ""
    alt: Alt = ""
    product: int | None = None


class TipAnswer(ShortFormAnswer):
    line: str
    alt: str
    product: int | None


@tips.get("/tips")
def read_tips(me: Member, asked: Asked) -> Page[Card]:
    """What members share, the newest first; or all of your own."""
    return cards_of("tip", me, asked)


@tips.post("/tips", at="/tips/{id}")
def post_tip(me: Member, sent: NewTip) -> TipAnswer:
    """Share a tip. Its readers see it at once."""
    spend("tip", me.id, A_DAY)
    it = share_tip(replace(TipWords(line="", photo=None), **_fields(sent, me)), by=me)
    return _told(it, me)


@tips.get("/tips/<int:id>")
def read_tip(me: Member, id: int) -> TipAnswer:
    """A tip, with its photo and the product it is about."""
    it = get_or_404(Tip, id)
    require(me, "read", it)
    return _told(it, me)


@tips.patch("/tips/<int:id>")
def patch_tip(me: Member, id: int, sent: TipChange) -> TipAnswer:
    """Change a tip; its readers see it at once, and that it was changed."""
    it = get_or_404(Tip, id)
    require(me, "revise", it)
    change_tip(it, replace(words_of(it), **_fields(sent, me)), by=me)
    return _told(it, me)


@tips.delete("/tips/<int:id>")
def delete_tip(me: Member, id: int) -> None:
    """Take a tip away; what it gave goes back."""
    remove(get_or_404(Tip, id), by=me)


def _fields(sent: NewTip | TipChange, me: Member) -> dict[str, Any]:
    fields = settings_in(sent) | sent.model_dump(exclude_unset=True, include={"line", "alt"})
    if "product" in sent.model_fields_set:
        if sent.product is not None:
            require(me, "read", get_or_404(Product, sent.product))
        fields["product_id"] = sent.product
    return fields


def _told(it: Tip, me: Member) -> TipAnswer:
    return TipAnswer(line=it.title, alt=it.alt, product=it.product_id, **told_of(it, me))


say(NoLine, lambda no: said(no)[1], field="line")
say(LineTooLong, lambda no: said(no)[1], field="line")
say(NoPhoto, lambda no: said(no)[1], field="photo")
