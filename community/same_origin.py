"""Who is asking: what changes something is answered only to pages of our own.

Sec-Fetch-Site, then Origin (Filippo Valsorda's algorithm, as in Go 1.25): no tokens in forms.
A request with a bearer token carries no cookie's authority, so it may come from anywhere.
"""

from flask import Flask, abort, request

from community.urls import parts_of

SAFE = {"GET", "HEAD", "OPTIONS"}


def refuse_other_sites() -> None:
    if request.method in SAFE or request.headers.get("Authorization", "").startswith("Bearer "):
        return
    if not is_same_origin():
        abort(403, "This came from another site. Open the page here and try again.")


def is_same_origin() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or parts_of(origin).netloc == request.host


def guard(app: Flask) -> None:
    app.before_request(refuse_other_sites)
