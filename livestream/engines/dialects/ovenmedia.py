"""OvenMediaEngine: JSON from AdmissionWebhooks, signed with HMAC-SHA1 of its whole body.

https://docs.ovenmediaengine.com/access-control/admission-webhooks: `new_url` names the stream anew, so that
the key is in no playlist's address; a closing wants an empty answer. A line has no name: it is known by where
it comes from.
"""

import base64
import hmac
from urllib.parse import urlsplit, urlunsplit

from flask import Request, json
from werkzeug.wrappers import Response

from livestream.engines.dialects.speech import Call, Event, Said, facts_in, key_in, text_of
from livestream.engines.models import APP, EngineLine

BY_SIGNATURE = "signed"  # stands in its address where others have their secret


class OvenMedia:
    renames = True
    silence = 30
    playlist = "{home}/llhls.m3u8"

    def proves(self, secret: str, word: str, request: Request) -> bool:
        given = request.headers.get("X-OME-Signature", "").rstrip("=")
        digest = hmac.digest(secret.encode(), request.get_data(), "sha1")
        right = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return word == BY_SIGNATURE and hmac.compare_digest(right.encode(), given.encode())

    def hear(self, request: Request) -> Said:
        facts = facts_in(request)
        client, asked = _part(facts, "client"), _part(facts, "request")
        line = f"{text_of(client, 'address')}:{text_of(client, 'port')}"
        closing = text_of(asked, "status") == "closing"
        address = urlsplit(text_of(asked, "new_url") if closing else str(asked["url"]))
        name = address.path.rpartition("/")[2]
        if text_of(asked, "direction") != "incoming":
            watches = Event.NOTHING if closing else Event.WATCHES
            return Said(watches, address.path.split("/")[2], line, key_in(address.query, "pass"))
        if closing:
            return Said(Event.ENDED, name, line)
        return Said(Event.ASKS, str(asked["url"]), line, name, begins=True)

    def yes(self, said: Said, name: str) -> Response:
        if said.event is Event.ENDED or said.event is Event.NOTHING:
            return _answer({})
        if said.event is Event.WATCHES:
            return _answer({"allowed": True})
        there = urlsplit(said.name)
        anew = there._replace(path=f"{there.path.rpartition('/')[0]}/{name}", query="")
        return _answer({"allowed": True, "new_url": urlunsplit(anew)})

    def no(self, words: str) -> Response:
        return _answer({"allowed": False, "reason": words})

    def cutting(self, line: EngineLine) -> Call:
        return Call("DELETE", f"/v1/vhosts/default/apps/{APP}/streams/{line.stream_id}")

    def looking(self, line: EngineLine) -> Call | None:
        return Call("GET", f"/v1/vhosts/default/apps/{APP}/streams/{line.stream_id}")


def _part(facts: dict[str, object], name: str) -> dict[str, object]:
    part = facts[name]
    if not isinstance(part, dict):
        raise TypeError
    return part


def _answer(said: dict[str, object]) -> Response:
    return Response(json.dumps(said), mimetype="application/json")
