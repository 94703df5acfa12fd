"""What can be measured of a member: each metric has its name, its words, its unit and one select."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from community.db import db
from programme.selection.units import Unit

Words = Callable[[], str]
# Answers member and value; who is not in it has 0. It is given from when on things count.
Values = Callable[[datetime], Select[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Metric:
    name: str
    unit: Unit
    words: Words
    values: Values
    looks_back: bool  # or says how things stand now

    def measured(self, since: datetime) -> Mapping[int, int]:
        """Of every member who has one: the value, whole and never below nothing."""
        found = db.session.execute(self.values(since)).all()
        return {member_id: max(0, int(value or 0)) for member_id, value in found}


_metrics: dict[str, Metric] = {}


def metric(name: str, unit: Unit, words: Words, *, looks_back: bool = True) -> Callable[[Values], Values]:
    """Declare a metric; its words name what is measured, without the window and the number."""

    def declare(values: Values) -> Values:
        _metrics[name] = Metric(name, unit, words, values, looks_back)
        return values

    return declare


def metrics() -> Mapping[str, Metric]:
    """Every metric by its name; each file beside this one declares its own."""
    from programme.selection.metrics import deeds, favours, people, purchases, standings  # noqa: F401

    return _metrics
