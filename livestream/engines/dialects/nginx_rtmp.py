"""nginx-rtmp: forms, sent by on_publish, on_publish_done, on_update, on_play and on_record_done.

https://github.com/arut/nginx-rtmp-module/wiki/Directives#notify: a redirect sends the stream on to an
application that knows it by its number, so that the key is in no file's name; what it tells later it tells by
the key. Whatever is not 2xx ends the line, also in answer to on_update.
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
    "record_done": Event.RECORDED,
}


ITSELF = "ngx-local-relay"  # as whom it hands a stream on to the application that makes the film
RELAY = "127.0.0.1:1936"  # where it listens for what it sends on to itself


class NginxRtmp:
    renames = True
    silence = 15
    playlist = "{home}/index.m3u8"

    def proves(self, secret: str, word: str, request: Request) -> bool:  # noqa: ARG002
        return word_is_right(secret, word)

    def hear(self, request: Request) -> Said:
        form = request.form
        event = CALLS.get(form["call"], Event.NOTHING)
        if form.get("flashver") == ITSELF and form["call"] == "update_play":
            return Said(Event.NOTHING)
        if event is Event.NOTHING:
            return Said(event)
        if event is Event.RECORDED:
            return Said(event, form["name"], file=form["path"])
        key = form.get("pass", "") if event is Event.WATCHES else form["name"]
        name = request.args.get("films", RELAY) if event is Event.ASKS else form["name"]
        return Said(event, name, form["clientid"], key)

    def yes(self, said: Said, name: str) -> Response:
        if said.event is Event.ASKS:
            return Response(status=302, headers={"Location": f"rtmp://{said.name}/films/{name}"})
        return Response("yes")

    def no(self, words: str) -> Response:
        return Response(words, 403)

    def cutting(self, line: EngineLine) -> Call:
        asked = urlencode({"app": APP, "clientid": line.client_id})
        return Call("GET", f"/control/drop/publisher?{asked}")

    def looking(self, line: EngineLine) -> Call | None:  # noqa: ARG002  it speaks every few seconds
        return None
