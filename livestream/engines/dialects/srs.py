"""SRS: JSON, sent by http_hooks; zero says yes. https://ossrs.io/lts/en-us/docs/v6/doc/http-callback"""

from pathlib import Path

from flask import Request, json
from werkzeug.wrappers import Response

from livestream.engines.dialects.speech import (
    Call,
    Event,
    Said,
    facts_in,
    key_in,
    text_of,
    word_is_right,
)
from livestream.engines.models import EngineLine

ACTIONS = {
    "on_publish": Event.ASKS,
    "on_hls": Event.GOES_ON,
    "on_unpublish": Event.ENDED,
    "on_play": Event.WATCHES,
    "on_dvr": Event.RECORDED,
}
REFUSED = 403


class Srs:
    renames = False
    silence = 30
    playlist = "{home}/index.m3u8"

    def proves(self, secret: str, word: str, request: Request) -> bool:  # noqa: ARG002
        return word_is_right(secret, word)

    def hear(self, request: Request) -> Said:
        facts = facts_in(request)
        event = ACTIONS.get(str(facts["action"]), Event.NOTHING)
        if event is Event.NOTHING:
            return Said(event)
        if event is Event.RECORDED:
            return Said(event, str(facts["stream"]), file=str(Path(str(facts["cwd"])) / str(facts["file"])))
        key = key_in(text_of(facts, "param"), "pass" if event is Event.WATCHES else "key")
        return Said(event, str(facts["stream"]), text_of(facts, "client_id"), key)

    def yes(self, said: Said, name: str) -> Response:  # noqa: ARG002
        return _answer(0)

    def no(self, words: str) -> Response:  # noqa: ARG002  it has no place for them
        return _answer(REFUSED)

    def cutting(self, line: EngineLine) -> Call:
        return Call("DELETE", f"/api/v1/clients/{line.client_id}")

    def looking(self, line: EngineLine) -> Call | None:  # noqa: ARG002  it speaks with every segment
        return None


def _answer(code: int) -> Response:
    return Response(json.dumps({"code": code}), code or 200, mimetype="application/json")
