"""Repeatable chance: neighbouring seeds never wear the same colours."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance(Random):
    def __init__(self, subject: str, number: int) -> None:
        super().__init__(f"{subject}:{number}")
        self.number = number

    def mood(self, moods: Sequence[T], turn: int = 1) -> T:
        return moods[self.number // turn % len(moods)]

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.randrange(len(choices))]
