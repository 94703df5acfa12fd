"""The pages of a takeout: they open from a folder, without the club and without a line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale, format_datetime
from markupsafe import Markup
from sqlalchemy import select

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.reading import lines_of
from community.engagement.sentences import points, what, why
from community.leaving.telling import Telling, tellings
from community.members import Member
from community.words import dates

AT_ONCE = 500  # things
PICTURE = re.compile(r'<picture>.*?<img src="/media/\w\w/\w\w/([\w-]+)/[^"]*"([^>]*)></picture>', re.DOTALL)
STAND_IN = re.compile(r'<img class="stand-in[^>]*>')
LINK = re.compile(r'((?:href|src)=")/(?=[^"/])')


class Thing(NamedTuple):
    title: str
    url: str
    at: datetime
    is_public: bool
    html: Markup
    beside: Markup
    cover: str | None  # the name of its file


class Library:
    """What a member made and what moved the score, as pages; `photos` are the files that go with them."""

    def __init__(self, member: Member, photos: Mapping[str, str], counts: Mapping[str, int]) -> None:
        self.member, self.photos, self.counts = member, photos, counts
        self.club: str = current_app.config["PUBLIC_URL"]

    def pages(self) -> Iterator[tuple[str, str]]:
        """The name of each and what is in it, in the member's language."""
        with force_locale(self.member.language):
            sheets = []
            for kind, telling in sorted(tellings.items(), key=lambda named: named[1].place):
                things = list(self.things(kind, telling))
                if things:
                    sheets.append((f"{kind}.html", telling.heading(), len(things)))
                    yield self.page(f"{kind}.html", "things", heading=telling.heading(), things=things)
            lines = lines_of(self.member.id, limit=None)
            told = [(line.at, points(line.points), what(line, self.member.id), why(line)) for line in lines]
            yield self.page("score.html", "score", lines=told)
            yield self.page("index.html", "index", sheets=sheets, lines=len(told), photos=len(self.photos))
            yield "style.css", self.rendered("style.css")

    def page(self, name: str, template: str, **shown: object) -> tuple[str, str]:
        return name, self.rendered(f"{template}.html", **shown)

    def rendered(self, template: str, **shown: object) -> str:
        """Without what pages know of who is reading: a worker has no reader."""
        found = current_app.jinja_env.get_template(f"community/leaving/takeout/{template}")
        words = {"member": self.member, "club": self.club, "counts": self.counts, "moment": self.moment}
        return found.render(words, now=clock.now(), **shown)

    def moment(self, at: datetime) -> str:
        """On the member's own clock."""
        here = at.astimezone(ZoneInfo(self.member.time_zone))
        return str(format_datetime(here, dates().moment, rebase=False))

    def things(self, kind: str, telling: Telling) -> Iterator[Thing]:
        model = Contribution.__mapper__.polymorphic_map[kind].class_
        mine = select(model).where(
            Contribution.author_id == self.member.id, Contribution.removed_at.is_(None)
        )
        things = db.session.scalars(
            mine.order_by(Contribution.created_at.desc(), Contribution.id.desc())
        ).all()
        for begin in range(0, len(things), AT_ONCE):
            yield from self.told(things[begin : begin + AT_ONCE], telling)

    def told(self, things: Sequence[Any], telling: Telling) -> Iterable[Thing]:
        ids = [it.id for it in things]
        titles, beside = telling.titles(ids), telling.beside(ids)
        for it in things:
            yield Thing(
                title=it.title or titles.get(it.id, ""),
                url=self.club + it.url,
                at=it.published_at or it.created_at,
                is_public=it.is_readable,
                html=self.at_home(getattr(it, "html", "")),
                beside=self.at_home(beside.get(it.id, Markup())),
                cover=self.photos.get(it.cover or getattr(it, "photo", None) or ""),
            )

    def at_home(self, html: str) -> Markup:
        """Own pictures are files beside the page; whatever leads to the club leads there from anywhere."""
        html = PICTURE.sub(self._own_picture, STAND_IN.sub("", html))
        return Markup(LINK.sub(rf"\1{self.club}/", html))  # noqa: S704  rendered by the house, for its own pages

    def _own_picture(self, found: re.Match[str]) -> str:
        digest, rest = found.groups()
        return f'<img src="photos/{self.photos[digest]}"{rest}>' if digest in self.photos else found[0]
