"""The web addresses of tips."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404, row_id
from community.limits import spend
from community.members import Member, signed_in_member
from community.moderation.reading import waits_for_somebody
from community.permissions import may, require
from community.products.models import Product
from posts.short_form_pages import Asked, as_it_is, asked, blank, card_at, choices, listing, taken_away
from posts.tips.models import ALT, LINE, LineTooLong, NoLine, NoPhoto, Tip
from posts.tips.writing import TipWords, change_tip, share_tip

tips = Blueprint("tips", __name__, url_prefix=Tip.home)
A_DAY = "30/day"
Answer = Response | str | tuple[str, int]


@tips.get("")
def list_tips() -> str:
    return listing("posts/tips/tips.html", Tip, signed_in_member())


@tips.get("/new")
def new_tip() -> Answer:
    me = signed_in_member()
    require(me, "write", Tip)
    return _editor(blank(product=request.args.get("product", "")), None, me)


@tips.post("")
def write_tip() -> Answer:
    me = signed_in_member()
    require(me, "write", Tip)
    spend("tip", me.id, A_DAY)
    read = asked(me)
    it = _try(read, me, lambda words: share_tip(words, by=me))
    return redirect(it.url, code=303) if it else _editor(read, None, me)


@tips.get("/<int:id>")
@tips.get("/<int:id>-<slug>")
def show_tip(id: int, slug: str = "") -> Answer:
    me, it = signed_in_member(), get_or_404(Tip, id)
    require(me, "read", it)
    if slug != it.slug:
        return redirect(it.url, code=301)
    return render_template("posts/tips/tip.html", it=it, card=card_at(id, me), waits=waits_for_somebody(it))


@tips.get("/<int:id>/edition")
def edit_tip(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Tip, id)
    require(me, "revise", it)
    return _editor(as_it_is(it, line=it.title, alt=it.alt, product=str(it.product_id or "")), it, me)


@tips.post("/<int:id>/edition")
def revise_tip(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Tip, id)
    require(me, "revise", it)
    read = asked(me, it)

    def change(words: TipWords) -> Tip:
        change_tip(it, words, by=me)
        return it

    return redirect(it.url, code=303) if _try(read, me, change) else _editor(read, it, me)


@tips.post("/<int:id>/removal")
def remove_tip(id: int) -> Response:
    return taken_away(get_or_404(Tip, id), signed_in_member(), Tip.home)


def _try(read: Asked, me: Member, verb: Callable[[TipWords], Tip]) -> Tip | None:
    """The tip, or none where something is wrong: then `read.errors` says what."""
    if read.errors:
        return None
    product = _product(read.typed.get("product", ""), me)
    words = TipWords(
        line=read.typed.get("line", ""),
        photo=read.photo,
        alt=read.typed.get("alt", ""),
        product_id=product.id if product else None,
        audience=read.audience,
        disclosure=read.disclosure,
        sponsor=read.sponsor,
    )
    try:
        return verb(words)
    except Refusal as refusal:
        read.wrong(refusal, *said(refusal))
        return None


def said(refusal: Refusal) -> tuple[str, str]:
    """The field it is about, and the sentence."""
    match refusal:
        case NoLine():
            return "line", _("Say it in one line: what should others know?")
        case LineTooLong():
            return "line", _(
                "A tip is one line: at most %(most)d characters. Longer things are a story.", most=LINE
            )
        case NoPhoto():
            return "file", _("A tip shows something: choose a photo.")
    return "", ""


def _product(id: str, me: Member) -> Product | None:
    found = db.session.get(Product, number) if (number := row_id(id)) else None
    return found if found and may(me, "read", found) else None


def _editor(read: Asked, it: Tip | None, me: Member) -> Answer:
    page = render_template(
        "posts/tips/editor.html",
        it=it,
        now=read,
        typed=read.typed,
        errors=read.errors,
        product=_product(read.typed.get("product", ""), me),
        most={"line": LINE, "alt": ALT},
        **choices(),
    )
    return (page, 422) if read.errors else page
