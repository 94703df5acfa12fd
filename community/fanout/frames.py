"""The websocket's frames (RFC 6455): what a browser sends is read here, what we send is framed here."""

import enum
from typing import NamedTuple

CONTROL_MOST = 125  # what a control frame may carry, and what fits into the short length
TWO_BYTES, EIGHT_BYTES = 126, 127  # in place of a length: the length follows in so many bytes
CODES = frozenset({*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)})


class Kind(enum.IntEnum):
    MORE = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


KINDS = frozenset(Kind)


class Code(enum.IntEnum):
    """Why a connection closes."""

    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL = 1002
    NOT_TEXT = 1007
    TOO_BIG = 1009


class BadFrame(Exception):
    """The other side does not speak the protocol; it hears `code` and is closed."""

    def __init__(self, code: Code, why: str) -> None:
        super().__init__(why)
        self.code = code


class Message(NamedTuple):
    kind: int
    body: bytes


class Head(NamedTuple):
    """The first bytes of a frame: what it is, where its body begins and how long that is."""

    final: bool
    kind: int
    start: int
    length: int


def frame(body: bytes, kind: int = Kind.TEXT) -> bytes:
    """One whole unmasked frame, as a server sends it."""
    size = len(body)
    if size < TWO_BYTES:
        return bytes((0x80 | kind, size)) + body
    if size < 1 << 16:
        return bytes((0x80 | kind, TWO_BYTES)) + size.to_bytes(2, "big") + body
    return bytes((0x80 | kind, EIGHT_BYTES)) + size.to_bytes(8, "big") + body


def closing_frame(code: int) -> bytes:
    return frame(code.to_bytes(2, "big"), Kind.CLOSE)


def unmask(body: bytes, mask: bytes) -> bytes:
    """XOR as one large number: linear, and a hundred times quicker than byte by byte."""
    size = len(body)
    pattern = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(body, "big") ^ int.from_bytes(pattern, "big")).to_bytes(size, "big")


def code_of(body: bytes) -> int:
    """The code inside a close frame; what is no code is refused."""
    if not body:
        return Code.NORMAL
    code = int.from_bytes(body[:2], "big")
    if len(body) == 1 or code not in CODES:
        raise BadFrame(Code.PROTOCOL, f"{code} is no reason to close")
    text_of(body[2:])
    return code


def text_of(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadFrame(Code.NOT_TEXT, "text that is not UTF-8") from error


def head_of(buffer: bytearray) -> Head | None:
    """The head of the frame that begins the buffer, or None while it is still arriving."""
    if len(buffer) < 2:  # noqa: PLR2004  the shortest head
        return None
    kind, final, short = buffer[0] & 0x0F, bool(buffer[0] & 0x80), buffer[1] & 0x7F
    _refuse_hostile(buffer, kind, final=final, short=short)
    wide = {TWO_BYTES: 2, EIGHT_BYTES: 8}.get(short, 0)
    if len(buffer) < 2 + wide:
        return None
    length = int.from_bytes(buffer[2 : 2 + wide], "big") if wide else short
    if (wide and length <= CONTROL_MOST) or (wide == 8 and not 1 << 16 <= length < 1 << 63):  # noqa: PLR2004
        raise BadFrame(Code.PROTOCOL, "a length written longer than it is")
    return Head(final, kind, 2 + wide + 4, length)


def _refuse_hostile(buffer: bytearray, kind: int, *, final: bool, short: int) -> None:
    if buffer[0] & 0x70:
        raise BadFrame(Code.PROTOCOL, "an extension nobody agreed on")
    if not buffer[1] & 0x80:
        raise BadFrame(Code.PROTOCOL, "a browser's frame is masked")
    if kind not in KINDS:
        raise BadFrame(Code.PROTOCOL, f"frames of kind {kind} do not exist")
    if kind >= Kind.CLOSE and (not final or short > CONTROL_MOST):
        raise BadFrame(Code.PROTOCOL, "control frames are short and whole")
