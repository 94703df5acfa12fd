"""What can be told of a visit without asking who comes, and what the visitor's own browser remembers."""

import re

from flask import request, session
from sqlalchemy import bindparam, select

from community.db import db
from community.limits import whence
from community.members import Member
from community.sharing.models import ShareLink

# Those who fetch a page to show what is behind a link, or to keep it: they say so themselves.
MACHINES = re.compile(
    r"(?<!cu)bot\b|bot[/_;-]|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|embedly|scrap|monitor|archiv|fetcher",
    re.IGNORECASE,
)
NOTE = "via"  # in the visitor's own session: by which links this browser came, for as long as it is open
MOST = 10


def is_a_visit() -> bool:
    """Of a person who looks: not of a machine, and not ahead of time."""
    browser = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and bool(browser) and not MACHINES.search(browser) and not ahead


def who_comes(me: Member | None) -> str:
    """As little as tells two visitors apart."""
    return f"member {me.id}" if me else f"{whence()} {request.headers.get('User-Agent', '')}"


def came_before(link: ShareLink) -> bool:
    """By this link or one it replaced, in this browser: a stranger who then is a member is one visitor."""
    notes = via()
    if link.token in notes.values():
        return True
    last = db.session.scalar(_by_token, {"token": notes.get(str(link.contribution_id), "")})
    return last == link.member_id


_by_token = select(ShareLink.member_id).where(ShareLink.token == bindparam("token"))


def note(link: ShareLink) -> None:
    notes = via() | {str(link.contribution_id): link.token}
    session[NOTE] = dict(list(notes.items())[-MOST:])


def via() -> dict[str, str]:
    """By which link this browser came to which contribution, the latest last."""
    kept = session.get(NOTE)
    return dict(kept) if isinstance(kept, dict) else {}
