"""MediaMTX: JSON from authHTTPAddress, and forms that what it runs sends with curl.

https://mediamtx.org/docs/usage/authentication and /hooks. A line is known by its protocol's place in the
control API and the identity it has there.
"""

from flask import Request
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
from livestream.engines.models import APP, EngineLine

PLACES = {
    "rtmp": "rtmpconns",
    "rtmps": "rtmpsconns",
    "rtsp": "rtspsessions",
    "rtsps": "rtspssessions",
    "srt": "srtconns",
    "webrtc": "webrtcsessions",
}
RUN = {"ready": Event.GOES_ON, "not-ready": Event.ENDED}


class MediaMtx:
    renames = False
    silence = 30
    playlist = "{home}/index.m3u8"

    def proves(self, secret: str, word: str, request: Request) -> bool:  # noqa: ARG002
        return word_is_right(secret, word)

    def hear(self, request: Request) -> Said:
        if "event" in request.form:
            form = request.form
            if form["event"] == "recorded":
                return Said(Event.RECORDED, _name(form["path"]), file=form["file"])
            return Said(RUN[form["event"]], _name(form["path"]), form.get("id", ""))
        facts = facts_in(request)
        # Whatever is not sending (reading, its API, its figures) wants a pass or the engine's own secret.
        event = Event.ASKS if facts["action"] == "publish" else Event.WATCHES
        place = PLACES.get(text_of(facts, "protocol"), "rtmpconns")
        query = text_of(facts, "query")
        key = text_of(facts, "password") or key_in(query, "key" if event is Event.ASKS else "pass")
        return Said(event, _name(text_of(facts, "path")), f"{place}/{text_of(facts, 'id')}", key)

    def yes(self, said: Said, name: str) -> Response:  # noqa: ARG002
        return Response("yes")

    def no(self, words: str) -> Response:
        return Response(words, 401)

    def cutting(self, line: EngineLine) -> Call:
        place, _slash, identity = line.client_id.partition("/")
        return Call("POST", f"/v3/{place}/kick/{identity}")

    def looking(self, line: EngineLine) -> Call | None:
        return Call("GET", f"/v3/paths/get/{APP}/{line.stream_id}")


def _name(path: str) -> str:
    return path.removeprefix(f"{APP}/")
