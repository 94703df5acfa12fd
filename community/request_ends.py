"""Where a request ends: said once and plainly, or it is none (RFC 9112, 6.3).

A server in front of ours that read another end would take what one visitor sent for another's request.
"""

from email.errors import FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect
from email.message import Message
from typing import TypeVar

M = TypeVar("M", bound=Message)
CUT_SHORT = (FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect)


class UnclearEnd(ValueError):
    """Answered 400, and the connection ends with it."""


def clearly_ended(head: M) -> M:
    """Raises UnclearEnd for two lengths, for one in other signs than digits, for an unknown coding."""
    lengths, codings = said(head, "Content-Length"), said(head, "Transfer-Encoding")
    if len(lengths) + len(codings) > 1:
        raise UnclearEnd("it says twice where it ends")
    if any(not (it.isascii() and it.isdigit()) for it in lengths):
        raise UnclearEnd("its length is no number")
    if any(it.lower() != "chunked" for it in codings):
        raise UnclearEnd("it is sent in a way that is not known")
    if any(isinstance(it, CUT_SHORT) for it in head.defects):
        raise UnclearEnd("one of its lines is no header")
    return head


def said(head: Message, name: str) -> list[str]:
    return [str(it).strip(" \t") for it in head.get_all(name, [])]
