"""The house's own engine: `zone live`, which looks every second at what the club decided."""

from dataclasses import replace

from flask import current_app

from livestream.engines.interface import Film, Ingest
from livestream.engines.models import APP
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.models import Stream
from livestream.streams.signing import home_of

RTMP = 1935


class OwnEngine:
    def ingest(self, it: Stream | None) -> Ingest | None:  # noqa: ARG002  one key opens whatever is announced
        config = current_app.config
        if not config["RTMP_PORT"] or not config["LIVE"]:
            return None
        host = config["PUBLIC_URL"].partition("://")[2].partition("/")[0].partition(":")[0]
        port = "" if config["RTMP_PORT"] == RTMP else f":{config['RTMP_PORT']}"
        return Ingest(f"rtmp://{host}{port}/{APP}")

    def film(self, it: Stream, given: str) -> Film | None:
        filmed = following(folder_of(it.id)).look()
        if not filmed.segments:
            return None
        film = self.film_to_come(it, given)
        return replace(film, sound=f"{film.home}/sound.m3u8") if filmed.can_be_heard_alone else film

    def film_to_come(self, it: Stream, given: str) -> Film:
        home = home_of(it.id, given)
        return Film(home, f"{home}/close.m3u8", f"{home}/plain.m3u8")

    def cut_off(self, it: Stream) -> bool:  # noqa: ARG002  it looks by itself
        return True
