"""Muting and blocking, for programs."""

from typing import Annotated, Literal

from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, InvalidBody, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.quiet import files
from community.quiet.keeping import (
    LONGEST,
    SPANS,
    NoWord,
    TooManyWords,
    WordTooLong,
    be_found,
    be_seen,
    hear_again,
    mute_word,
    open_letters_to,
    show_counts,
    show_tier_to,
    silence,
    tell_reading,
    unmute_word,
)
from community.quiet.models import How, MutedWord, OpenTo
from community.quiet.reading import called, letters_of, muted_words_of, silences_of
from community.quiet.refusals import said, said_of_file, said_of_line
from community.quiet.routes import OFTEN

quiet = Api("quiet")
Span = Literal["", "day", "week", "month"]


class NewSilence(Body):
    """`mute`: you do not meet them. `block`: nor do they reach you. Without `span`, for good."""

    how: How = Field(default=How.MUTE, strict=False)
    span: Span = ""


class SilenceAnswer(Answer):
    """Of a member whom you do not hear; `url` is theirs."""

    id: int
    url: str
    handle: str
    name: str
    how: How
    since: Moment
    until: Moment | None


class NewWord(Body):
    word: Annotated[Said, Field(max_length=LONGEST)]
    span: Span = ""


class WordAnswer(Answer):
    id: int
    url: str = "/settings/quiet"
    word: str
    since: Moment
    until: Moment | None


@quiet.get("/me/silences")
def list_silences(me: Member) -> Page[SilenceAnswer]:
    """Whom you muted and blocked, the latest first."""
    return Page(items=[_told(row) for row in silences_of(me)])


class SilenceLine(Body):
    """`until` is a day or a moment; empty: for good."""

    handle: Annotated[Text, Field(max_length=files.LONGEST)]
    how: Annotated[How, Field(strict=False)] = How.MUTE
    until: Annotated[Text, Field(max_length=40)] = ""


class SilenceList(Body):
    """Handles that nobody has are a fault, unless they are to be left out."""

    silences: Annotated[list[SilenceLine], Field(max_length=files.MOST)]
    leave_out_unknown: bool = False


class SilencesTakenIn(Answer):
    """How many are muted and blocked by it; `unknown` were left out, and the time of so many is `over`."""

    url: str = "/settings/quiet"
    muted: int
    blocked: int
    unknown: list[str]
    over: int


@quiet.post("/me/silences", at="/me/silences")
def take_in_silences(me: Member, sent: SilenceList) -> SilencesTakenIn:
    """Mute and block many at once: all of them, or none."""
    spend("bring silences", me.id, OFTEN)
    lines = [
        files.Line(number, one.handle, one.how.value, one.until) for number, one in enumerate(sent.silences)
    ]
    try:
        taken = files.take_in(lines, by=me, leave_out_unknown=sent.leave_out_unknown)
    except files.FaultyList as refusal:
        raise InvalidBody({_place(it): said_of_line(it) for it in refusal.faults}) from refusal
    return SilencesTakenIn(
        muted=taken.muted, blocked=taken.blocked, unknown=list(taken.unknown), over=taken.over
    )


def _place(fault: files.Fault) -> str:
    field = fault.wrong if fault.wrong in {files.Wrong.HOW, files.Wrong.UNTIL} else files.Wrong.HANDLE
    return f"silences.{fault.line}.{field}"


@quiet.post("/members/<handle>/silence", at="/me/silences")
def silence_member(me: Member, handle: str, sent: NewSilence) -> SilenceAnswer:
    """Mute or block a member. What was said last holds."""
    spend("silence", me.id, "60/minute")
    whom = called(handle)
    silence(whom, sent.how, by=me, span=SPANS.get(sent.span))
    return next(_told(row) for row in silences_of(me) if row.id == whom.id)


@quiet.delete("/members/<handle>/silence")
def hear_member(me: Member, handle: str) -> None:
    """Hear them again."""
    hear_again(called(handle), by=me)


@quiet.get("/me/muted-words")
def list_words(me: Member) -> Page[WordAnswer]:
    """The words you do not want to meet."""
    return Page(items=[WordAnswer.model_validate(it) for it in muted_words_of(me)])


@quiet.post("/me/muted-words", at="/me/muted-words")
def mute(me: Member, sent: NewWord) -> WordAnswer:
    """What says this word is not shown to you. Twice is once."""
    spend("mute", me.id, "60/minute")
    return WordAnswer.model_validate(mute_word(sent.word, by=me, span=SPANS.get(sent.span)))


@quiet.delete("/me/muted-words/<int:id>")
def unmute(me: Member, id: int) -> None:
    """Meet it again."""
    unmute_word(get_or_404(MutedWord, id), by=me)


class LetterBoxAnswer(Answer):
    """Who may begin to write to you, and what others see of you: how far you read, that you are in a room.

    `shows_counts`: whether pages and programs tell you how many liked, answered, follow and watch; where
    they do not, such numbers are null, on the live line too. `found_by`: who comes upon you by name, in
    search and in lists of members. `tier_for`: who sees your tier beside your name; your score is told to
    nobody but you and those who run the club.
    """

    open_to: OpenTo
    tells_reading: bool
    is_seen: bool
    shows_counts: bool
    found_by: OpenTo
    tier_for: OpenTo


class LetterBoxChange(Body):
    """What is left out stays. Who does not tell how far they have read is not told either."""

    open_to: OpenTo | None = Field(default=None, strict=False)
    tells_reading: bool | None = None
    is_seen: bool | None = None
    shows_counts: bool | None = None
    found_by: OpenTo | None = Field(default=None, strict=False)
    tier_for: OpenTo | None = Field(default=None, strict=False)


@quiet.get("/me/letters")
def see_letters(me: Member) -> LetterBoxAnswer:
    """Who may begin to write to you, and what they see."""
    return LetterBoxAnswer.model_validate(letters_of(me))


@quiet.patch("/me/letters")
def settle_letters(me: Member, sent: LetterBoxChange) -> LetterBoxAnswer:
    """Choose who may begin to write to you, and what they see."""
    if sent.open_to is not None:
        open_letters_to(sent.open_to, by=me)
    if sent.tells_reading is not None:
        tell_reading(by=me, on=sent.tells_reading)
    if sent.is_seen is not None:
        be_seen(by=me, on=sent.is_seen)
    if sent.shows_counts is not None:
        show_counts(by=me, on=sent.shows_counts)
    if sent.found_by is not None:
        be_found(by=me, found_by=sent.found_by)
    if sent.tier_for is not None:
        show_tier_to(sent.tier_for, by=me)
    return LetterBoxAnswer.model_validate(letters_of(me))


def _told(row: object) -> SilenceAnswer:
    facts = {name: getattr(row, name) for name in SilenceAnswer.model_fields if name != "url"}
    return SilenceAnswer(**facts, url=f"/@{facts['handle']}")


say(files.TooLongAList, said_of_file, field="silences")
for refusal in (NoWord, WordTooLong, TooManyWords):
    say(refusal, said, field="word")
