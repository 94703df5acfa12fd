"""The web addresses of reviews."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404, row_id, transaction
from community.genuine import marks_of
from community.limits import spend
from community.links import Unfetchable, why_not
from community.members import Member, signed_in_member
from community.moderation.reading import waits_for_somebody
from community.permissions import require
from community.products.finding import product_named, squeezed
from community.products.models import Product
from community.products.pages import NAME, SHORT
from community.products.pasting import look_at_pasted
from posts.products.reading import called
from posts.reviews.buying import purchases_of
from posts.reviews.models import LONGEST, NoStars, NotYours, Review, ReviewedAlready, TooLong
from posts.reviews.reading import versions_of
from posts.reviews.writing import Opinion, change_review, review_by, write_review
from posts.short_form_pages import Asked, as_it_is, asked, blank, card_at, choices, listing, taken_away

reviews = Blueprint("reviews", __name__)
A_DAY = "30/day"
PROPOSED = 8
Answer = Response | str | tuple[str, int]


@reviews.get(Review.home)
def list_reviews() -> str:
    return listing("posts/reviews/reviews.html", Review, signed_in_member())


@reviews.get(f"{Review.home}/new")
def choose_product() -> str:
    """Of what? Products with these words are offered; another one is named by hand."""
    require(signed_in_member(), "write", Review)
    q = squeezed(request.args.get("q", ""))[:NAME]
    return _choosing(q)


@reviews.post(f"{Review.home}/new")
def name_product() -> Answer:
    """The address of a shop's page, or a name: on to the form of its review."""
    me = signed_in_member()
    require(me, "write", Review)
    address, name = request.form.get("address", "").strip(), squeezed(request.form.get("name", ""))[:NAME]
    brand = squeezed(request.form.get("brand", ""))[:SHORT]
    if address:
        try:
            found = look_at_pasted(address, by=me)
        except Unfetchable as refusal:
            return _choosing("", errors={"address": why_not(refusal)}), 422
        if found.product_id:
            return redirect(f"{Product.home}/{found.product_id}/review", code=303)
        name, brand = name or found.name, brand or found.brand
    if not name:
        return _choosing("", errors={"name": _("Say what it is called, as you would in a shop.")}), 422
    with transaction():
        product = product_named(name, brand)
    return redirect(f"{Product.home}/{product.id}/review", code=303)


@reviews.get(f"{Product.home}/<int:id>/review")
def new_review(id: int) -> Answer:
    """The form; whoever wrote one already changes that."""
    me, product = signed_in_member(), product_to_review(id)
    if there := review_by(me, product):
        return redirect(f"{Review.home}/{there.id}/edition", code=303)
    bought = purchases_of(product, me)
    typed = {"again": "", "text": "", "purchase": str(bought[0].id) if bought else ""}
    return _editor(blank(**typed), product, None, me)


@reviews.post(f"{Product.home}/<int:id>/review")
def say_review(id: int) -> Answer:
    me, product = signed_in_member(), product_to_review(id)
    spend("review", me.id, A_DAY)
    read = asked(me)
    try:
        it = _try(read, lambda opinion: write_review(product, opinion, by=me))
    except ReviewedAlready as already:
        flash(_("You have reviewed this already: here it is, to change it."))
        return redirect(f"{Review.home}/{already.review_id}/edition", code=303)
    return redirect(it.url, code=303) if it else _editor(read, product, None, me)


@reviews.get(f"{Review.home}/<int:id>")
@reviews.get(f"{Review.home}/<int:id>-<slug>")
def show_review(id: int, slug: str = "") -> Answer:
    me, it = signed_in_member(), get_or_404(Review, id)
    require(me, "read", it)
    if slug != it.slug:
        return redirect(it.url, code=301)
    found = marks_of([it.product_id])
    return render_template(
        "posts/reviews/review.html", it=it, card=card_at(id, me), found=found, waits=waits_for_somebody(it)
    )


@reviews.get(f"{Review.home}/<int:id>/history")
def show_history(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Review, id)
    require(me, "read_history", it)
    return render_template("posts/reviews/history.html", it=it, before=versions_of(id))


@reviews.get(f"{Review.home}/<int:id>/edition")
def edit_review(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Review, id)
    require(me, "revise", it)
    again = {None: "", True: "yes", False: "no"}[it.again]
    typed = {"stars": str(it.stars), "again": again, "text": it.text, "purchase": str(it.purchase_id or "")}
    return _editor(as_it_is(it, **typed), it.product, it, me)


@reviews.post(f"{Review.home}/<int:id>/edition")
def revise_review(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Review, id)
    require(me, "revise", it)
    read = asked(me, it)

    def change(opinion: Opinion) -> Review:
        change_review(it, opinion, by=me)
        return it

    return redirect(it.url, code=303) if _try(read, change) else _editor(read, it.product, it, me)


@reviews.post(f"{Review.home}/<int:id>/removal")
def remove_review(id: int) -> Response:
    return taken_away(get_or_404(Review, id), signed_in_member(), Review.home)


def product_to_review(id: int) -> Product:
    """What it became, if it was merged. One that nobody shows may be reviewed by whoever names it."""
    it = get_or_404(Product, id)
    it = it.merged_into or it
    require(signed_in_member(), "review", it)
    return it


def _try(read: Asked, verb: Callable[[Opinion], Review]) -> Review | None:
    """None where something is wrong: then `read.errors` says what."""
    stars, purchase = read.typed.get("stars", ""), read.typed.get("purchase", "")
    opinion = Opinion(
        stars=int(stars) if stars in {"1", "2", "3", "4", "5"} else 0,
        again={"yes": True, "no": False}.get(read.typed.get("again", "")),
        text=read.typed.get("text", ""),
        photo=read.photo,
        purchase_id=(row_id(purchase) or 0) if purchase else None,
        audience=read.audience,
        disclosure=read.disclosure,
        sponsor=read.sponsor,
    )
    if read.errors:
        return None
    try:
        return verb(opinion)
    except ReviewedAlready:
        raise
    except Refusal as refusal:
        read.wrong(refusal, *said(refusal))
        return None


def said(refusal: Refusal) -> tuple[str, str]:
    """The field it is about, and the sentence."""
    match refusal:
        case NoStars():
            return "stars", _("Give it one to five stars.")
        case TooLong():
            return "text", _(
                "That is more than a review can hold: at most %(most)s characters.", most=f"{LONGEST:,}"
            )
        case NotYours():
            return "purchase", _("This purchase is not one of yours any more. Choose another, or none.")
        case ReviewedAlready():
            return "product_id", _("You have reviewed this already. Change that review.")
    return "", ""


def _choosing(q: str, errors: dict[str, str] | None = None) -> str:
    return render_template(
        "posts/reviews/choosing.html",
        q=q,
        found=called(q, PROPOSED) if q else (),
        typed=request.form,
        errors=errors or {},
    )


def _editor(read: Asked, product: Product, it: Review | None, me: Member) -> Answer:
    page = render_template(
        "posts/reviews/editor.html",
        it=it,
        product=product,
        now=read,
        typed=read.typed,
        errors=read.errors,
        bought=purchases_of(product, me),
        most=LONGEST,
        **choices(),
    )
    return (page, 422) if read.errors else page
