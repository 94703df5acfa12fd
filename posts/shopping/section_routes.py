"""The web addresses of the headings of a list."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from posts.shopping.arranging import arrange_sections, move_section
from posts.shopping.models import NoName, Section, ShoppingList, TooManySections
from posts.shopping.piece_routes import list_to_fill
from posts.shopping.sections import MOST, NAME, add_section, remove_section, rename_section

sections = Blueprint("sections", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>/sections")


@sections.post("")
def new_section(list_id: int) -> Response:
    it = list_to_fill(list_id)
    try:
        section = add_section(it, request.form.get("name", ""), by=signed_in_member())
    except NoName:
        flash(unnamed(), "error")
        return redirect(it.url, code=303)
    except TooManySections:
        flash(too_many(), "error")
        return redirect(it.url, code=303)
    return redirect(f"{it.url}#section-{section.id}", code=303)


@sections.get("/<int:id>/edition")
def edit_section(list_id: int, id: int) -> str:
    return _form(_section(list_id, id))


@sections.post("/<int:id>/edition")
def change_section(list_id: int, id: int) -> Response | tuple[str, int]:
    section = _section(list_id, id)
    try:
        rename_section(section, request.form.get("name", ""), by=signed_in_member())
    except NoName:
        return _form(section, unnamed()), 422
    return redirect(f"{section.list.url}#section-{id}", code=303)


@sections.post("/<int:id>/place")
def place_section(list_id: int, id: int) -> Response:
    section = _section(list_id, id)
    move_section(section, by=signed_in_member(), up=request.form.get("to") == "up")
    return redirect(f"{section.list.url}#section-{id}", code=303)


@sections.post("/order")
def order_sections(list_id: int) -> Response | tuple[str, int]:
    it = list_to_fill(list_id)
    arrange_sections(it, request.form.getlist("section", type=int), by=signed_in_member())
    if request.headers.get("X-Requested-With"):
        return "", 204
    return redirect(it.url, code=303)


@sections.post("/<int:id>/removal")
def take_section_away(list_id: int, id: int) -> Response:
    section = _section(list_id, id)
    it, name = section.list, section.name
    remove_section(section, by=signed_in_member())
    flash(_("The section “%(name)s” is gone; its pieces are still here.", name=name))
    return redirect(it.url, code=303)


def _section(list_id: int, id: int) -> Section:
    it, section = list_to_fill(list_id), get_or_404(Section, id)
    return section if section.list_id == it.id else abort(404)


def _form(section: Section, error: str | None = None) -> str:
    page = "posts/shopping/section.html"
    return render_template(page, it=section.list, section=section, error=error, most=NAME)


def unnamed() -> str:
    return _("Give the section a name, such as “Kitchen” or “For the trip”.")


def too_many() -> str:
    return _("A list has at most %(most)d sections.", most=MOST)
