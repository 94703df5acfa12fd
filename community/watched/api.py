"""The list of watched words, for programs of those who keep order."""

from typing import Annotated

from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from community.watched.finding import found_in, replaced, watched
from community.watched.keeping import all_watched, let_go, watch
from community.watched.models import (
    LONGEST,
    Act,
    NoTag,
    NoWord,
    TooManyWords,
    WatchedAlready,
    WatchedWord,
    WordTooLong,
)
from community.watched.routes import said

words = Api("watched_words", scope=Scope.MODERATE)
PLACE = "/moderation/words"
LONGEST_TRIED = 2_000


class NewWatchedWord(Body):
    """`word` may be several in a row; `*` at its end is any ending. `instead` is for replace and tag."""

    word: Annotated[Said, Field(max_length=LONGEST)]
    act: Annotated[Act, Field(strict=False)]
    instead: Annotated[Text, Field(max_length=LONGEST)] = ""


class WatchedWordAnswer(Answer):
    id: int
    url: str = PLACE
    word: str
    act: Act
    instead: str
    at: Moment


class TriedText(Body):
    text: Annotated[Said, Field(max_length=LONGEST_TRIED)]


class TriedAnswer(Answer):
    """The words that were found, and how the text would read where they are replaced."""

    url: str = PLACE
    found: list[str]
    text: str


@words.get(PLACE)
def list_watched_words(me: Member) -> Page[WatchedWordAnswer]:
    """All of them, by the alphabet."""
    require(me, "keep", WatchedWord)
    return Page(items=[WatchedWordAnswer.model_validate(it) for it in all_watched()])


@words.post(PLACE, at=PLACE)
def watch_a_word(me: Member, sent: NewWatchedWord) -> WatchedWordAnswer:
    """Watch a word from now on."""
    return WatchedWordAnswer.model_validate(watch(sent.word, sent.act, me, sent.instead))


@words.delete(f"{PLACE}/<int:id>")
def let_a_word_go(me: Member, id: int) -> None:
    """It is not watched any more."""
    let_go(get_or_404(WatchedWord, id), by=me)


@words.post(f"{PLACE}/trial", at=PLACE)
def try_watched_words(me: Member, sent: TriedText) -> TriedAnswer:
    """See what would be found in a text: nothing of it is kept."""
    require(me, "keep", WatchedWord)
    known = watched()
    found = dict.fromkeys(hit.it.word for hit in found_in(sent.text, known))
    return TriedAnswer(found=list(found), text=replaced(sent.text, known))


say(NoTag, said, field="instead")
for refusal in (NoWord, WordTooLong, WatchedAlready, TooManyWords):
    say(refusal, said, field="word")
