"""From bytes, as they happen to arrive, to whole messages."""

from community.fanout.frames import BadFrame, Code, Head, Kind, Message, head_of, unmask


class Reader:
    """One browser's side of the conversation: feed it bytes, take messages; never more than `most` each."""

    __slots__ = ("_buffer", "_kind", "_most", "_parts", "_size")

    def __init__(self, most: int) -> None:
        self._most = most
        self._buffer = bytearray()
        self._parts = bytearray()  # of a message that comes in several frames
        self._kind: int | None = None
        self._size = 0

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def take(self) -> Message | None:
        """The next message or control frame, or None until more bytes have come."""
        while (head := head_of(self._buffer)) is not None:
            self._refuse_misplaced(head)
            end = head.start + head.length
            if len(self._buffer) < end:
                return None
            mask = bytes(self._buffer[head.start - 4 : head.start])
            body = unmask(bytes(self._buffer[head.start : end]), mask)
            del self._buffer[:end]
            if head.kind >= Kind.CLOSE:
                return Message(head.kind, body)
            if whole := self._join(head, body):
                return whole
        return None

    def _refuse_misplaced(self, head: Head) -> None:
        """Before its body is kept: is it expected here, and not too much?"""
        if head.kind >= Kind.CLOSE:
            return
        if (head.kind == Kind.MORE) != (self._kind is not None):
            raise BadFrame(Code.PROTOCOL, "a part of a message out of place")
        if self._size + head.length > self._most:
            raise BadFrame(Code.TOO_BIG, f"a message of more than {self._most} bytes")

    def _join(self, head: Head, body: bytes) -> Message | None:
        kind = head.kind if self._kind is None else self._kind
        if not head.final:
            self._kind = kind
            self._size += len(body)
            self._parts += body
            return None
        whole = bytes(self._parts) + body if self._parts else body
        self._kind, self._size, self._parts = None, 0, bytearray()
        return Message(kind, whole)
