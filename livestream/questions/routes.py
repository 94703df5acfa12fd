"""The web addresses of questions to those who travel."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.limits import spend
from community.members import signed_in_member
from community.permissions import require
from livestream.questions.answering import AnswerWords, answer
from livestream.questions.asking import ask, remove, weigh
from livestream.questions.models import ANSWER, Answer, NoSuchProduct, Question
from livestream.questions.wording import said
from livestream.trips.forms import Typed, kept_photo, photo_brought
from livestream.trips.models import Trip
from livestream.trips.stop_routes import stop_of

questions = Blueprint("trip_questions", __name__)
A_DAY = "30/day"
Reply = Response | tuple[str, int]


@questions.post(f"{Trip.home}/<int:trip_id>/stops/<int:id>/questions")
def ask_traveller_at(trip_id: int, id: int) -> Reply:
    me, stop = signed_in_member(), stop_of(trip_id, id)
    require(me, "ask", stop)
    spend("question", me.id, A_DAY)
    text = request.form.get("text", "")
    try:
        it = ask(stop, text, by=me)
    except Refusal as refusal:
        page = render_template(
            "livestream/questions/asking.html", stop=stop, it=stop.trip, text=text, error=said(refusal)
        )
        return page, 422
    flash(_("Asked. You are told when it is answered."), "good")
    return redirect(it.place, code=303)


@questions.get(f"{Question.home}/<int:id>")
def find_question(id: int) -> Response:
    it = get_or_404(Question, id)
    require(signed_in_member(), "read", it)
    return redirect(it.place)


@questions.get(f"{Answer.home}/<int:id>")
def find_answer(id: int) -> Response:
    it = get_or_404(Answer, id)
    require(signed_in_member(), "read", it)
    return redirect(it.question.place)


@questions.post(f"{Question.home}/<int:id>/weight")
def weigh_question(id: int) -> Response:
    """The form says what it asks for: pressed twice, it does no harm."""
    it = get_or_404(Question, id)
    try:
        weigh(it, by=signed_in_member(), on=request.form.get("weighed") == "1")
    except Refusal as refusal:
        flash(said(refusal), "error")
    return redirect(it.place, code=303)


@questions.get(f"{Question.home}/<int:id>/answer")
def new_answer(id: int) -> Reply:
    it = get_or_404(Question, id)
    require(signed_in_member(), "answer", it)
    there = it.answer if it.is_answered else None
    product = there.product.url if there and there.product else ""
    values = {"text": there.text if there else "", "photo": there.cover if there else None}
    return _editor(Typed({**values, "product": product}), it)


@questions.post(f"{Question.home}/<int:id>/answer")
def answer_question(id: int) -> Reply:
    me, it = signed_in_member(), get_or_404(Question, id)
    require(me, "answer", it)
    form = request.form
    typed = Typed({"text": form.get("text", ""), "product": form.get("product", ""), "photo": kept_photo()})
    typed.values["photo"] = photo_brought(typed, me) or typed.values["photo"]
    if not typed.errors:
        try:
            answer(it, AnswerWords(**typed.values), by=me)
            return redirect(it.place, code=303)
        except Refusal as refusal:
            field = "product" if isinstance(refusal, NoSuchProduct) else "text"
            typed.errors[field] = said(refusal)
    return _editor(typed, it)


@questions.post(f"{Question.home}/<int:id>/removal")
def remove_question(id: int) -> Response:
    it = get_or_404(Question, id)
    trip, stop = it.trip, it.stop_id
    remove(it, by=signed_in_member())
    flash(_("The question is gone."))
    return redirect(f"{trip.url}#stop-{stop}", code=303)


@questions.post(f"{Answer.home}/<int:id>/removal")
def remove_answer(id: int) -> Response:
    it = get_or_404(Answer, id)
    place = it.question.place
    remove(it, by=signed_in_member())
    flash(_("The answer is gone; the question is open again while the stop lasts."))
    return redirect(place, code=303)


def _editor(typed: Typed, it: Question) -> tuple[str, int]:
    page = render_template(
        "livestream/questions/answering.html",
        question=it,
        it=it.trip,
        typed=typed.values,
        errors=typed.errors,
        most=ANSWER,
    )
    return page, 422 if typed.errors else 200
