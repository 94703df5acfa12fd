"""What every answer tells the browser to refuse."""

from flask import Flask, Response, current_app, request

DIRECTIVES = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob: {media}",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
]


def protect(response: Response) -> Response:
    media = current_app.config["MEDIA_URL"]
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy", "; ".join(DIRECTIVES).format(media="" if media.startswith("/") else media)
    )
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "geolocation=(), payment=()")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    if not request.path.startswith(("/static/", "/media/")):
        headers.setdefault("Cache-Control", "private, no-cache")
        headers.add("Vary", "Cookie")
    return response


def guard(app: Flask) -> None:
    app.after_request(protect)
