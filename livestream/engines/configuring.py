"""The configurations that the house ships, with the secrets of this club filled in."""

import re
from pathlib import Path

from flask import current_app

from community.entrance.factors.sealing import unseal
from config import ROOT
from livestream.engines.cutting import USER, credentials
from livestream.engines.dialects.nginx_rtmp import RELAY
from livestream.engines.keeping import hook_of
from livestream.engines.models import APP, EngineKind, OuterEngine
from livestream.streams.signing import secret_of_edges

ENGINES = {
    EngineKind.NGINX_RTMP: "nginx-rtmp.conf",
    EngineKind.SRS: "srs.conf",
    EngineKind.MEDIAMTX: "mediamtx.yml",
    EngineKind.OVENMEDIA: "ovenmediaengine.xml",
}
PORTS = {  # RTMP, HTTP
    EngineKind.NGINX_RTMP: ("1935", "8080"),
    EngineKind.SRS: ("1935", "8080"),
    EngineKind.MEDIAMTX: (":1935", ":8888"),
    EngineKind.OVENMEDIA: ("1935", "3333"),
}
EDGES = {"nginx": "nginx.conf", "varnish": "varnish.vcl", "nginx-varnish": "nginx-varnish.conf"}
RECORDINGS = "/var/lib/members-zone/recordings"
FILMS, LOG = "/var/lib/members-zone/films", "/var/log/nginx/error.log"


def configuration_of(engine: OuterEngine, **words: str) -> str:
    """`words`: what stands between @ signs and is otherwise than usual."""
    secret, (rtmp, http) = unseal(engine.secret), PORTS[engine.kind]
    known = {"RTMP": rtmp, "HTTP": http, "FILMS": FILMS, "RELAY": RELAY}
    known["RECORDINGS"] = str(current_app.config["RECORDINGS"] or RECORDINGS)
    known |= {"HOOK": hook_of(engine), "SECRET": secret}
    known |= {"CREDENTIALS": credentials(secret), "TOKEN": f"{USER}:{secret}"}
    return _filled(ROOT / "docs/engines" / ENGINES[engine.kind], known | words)


def configuration_of_edge(kind: str, before: OuterEngine | None = None, **words: str) -> str:
    """Before an engine, if one is given, else before the club; HOST and PORT are theirs."""
    places = {"PATH": "/media/live/$given/$stream/$piece", "AUTHORIZATION": ""}
    if before:
        places["PATH"] = f"/{APP}/$stream/$piece"
        places["AUTHORIZATION"] = f"Basic {credentials(unseal(before.secret))}"
    known = places | {
        "LISTEN": "8080",
        "CACHE": "/var/cache/members-zone",
        "HOST": "127.0.0.1",
        "PORT": "8000",
    }
    return _filled(ROOT / "docs/edges" / EDGES[kind], known | words)


def _filled(file: Path, words: dict[str, str]) -> str:
    known = {"EDGE_SECRET": secret_of_edges(), "CLUB": current_app.config["PUBLIC_URL"], "LOG": LOG, **words}
    return re.sub(r"@([A-Z_]+)@", lambda found: known[found[1]], file.read_text())
