"""What makes the club an app of the phone: its manifest, its worker in the browser, a page without a line."""

from pathlib import Path

from flask import Blueprint, Response, current_app, json, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from community import mail
from community.languages import language
from community.pages import BUILT, asset

phone = Blueprint("phone", __name__)
PAPER = "#faf7f1"
PICTURES = (("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"))


@phone.get("/manifest.webmanifest")
def show_manifest() -> Response:
    pictures = [
        {"src": asset(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in (*PICTURES, ("icon-full.png", "512x512", "maskable"))
    ]
    told = {
        "id": "/",
        "name": mail.CLUB,
        "short_name": mail.CLUB,
        "description": _("An invite-only club of people who keep things."),
        "lang": language().replace("_", "-"),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": pictures,
        "shortcuts": [
            {"name": _("Notifications"), "url": "/notifications"},
            {"name": _("Chat"), "url": "/chat"},
            {"name": _("A story"), "url": "/stories/new"},
        ],
    }
    return Response(json.dumps(told), content_type="application/manifest+json")


@phone.get("/sw.js")
def show_worker() -> Response:
    """At the root, or it could serve no page. It changes with the style, so that browsers keep the latest."""
    script = Path(current_app.root_path) / asset("sw.js").removeprefix("/")
    edition = f"self.EDITION = {json.dumps(asset('site.css').removeprefix(BUILT))};\n"
    return Response(edition + script.read_text(), content_type="text/javascript; charset=utf-8")


@phone.get("/icon.png")
def show_icon() -> Answer:
    """At an address that does not change, for news that stands on a lock screen."""
    return redirect(asset("icon-192.png"))


@phone.get("/offline")
def show_offline() -> str:
    """What the browser shows of itself when there is no line."""
    return render_template("community/offline.html", language=language)
