"""The words of RTMP commands: AMF0, as far as encoders speak it."""

import struct
from typing import Final

NUMBER, TRUTH, TEXT, OBJECT, NULL, UNDEFINED, LIST, END, STRICT = 0, 1, 2, 3, 5, 6, 8, 9, 10
DEEPEST: Final = 8
MOST = 1000  # entries of a list
Value = float | bool | str | None | dict[str, "Value"] | list["Value"]


class Garbled(Exception):
    """Not what an encoder would say."""


def read(data: bytes) -> list[Value]:
    """Everything that is said, one after another. Raises Garbled."""
    try:
        said: list[Value] = []
        at = 0
        while at < len(data):
            value, at = _value(data, at, 0)
            said.append(value)
    except (IndexError, struct.error, UnicodeDecodeError) as trouble:
        raise Garbled from trouble
    return said


def _value(data: bytes, at: int, depth: int) -> tuple[Value, int]:  # noqa: PLR0911  one for each kind
    kind, at = data[at], at + 1
    if depth > DEEPEST:
        raise Garbled
    if kind == NUMBER:
        return float(struct.unpack_from(">d", data, at)[0]), at + 8
    if kind == TRUTH:
        return bool(data[at]), at + 1
    if kind == TEXT:
        return _text(data, at)
    if kind == OBJECT:
        return _object(data, at, depth)
    if kind == LIST:
        return _object(data, at + 4, depth)
    if kind == STRICT:
        return _strict(data, at, depth)
    if kind in {NULL, UNDEFINED}:
        return None, at
    raise Garbled


def _text(data: bytes, at: int) -> tuple[str, int]:
    (size,) = struct.unpack_from(">H", data, at)
    if at + 2 + size > len(data):
        raise Garbled
    return data[at + 2 : at + 2 + size].decode(), at + 2 + size


def _object(data: bytes, at: int, depth: int) -> tuple[dict[str, Value], int]:
    found: dict[str, Value] = {}
    while data[at : at + 3] != b"\0\0\x09":
        name, at = _text(data, at)
        found[name], at = _value(data, at, depth + 1)
    return found, at + 3


def _strict(data: bytes, at: int, depth: int) -> tuple[list[Value], int]:
    (count,) = struct.unpack_from(">I", data, at)
    if count > MOST:
        raise Garbled
    found: list[Value] = []
    at += 4
    for _ in range(count):
        value, at = _value(data, at, depth + 1)
        found.append(value)
    return found, at


def write(*values: Value) -> bytes:
    return b"".join(map(_written, values))


def _written(value: Value) -> bytes:
    if value is None:
        return bytes([NULL])
    if isinstance(value, bool):
        return bytes([TRUTH, value])
    if isinstance(value, float | int):
        return struct.pack(">Bd", NUMBER, value)
    if isinstance(value, str):
        return bytes([TEXT]) + _name(value)
    if isinstance(value, dict):
        inner = b"".join(_name(name) + _written(one) for name, one in value.items())
        return bytes([OBJECT]) + inner + b"\0\0\x09"
    return struct.pack(">BI", STRICT, len(value)) + write(*value)


def _name(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data
