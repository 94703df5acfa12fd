"""Engines as their documentation lets them speak: the same bodies, with our names in them."""

import base64
import hmac

from flask import json


class Speaker:
    def __init__(self, client, engine, door, secret):
        self.client, self.engine, self.door, self.secret = client, engine, door, secret

    def asks(self, stream, key, client=1, **more):
        return self.is_yes(self.asking(stream, key, client, **more))

    def asking(self, stream, key, client=1, **more):
        return self.client.post(self.door, **self.words_of_asking(stream, key, client, **more))

    def sends(self, body):
        return self.client.post(self.door, data=body)

    def wrong_doors(self):
        number = self.engine.id
        return [
            self.door[:-1],
            f"{self.door}x",
            f"/live/engines/{number}/x",
            f"/live/engines/{number + 1}/{self.secret}",
            f"/live/engines/{number}/signed",
        ]


class NginxRtmp(Speaker):
    """https://github.com/arut/nginx-rtmp-module/wiki/Directives#on_publish"""

    def _form(self, call, name, client, **more):
        known = {"app": "live", "flashver": "FMLE/3.0", "swfurl": "", "tcurl": "rtmp://localhost/live"}
        known |= {
            "pageurl": "",
            "addr": "127.0.0.1",
            "clientid": str(client),
            "call": call,
            "name": str(name),
        }
        return {"data": known | more}

    def words_of_asking(self, _stream, key, client=1):
        self.key = key  # it goes on speaking of the key
        return self._form("publish", key, client, type="live")

    def is_yes(self, answer):
        return answer.status_code < 400

    def goes_on(self, _stream, client=1):
        words = self._form("update_publish", self.key, client, time="4", timestamp="4000")
        return self.client.post(self.door, **words)

    def ended(self, _stream, client=1):
        return self.client.post(self.door, **self._form("publish_done", self.key, client))

    def watches(self, stream, given):
        words = self._form("play", stream.id, 7, start="4294966296", **{"pass": given})
        return self.is_yes(self.client.post(self.door, **words))

    def cut_of(self, _stream):
        asked = "app=live&clientid=1"
        return "GET", f"http://127.0.0.1:9/control/drop/publisher?{asked}"


class Srs(Speaker):
    """https://ossrs.io/lts/en-us/docs/v6/doc/http-callback"""

    def _facts(self, action, name, client, param="", **more):
        known = {"server_id": "vid-0xk989d", "service_id": "382a4k2w", "action": action}
        known |= {"client_id": f"34{client}w361", "ip": "127.0.0.1", "vhost": "__defaultVhost__"}
        known |= {"app": "live", "tcUrl": "rtmp://127.0.0.1:1935/live", "stream": str(name), "param": param}
        known |= {"stream_url": f"/live/{name}", "stream_id": "vid-124q9y3"}
        return {"json": known | more}

    def words_of_asking(self, stream, key, client=1, name=None):
        return self._facts("on_publish", name or stream.id, client, f"?key={key}")

    def is_yes(self, answer):
        return answer.status_code == 200 and answer.get_json()["code"] == 0

    def goes_on(self, stream, client=1):
        segment = {"duration": 2.0, "cwd": "/usr/local/srs", "file": f"./live/{stream.id}-3.ts", "seq_no": 3}
        return self.client.post(self.door, **self._facts("on_hls", stream.id, client, **segment))

    def ended(self, stream, client=1):
        return self.client.post(self.door, **self._facts("on_unpublish", stream.id, client))

    def watches(self, stream, given):
        words = self._facts("on_play", stream.id, 7, f"?pass={given}", pageUrl="")
        return self.is_yes(self.client.post(self.door, **words))

    def cut_of(self, _stream):
        return "DELETE", "http://127.0.0.1:9/api/v1/clients/341w361"


class MediaMtx(Speaker):
    """https://mediamtx.org/docs/usage/authentication#http-based and /hooks"""

    def _facts(self, action, name, client, query="", password=""):
        known = {"user": "host" if password else "", "password": password, "token": "", "ip": "127.0.0.1"}
        known |= {"action": action, "path": f"live/{name}", "protocol": "rtmp", "query": query}
        return {"json": known | {"id": f"5b6f{client}c1a", "userAgent": None}}

    def words_of_asking(self, stream, key, client=1, name=None):
        return self._facts("publish", name or stream.id, client, f"key={key}")

    def is_yes(self, answer):
        return 200 <= answer.status_code < 300

    def goes_on(self, stream, client=1):
        return self._runs("ready", stream, client)

    def ended(self, stream, client=1):
        return self._runs("not-ready", stream, client)

    def _runs(self, event, stream, client):
        form = {"event": event, "path": f"live/{stream.id}", "id": f"5b6f{client}c1a"}
        return self.client.post(self.door, data=form)

    def watches(self, stream, given):
        said = self._facts("read", stream.id, 7, f"pass={given}")
        return self.is_yes(self.client.post(self.door, **said))

    def cut_of(self, _stream):
        return "POST", "http://127.0.0.1:9/v3/rtmpconns/kick/5b6f1c1a"


class OvenMedia(Speaker):
    """https://docs.ovenmediaengine.com/access-control/admission-webhooks"""

    def opening(self, _stream, key, client=1):
        address = f"rtmp://192.168.0.160:1935/live/{key}"
        return self._facts("incoming", "rtmp", "opening", client, url=address)

    def _facts(self, direction, protocol, status, client, **more):
        asked = {"direction": direction, "protocol": protocol, "status": status}
        asked |= {"time": "2021-05-12T13:45:00.000Z", **more}
        return {"client": {"address": "211.233.58.86", "port": 29290 + client}, "request": asked}

    def _signed(self, facts):
        body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
        mac = base64.urlsafe_b64encode(hmac.digest(self.secret.encode(), body, "sha1")).decode().rstrip("=")
        return {"data": body, "headers": {"X-OME-Signature": mac, "Content-Type": "application/json"}}

    def sends(self, body):
        return self.client.post(self.door, **self._signed(body))

    def words_of_asking(self, stream, key, client=1):
        return self._signed(self.opening(stream, key, client))

    def wrong_doors(self):
        number = self.engine.id
        return [
            f"/live/engines/{number}/{self.secret}",
            f"/live/engines/{number + 1}/signed",
            f"{self.door}x",
        ]

    def is_yes(self, answer):
        return answer.status_code == 200 and answer.get_json()["allowed"]

    def goes_on(self, stream, client=1):
        """It says nothing between beginning and end."""

    def ended(self, stream, client=1):
        addresses = {
            name: f"rtmp://192.168.0.160:1935/live/{word}"
            for name, word in (("url", "k"), ("new_url", stream.id))
        }
        answer = self.sends(
            json.dumps(self._facts("incoming", "rtmp", "closing", client, **addresses)).encode()
        )
        assert answer.get_json() == {}
        return answer

    def watches(self, stream, given):
        address = f"https://192.168.0.160:3334/live/{stream.id}/llhls.m3u8?pass={given}"
        said = self._facts("outgoing", "llhls", "opening", 7, url=address)
        return self.is_yes(self.sends(json.dumps(said).encode()))

    def cut_of(self, stream):
        return "DELETE", f"http://127.0.0.1:9/v1/vhosts/default/apps/live/streams/{stream.id}"


SPEAKERS = {"nginx-rtmp": NginxRtmp, "srs": Srs, "mediamtx": MediaMtx, "ovenmediaengine": OvenMedia}
