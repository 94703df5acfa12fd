"""The pages where administrators say which other sites are told what."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.links import why_not
from community.links.refusals import Unfetchable
from community.members import signed_in_member
from community.permissions import require
from community.webhooks.events import CHOICES
from community.webhooks.keeping import (
    MOST,
    NotSafe,
    TellsNothing,
    ToldAlready,
    TooManyHooks,
    add_webhook,
    letters_to,
    pause,
    remove_webhook,
    renew_secret,
    webhooks,
)
from community.webhooks.models import Webhook, WebhookLetter
from community.webhooks.wording import event_name, fate_of
from community.webhooks.writing import send_a_test, send_again

HERE = "/settings/webhooks"
webhook_pages = Blueprint("webhooks", __name__, url_prefix=HERE)


@webhook_pages.get("")
def show_webhooks() -> str:
    require(signed_in_member(), "keep", Webhook)
    return _page()


@webhook_pages.post("")
def let_webhook_hear() -> tuple[str, int]:
    """Its secret stands on this one page, and nowhere else."""
    form, me = request.form, signed_in_member()
    try:
        hook, secret = add_webhook(form.get("address", "").strip(), form.getlist("events"), by=me)
    except (Refusal, Unfetchable) as refusal:
        return _page(wrong=said(refusal)), 422
    return _page(made=(hook.address, secret)), 201


@webhook_pages.get("/<int:id>")
def show_webhook(id: int) -> str:
    hook = _hook(id)
    letters = [(letter, fate_of(letter)) for letter in letters_to(hook)]
    return render_template(
        "community/webhooks/webhook.html", here="/settings", hook=hook, letters=letters, event_name=event_name
    )


@webhook_pages.post("/<int:id>/test")
def test_webhook(id: int) -> Response:
    hook = _hook(id)
    send_a_test(hook, by=signed_in_member())
    flash(_("A test is on its way. What became of it stands below."))
    return redirect(f"{HERE}/{hook.id}", code=303)


@webhook_pages.post("/<int:id>/pause")
def pause_webhook(id: int) -> Response:
    """With `on` empty it goes on."""
    pause(_hook(id), by=signed_in_member(), on=bool(request.form.get("on", "1")))
    return redirect(f"{HERE}/{id}", code=303)


@webhook_pages.post("/<int:id>/secret")
def renew_webhook_secret(id: int) -> tuple[str, int]:
    hook = _hook(id)
    return _page(made=(hook.address, renew_secret(hook, by=signed_in_member()))), 201


@webhook_pages.post("/<int:id>/removal")
def remove_a_webhook(id: int) -> Response:
    remove_webhook(_hook(id), by=signed_in_member())
    flash(_("It is told nothing any more."))
    return redirect(HERE, code=303)


@webhook_pages.post("/<int:id>/letters/<int:letter_id>/repeat")
def send_letter_again(id: int, letter_id: int) -> Response:
    hook = _hook(id)
    letter = get_or_404(WebhookLetter, letter_id)
    if letter.webhook_id != hook.id:
        abort(404)
    send_again(letter, by=signed_in_member())
    flash(_("It is sent once more."))
    return redirect(f"{HERE}/{hook.id}", code=303)


def said(refusal: Refusal | Unfetchable) -> str:
    if isinstance(refusal, Unfetchable):
        return why_not(refusal)
    return {
        NotSafe: _("Give an address that begins with https://, so that nobody reads along."),
        TellsNothing: _("Choose at least one thing it is told."),
        ToldAlready: _("This address is told already: change what it hears by removing it first."),
        TooManyHooks: _("There are %(most)d already, and more cannot be looked after.", most=MOST),
    }[type(refusal)]


def _hook(id: int) -> Webhook:
    require(signed_in_member(), "keep", Webhook)
    return get_or_404(Webhook, id)


def _page(made: tuple[str, str] | None = None, wrong: str = "") -> str:
    return render_template(
        "community/webhooks/webhooks.html",
        here="/settings",
        hooks=webhooks(),
        made=made,
        wrong=wrong,
        typed=request.form.get("address", "") if wrong else "",
        chosen=request.form.getlist("events") if wrong else list(CHOICES),
        choices=CHOICES,
        event_name=event_name,
    )
