"""One entry of a file, asked for its fields; what is wrong names the file and the entry."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Self, TypeVar

T = TypeVar("T")
AGO = re.compile(r"(\d+(?:\.\d+)?)(m|h|d)")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Misread(ValueError):
    def __init__(self, file: str, entry: str, why: str) -> None:
        super().__init__(f"{file}: {entry}: {why}")


class Entry:
    def __init__(self, file: str, name: str, fields: object) -> None:
        self.file, self.name = file, name
        if not isinstance(fields, Mapping):
            raise self.wrong("is no table")
        self._left = dict(fields)

    def wrong(self, why: str) -> Misread:
        return Misread(self.file, self.name, why)

    def take(self, key: str, kind: type[T]) -> T:
        value = self.maybe(key, kind)
        if value is None:
            raise self.wrong(f"{key} is missing")
        return value

    def maybe(self, key: str, kind: type[T]) -> T | None:
        value = self._left.pop(key, None)
        if value is None or (isinstance(value, kind) and value != ""):
            return value
        raise self.wrong(f"{key} is {value!r}, not a filled {kind.__name__}")

    def has(self, key: str) -> bool:
        return key in self._left

    def number(self, key: str) -> float:
        return float(self.take(key, int) if isinstance(self._left.get(key), int) else self.take(key, float))

    def words(self, key: str) -> tuple[str, ...]:
        found = self.maybe(key, list) or []
        if not all(isinstance(word, str) and word for word in found):
            raise self.wrong(f"{key} holds something that is no word")
        if len(set(found)) < len(found):
            raise self.wrong(f"{key} says something twice")
        return tuple(found)

    def ago(self, key: str) -> timedelta:
        """`20m`, `3h`, `2d`."""
        found = AGO.fullmatch(self.take(key, str))
        if found is None:
            raise self.wrong(f"{key} is not like 20m, 3h or 2d")
        return timedelta(**{UNITS[found[2]]: float(found[1])})

    def entries(self, key: str) -> list[Self]:
        found = self.maybe(key, list) or []
        return [
            type(self)(self.file, f"{self.name}, {key} {i}", fields)
            for i, fields in enumerate(found, start=1)
        ]

    def end(self) -> None:
        if self._left:
            raise self.wrong(f"nobody reads {', '.join(sorted(self._left))}")
