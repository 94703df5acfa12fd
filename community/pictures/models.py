"""A photo as it is remembered: who brought it, how large it is, what stands in while it loads."""

import re
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED, SAID
from community.db import Model

WIDTHS = (320, 640, 1280, 1920)
AT_ONCE = 1280  # the width shown until the other sizes are made
FORMATS = ("avif", "webp")
DIGEST = re.compile(r"w([1-9]\d{0,5})h([1-9]\d{0,5})-([0-9a-f]{6})-([0-9a-f]{40})", re.ASCII)


class Face(NamedTuple):
    """What a digest alone says of its photo: `w1600h1067-7593a8-<hash of the kept file>`."""

    digest: str
    width: int
    height: int
    tone: str  # its dominant colour: "7593a8"

    @property
    def widths(self) -> list[int]:
        """The sizes it is made in; never larger than it is."""
        return [width for width in WIDTHS if width < self.width] + [min(self.width, WIDTHS[-1])]

    @property
    def width_at_once(self) -> int:
        return max(width for width in self.widths if width <= AT_ONCE or width == self.widths[0])


class Photo(Model):
    __tablename__ = "photo"

    digest: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=SAID)
    kind: Mapped[str]  # how the original is kept: png, jpeg or webp
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    stand_in: Mapped[str]  # a few hundred bytes, as a data address
    tone: Mapped[str]
    alt: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    ready_at: Mapped[datetime | None]  # when all its sizes were made
    cut_from: Mapped[str | None] = mapped_column(ForeignKey("photo.digest"), info=NAMED)
    cut: Mapped[str] = mapped_column(default="", server_default="")  # the part: see cutting.Box

    @property
    def face(self) -> Face:
        return Face(self.digest, self.width, self.height, self.tone)


def face_of(digest: str) -> Face | None:
    found = DIGEST.fullmatch(digest)
    return Face(digest, int(found[1]), int(found[2]), found[3]) if found else None


def named_in(text: str) -> list[str]:
    """The digests a text shows by `![words](photo:DIGEST)`, each once, in their order."""
    named = re.finditer(rf"\(photo:({DIGEST.pattern})[\s)]", text, re.ASCII)
    return list(dict.fromkeys(match[1] for match in named))
