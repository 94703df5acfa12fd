"""What every answer tells the browser to refuse."""

import base64
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Flask, Response, request

# That pages fade into each other stands in the page itself, alone of all styles: Chromium asks for it
# before a linked sheet is read, and else gives up the fading at nearly every step, with an error.
FADES = "@media not (prefers-reduced-motion: reduce){@view-transition{navigation:auto}}"
DIRECTIVES = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'sha256-{fades}'",
    "media-src 'self' blob: {film}",
    "img-src 'self' data: blob: {media}",
    "font-src 'self'",
    "connect-src 'self' {film}",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
]
PUBLIC = ("/static/", "/media/")


def guard(app: Flask) -> None:
    """Whatever a page said itself stays as it said it."""
    always = said_always(app)
    app.jinja_env.globals["fades"] = FADES

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        said = {name.lower() for name, _value in headers}
        wanted = (
            always if request.path.startswith(PUBLIC) else [*always, ("Cache-Control", "private, no-cache")]
        )
        headers.extend([(name, value) for name, value in wanted if name.lower() not in said])
        if wanted is not always:
            headers.add("Vary", "Cookie")
        return response


def said_always(app: Flask) -> list[tuple[str, str]]:
    """Names and values, whatever is answered."""
    media = app.config["MEDIA_URL"]
    film = urlsplit(app.config["FILM_URL"])
    places = {"media": "" if media.startswith("/") else media}
    places["film"] = f"{film.scheme}://{film.netloc}" if film.netloc else ""
    places["fades"] = base64.b64encode(sha256(FADES.encode()).digest()).decode()
    policy = "; ".join(line.format(**places).strip() for line in DIRECTIVES)
    said = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "geolocation=(), payment=()"),
    ]
    if app.config["SESSION_COOKIE_SECURE"]:
        said.append(("Strict-Transport-Security", "max-age=63072000"))
    return said
