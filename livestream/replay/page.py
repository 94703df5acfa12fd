"""What the page of a stream shows beside its film once that is seen again."""

from typing import Any

from community.languages import LANGUAGES
from community.members import Member
from livestream.captions.adding import captions_of
from livestream.clips.reading import clips_of
from livestream.replay.words import words_around
from livestream.streams.models import Stream


def beside_replay(it: Stream, me: Member) -> dict[str, Any]:
    return {
        "words": words_around(it, me, 0.0),
        "clips": clips_of(it),
        "captions": captions_of(it),
        "languages": LANGUAGES,
    }
