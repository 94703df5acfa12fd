"""What a browser films goes from the web process to the process that takes streams in."""

import json
import socket
from typing import Literal

from livestream.streams.films import hatch_path
from livestream.streams.models import NobodyTakesIn, Stream

PATIENCE = 10.0  # seconds
Kind = Literal["matroska", "mp4"]
_lines: dict[str, tuple[int, socket.socket]] = {}  # by the browser's own line


def open_line(sid: str, it: Stream, kind: Kind) -> None:
    """Raises NobodyTakesIn."""
    close_line(sid)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(str(hatch_path()))
        line.sendall(json.dumps({"stream": it.id, "kind": kind}).encode() + b"\n")
        if line.recv(3) != b"ok\n":
            raise NobodyTakesIn
    except OSError as trouble:
        line.close()
        raise NobodyTakesIn from trouble
    _lines[sid] = (it.id, line)


def hand_on(sid: str, body: bytes) -> int | None:
    """Whose film it is; none where it goes nowhere any more."""
    if not (kept := _lines.get(sid)):
        return None
    stream_id, line = kept
    try:
        line.sendall(body)
    except OSError:
        close_line(sid)
        return None
    return stream_id


def close_line(sid: str) -> None:
    if kept := _lines.pop(sid, None):
        kept[1].close()
