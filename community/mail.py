"""Mail: written in the reader's language, sent by a worker, so that nobody waits for a mail server."""

import secrets
import smtplib
import ssl
from collections.abc import Mapping
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from email.utils import formataddr, formatdate, make_msgid
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app
from flask_babel import force_locale

from community import clock
from community.jobs import job, later

CLUB = "Members Zone"
PATIENCE = 20  # seconds for the mail server to answer
LONGEST_LINE = 998  # characters, RFC 5322


class Address(UnstructuredHeader, BaseHeader):
    """A way out of a mail in one line: cut to 78 characters it is written in code that no program follows."""

    def fold(self, *, policy: Policy) -> str:
        line = f"{self.name}: {self}"
        fits = len(line) <= LONGEST_LINE and line.isascii()
        return line + policy.linesep if fits else super().fold(policy=policy)


def _headers() -> HeaderRegistry:
    headers = HeaderRegistry()
    headers.map_to_type("list-unsubscribe", Address)
    return headers


AS_WRITTEN = default.clone(header_factory=_headers())


def send(to: str, subject: str, text: str, language: str) -> None:
    """Must be called inside a transaction; goes out after it. `language` is that of subject and text.

    Say those words inside `with force_locale(language):`, so that the reader understands them.
    """
    later(deliver, to, subject, text, language)


@job
def deliver(to: str, subject: str, text: str, language: str) -> None:
    post(letter(to, subject, text, language))


def letter(
    to: str,
    subject: str,
    text: str,
    language: str,
    *,
    html: str = "",
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """Plain text, and the same as simple HTML. A line break in an address, subject or header is refused.

    With `html` both are whole as they are given.
    """
    mail = EmailMessage(policy=AS_WRITTEN)
    mail["From"] = formataddr((CLUB, sender()))
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = formatdate()
    given = {"Message-ID": make_msgid(domain=sender().partition("@")[2]), **(headers or {})}
    for name, value in given.items():
        mail[name] = value
    mail["Auto-Submitted"] = "auto-generated"
    words = {"subject": subject, "text": text, "language": language, "url": current_app.config["PUBLIC_URL"]}
    with force_locale(language):
        mail.set_content(text if html else _rendered("community/mail.txt", words))
        mail.add_alternative(html or _rendered("community/mail.html", words), subtype="html")
    mail["Content-Language"] = language.replace("_", "-")
    return mail


def _rendered(template: str, words: dict[str, str]) -> str:
    """Without what pages know of who is reading: a worker has no reader."""
    return current_app.jinja_env.get_template(template).render(words)


def post(mail: EmailMessage) -> None:
    """By the way MAIL_URL names: a file in development, a mail server otherwise."""
    way = urlsplit(current_app.config["MAIL_URL"])
    if way.scheme == "file":
        keep(mail)
    else:
        hand_over(mail, way)


def keep(mail: EmailMessage) -> None:
    folder = current_app.config["ZONE_DATA"] / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"
    (folder / name).write_bytes(bytes(mail))


def hand_over(mail: EmailMessage, way: SplitResult) -> None:
    """smtps:// speaks TLS from the first byte; smtp:// turns to it where the server offers it."""
    host, port, safe = way.hostname or "localhost", way.port or 0, ssl.create_default_context()
    if way.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=safe)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    with server:
        server.ehlo()
        if way.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=safe)
            server.ehlo()
        if way.username:
            server.login(unquote(way.username), unquote(way.password or ""))
        server.send_message(mail)


def sender() -> str:
    """MAIL_URL may name it: smtp://host?from=club@example.org; else no-reply at the club's address."""
    given = parse_qs(urlsplit(current_app.config["MAIL_URL"]).query).get("from")
    return given[0] if given else f"no-reply@{urlsplit(current_app.config['PUBLIC_URL']).hostname}"
