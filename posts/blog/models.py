"""A story: a title, a text in Markdown, photos; its author's alone until it is published."""

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.contributions import Contribution
from community.db import Refusal


class Story(Contribution):
    __tablename__ = "story"
    __mapper_args__ = {"polymorphic_identity": "story"}
    home: ClassVar[str] = "/stories"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    text: Mapped[str]
    html: Mapped[str]
    minutes: Mapped[int] = mapped_column(default=1)

    def publish(self) -> None:
        if not self.title.strip() or not self.text.strip():
            raise UnfinishedStory
        self.published_at = clock.now()


class UnfinishedStory(Refusal):
    """A story without a title or a text is not ready for readers."""
