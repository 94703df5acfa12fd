"""The club may ask a second factor of all who decide over others: before that they can do nothing else."""

from http import HTTPStatus

from flask import Flask, current_app, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.entrance.factors.having import has_second_factor
from community.entrance.factors.second_step_routes import SETTINGS
from community.errors import problem, wants_json
from community.members import Member, current_member

STILL_OPEN = (
    "/static/",
    "/media/",
    SETTINGS,
    "/settings/proof",
    "/sign-out",
    "/healthz",
    "/readyz",
    "/api/v1/me/second-factor",
)


def lacks_a_required_one(member: Member) -> bool:
    required: bool = current_app.config["STAFF_SECOND_FACTOR"]
    return required and member.is_staff and not has_second_factor(member)


def require_of_staff(app: Flask) -> None:
    @app.before_request
    def ask() -> Response | None:
        if not app.config["STAFF_SECOND_FACTOR"] or request.path.startswith(STILL_OPEN):
            return None
        me = current_member()
        if not me or not lacks_a_required_one(me):
            return None
        if wants_json():
            words = _("The club asks a second factor of its staff. Add one in your settings.")
            return problem(HTTPStatus.FORBIDDEN, words, needs="second factor", at=SETTINGS)
        return redirect(SETTINGS, code=303)
