"""What each engine says, and how it wants to be answered."""

from livestream.engines.dialects.mediamtx import MediaMtx
from livestream.engines.dialects.nginx_rtmp import NginxRtmp
from livestream.engines.dialects.ovenmedia import OvenMedia
from livestream.engines.dialects.speech import Call, Dialect, Event, Said
from livestream.engines.dialects.srs import Srs
from livestream.engines.models import EngineKind

DIALECTS: dict[EngineKind, Dialect] = {
    EngineKind.NGINX_RTMP: NginxRtmp(),
    EngineKind.SRS: Srs(),
    EngineKind.MEDIAMTX: MediaMtx(),
    EngineKind.OVENMEDIA: OvenMedia(),
}

__all__ = ["DIALECTS", "Call", "Dialect", "Event", "Said"]
