"""What a contribution told its readers of gifts and money, from the day they could read it."""

from flask import Blueprint, render_template

from community.contributions import Contribution
from community.db import get_or_404
from community.disclosing import disclosed
from community.members import signed_in_member
from community.permissions import require

disclosures = Blueprint("disclosures", __name__)


@disclosures.get("/contributions/<int:id>/disclosures")
def list_disclosures(id: int) -> str:
    it = get_or_404(Contribution, id)
    require(signed_in_member(), "read", it)
    return render_template("posts/disclosed.html", it=it, changes=disclosed(it))
