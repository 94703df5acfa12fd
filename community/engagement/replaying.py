"""A ledger of others, counted by their own rules: does what we count agree with what they published?"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from pydantic import Field

from community.engagement.policy import SHELF
from community.engagement.worths import Strict

ASSOCIATED = 100  # given to who is known on a sister site; the dump does not say to whom
Row = Mapping[str, str]
KINDS = {"1": "question", "2": "answer"}


class Limited(Strict):
    a_day: int = Field(ge=1)
    points: dict[str, int]


class Unlimited(Strict):
    points: dict[str, int]


class DailyPolicy(Strict):
    """Points by deed, most of them within a daily limit."""

    name: str
    from_: date = Field(alias="from")
    begins_with: int
    never_below: int
    within_the_limit: Limited
    beyond_the_limit: Unlimited

    def points(self, days: Mapping[tuple[str, date], int]) -> int:
        """What a member's deeds, counted by day, are worth."""
        limited, free = self.within_the_limit, 0
        by_day: Counter[date] = Counter()
        for (deed, day), count in days.items():
            by_day[day] += limited.points.get(deed, 0) * count
            free += self.beyond_the_limit.points.get(deed, 0) * count
        within = sum(min(points, limited.a_day) for points in by_day.values())
        return max(self.never_below, self.begins_with + within + free)


class Told(NamedTuple):
    """Something that counts for a member."""

    member: str
    deed: str
    day: date


@dataclass(frozen=True)
class Agreement:
    members: int
    exact: int
    near: int  # within ten points

    def __str__(self) -> str:
        exact, near = (f"{100 * part / self.members:.1f} %" for part in (self.exact, self.near))
        return f"{self.members} members: {exact} exact, {near} within 10"


def daily_policy(name: str) -> DailyPolicy:
    return DailyPolicy.model_validate(tomllib.loads((SHELF / f"{name}.toml").read_text()))


def replay(folder: Path, policy: DailyPolicy) -> Agreement:
    """A Stack Exchange dump against the reputation it publishes, of everybody it tells something of."""
    published = {row["Id"]: int(row["Reputation"]) for row in _rows(folder, "Users")}
    tallies = _tallied(_told(folder))
    gaps = [
        _gap(published[member], policy.points(days))
        for member, days in tallies.items()
        if member in published
    ]
    return Agreement(len(gaps), sum(gap == 0 for gap in gaps), sum(gap <= 10 for gap in gaps))  # noqa: PLR2004


def _gap(published: int, counted: int) -> int:
    return min(abs(published - counted), abs(published - counted - ASSOCIATED))


def _tallied(told: Iterable[Told]) -> dict[str, Counter[tuple[str, date]]]:
    days: dict[str, Counter[tuple[str, date]]] = defaultdict(Counter)
    for member, deed, day in told:
        days[member][deed, day] += 1
    return days


def _told(folder: Path) -> Iterator[Told]:
    posts = {row["Id"]: row for row in _rows(folder, "Posts")}
    for vote in _rows(folder, "Votes"):
        post = posts.get(vote["PostId"], {})
        if "OwnerUserId" in post and "CommunityOwnedDate" not in post and post["PostTypeId"] in KINDS:
            yield from _deeds_of(vote, post, posts.get(post.get("ParentId", ""), {}))


def _deeds_of(
    vote: Mapping[str, str], post: Mapping[str, str], question: Mapping[str, str]
) -> Iterator[Told]:
    owner, asker = post["OwnerUserId"], question.get("OwnerUserId")
    kind, day = KINDS[post["PostTypeId"]], date.fromisoformat(vote["CreationDate"][:10])
    match vote["VoteTypeId"]:
        case "2":
            yield Told(owner, f"{kind}.upvoted", day)
        case "3":
            yield Told(owner, f"{kind}.downvoted", day)
        case "1" if question and asker != owner:
            yield Told(owner, "answer.accepted", day)
            if asker:
                yield Told(asker, "acceptance.given", day)


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    for _, row in etree.iterparse(folder / f"se_{name}.xml", tag="row", resolve_entities=False):
        yield dict(row.attrib)
        row.clear()
