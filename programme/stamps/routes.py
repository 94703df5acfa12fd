"""The page of a member's stamps."""

from flask import Blueprint, render_template

from community.members import signed_in_member
from programme.selection.wording import in_reader_language
from programme.stamps.reading import stamps_of

passport_stamps = Blueprint("stamps", __name__)


@passport_stamps.get("/passport/stamps")
def show_stamps() -> str:
    found = stamps_of(signed_in_member())
    there = [it for it in found if it.on]
    return render_template(
        "programme/stamps/stamps.html",
        here="/passport",
        there=there,
        to_come=found[len(there) :],
        words=in_reader_language,
    )
