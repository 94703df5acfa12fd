"""The web addresses of guests: links are made and closed by the owner, and opened by anybody who has one."""

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import require
from community.pictures.files import folder_of
from community.pictures.models import face_of
from community.pictures.routes import sent
from posts.shopping.guests import (
    DAYS,
    NAME,
    GuestLink,
    TooManyLinks,
    link_by,
    links_of,
    open_to_guests,
    revoke,
    seen,
    views_of,
)
from posts.shopping.models import ShoppingList, State
from posts.shopping.reading import lines_of
from posts.shopping.summing import Line, sums

guest_links = Blueprint("guest_links", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>/guests")
guests = Blueprint("guests", __name__, url_prefix="/guest/<word>")
FOR_AN_HOUR = "private, max-age=3600"


@guest_links.get("")
def show_links(list_id: int) -> Response:
    """A new link is shown once, after it was made."""
    it = _own(list_id)
    made = session.pop("guest_link", None)
    page = render_template(
        "posts/shopping/guests.html",
        it=it,
        made=told(made[1]) if made and made[0] == it.id else None,
        links=links_of(it),
        views=views_of(it),
        days=DAYS,
        name_most=NAME,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def told(word: str) -> str:
    """The address of the club as it calls itself, whatever name it was asked by."""
    return f"{current_app.config['PUBLIC_URL']}/guest/{word}"


@guest_links.post("")
def make_link(list_id: int) -> Response:
    it, form = _own(list_id), request.form
    days = form.get("days", 7, int)
    try:
        _link, word = open_to_guests(
            it,
            by=signed_in_member(),
            name=form.get("name", ""),
            days=days if days in DAYS else DAYS[1],
            prices=bool(form.get("prices")),
            notes=bool(form.get("notes")),
            wanted_only=bool(form.get("wanted_only")),
        )
    except TooManyLinks:
        flash(too_many(), "error")
    else:
        session["guest_link"] = [it.id, word]
    return redirect(f"{it.home}/{it.id}/guests", code=303)


@guest_links.post("/<int:id>/revocation")
def close_link(list_id: int, id: int) -> Response:
    it, link = _own(list_id), get_or_404(GuestLink, id)
    if link.list_id != it.id:
        abort(404)
    revoke(link, by=signed_in_member())
    flash(_("The link opens nothing any more."), "good")
    return redirect(f"{it.home}/{it.id}/guests", code=303)


@guests.get("")
def show_to_guest(word: str) -> Response:
    link = link_by(word)
    if not link:
        return unseen(render_template("posts/shopping/guest_closed.html"), 404)
    seen(link)
    lines = lines_for(link)
    page = render_template(
        "posts/shopping/guest.html",
        link=link,
        it=link.list,
        owner=first_name(link.list.author.name),
        lines=lines,
        total=sums(lines),
        photo_of=lambda digest: f"{request.path}/photos/{digest}",
    )
    return unseen(page)


@guests.get("/photos/<digest>")
def show_photo(word: str, digest: str) -> Response:
    """One that stands on the list; photos are for members otherwise."""
    link, face = link_by(word), face_of(digest)
    if not link or not face or digest not in {line.item.photo for line in lines_for(link)}:
        abort(404)
    file = folder_of(digest) / f"{face.width_at_once}.webp"
    return sent(file, FOR_AN_HOUR) if file.is_file() else abort(404)


def lines_for(link: GuestLink) -> list[Line]:
    """What everybody may see of it, and of that what the link is for."""
    lines = lines_of([link.list_id], None)
    return [line for line in lines if not link.wanted_only or line.item.state is State.WANT]


def unseen(page: str, status: int = 200) -> Response:
    """By search engines, by caches, and by the sites its links lead to."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def first_name(name: str) -> str:
    """«Ting» of Ting Jiang, «晓雯» of 陈晓雯."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    is_chinese = "\u4e00" <= first[:1] <= "\u9fff"
    return first[1:] if is_chinese and len(first) > 1 else first


def too_many() -> str:
    return _("Twenty links to this list are open. Close one first.")


def _own(list_id: int) -> ShoppingList:
    it = get_or_404(ShoppingList, list_id)
    require(signed_in_member(), "share", it)
    return it
