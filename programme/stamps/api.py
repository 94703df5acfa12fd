"""A member's stamps for programs."""

from datetime import date

from community.api.answers import Answer, Page
from community.api.doors import Api
from community.members import Member
from programme.selection.wording import in_reader_language
from programme.stamps.reading import stamps_of

stamps_api = Api("stamps")


class StampAnswer(Answer):
    """`on` null: not there yet; `done` of `times` are."""

    name: str
    words: str
    on: date | None
    done: int
    times: int


@stamps_api.get("/me/stamps")
def list_my_stamps(me: Member) -> Page[StampAnswer]:
    """What you have lived through in the club, the latest first, then what is to come."""
    return Page(
        items=[
            StampAnswer(
                name=it.stamp.name,
                words=in_reader_language(it.stamp.words),
                on=it.on,
                done=it.done,
                times=it.stamp.times,
            )
            for it in stamps_of(me)
        ]
    )
