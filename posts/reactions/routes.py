"""The web address of a reaction."""

from flask import Blueprint, jsonify, redirect, request
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import get_or_404
from community.entrance.routes import own_page
from community.members import signed_in_member
from posts.reactions.liking import like, unlike

reactions = Blueprint("reactions", __name__)


@reactions.post("/contributions/<int:id>/like")
def like_it(id: int) -> Response:
    it = get_or_404(Contribution, id)
    verb = unlike if request.form.get("liked") == "0" else like
    verb(it, by=signed_in_member())
    if "application/json" in request.headers.get("Accept", ""):
        return jsonify(liked=verb is like, count=it.likes)
    return redirect(own_page(request.form.get("next") or it.url), code=303)
