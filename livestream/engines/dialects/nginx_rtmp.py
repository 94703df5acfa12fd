"""nginx-rtmp: forms, sent by on_publish, on_publish_done, on_update and on_play.

https://github.com/arut/nginx-rtmp-module/wiki/Directives#notify: a redirect names the stream anew, so that
the key is in no playlist's address; whatever is not 2xx ends the line, also in answer to on_update.
"""

from urllib.parse import urlencode

from flask import Request
from werkzeug.wrappers import Response

from livestream.engines.dialects.speech import Call, Event, Said, word_is_right
from livestream.engines.models import APP, EngineLine

CALLS = {
    "publish": Event.ASKS,
    "update_publish": Event.GOES_ON,
    "publish_done": Event.ENDED,
    "play": Event.WATCHES,
    "update_play": Event.WATCHES,
}


class NginxRtmp:
    renames = True
    silence = 15
    playlist = "{home}/index.m3u8"

    def proves(self, secret: str, word: str, request: Request) -> bool:  # noqa: ARG002
        return word_is_right(secret, word)

    def hear(self, request: Request) -> Said:
        form = request.form
        event = CALLS.get(form["call"], Event.NOTHING)
        if event is Event.NOTHING:
            return Said(event)
        key = form["name"] if event is Event.ASKS else form.get("pass", "")
        return Said(event, form["name"], form["clientid"], key)

    def yes(self, said: Said, name: str) -> Response:
        if said.event is Event.ASKS:
            return Response(status=302, headers={"Location": name})
        return Response("yes")

    def no(self, words: str) -> Response:
        return Response(words, 403)

    def cutting(self, line: EngineLine) -> Call:
        asked = urlencode({"app": APP, "name": line.stream_id, "clientid": line.client_id})
        return Call("GET", f"/control/drop/publisher?{asked}")

    def looking(self, line: EngineLine) -> Call | None:  # noqa: ARG002  it speaks every few seconds
        return None
