"""Parts become tags of FLV: the packets stay as they are, nothing is decoded."""

from collections.abc import Callable

import av

from livestream.outlets.calling import PICTURE, SOUND, Tag
from livestream.outlets.following import Film, Sitting
from livestream.outlets.states import Failed, Trouble
from livestream.streams.tracks import Packet

LEAD = 1.0  # seconds at which a line's clock begins: sound may come a little before the first picture
FLV_HEAD, TAG_HEAD, TAG_FOOT = 13, 11, 4  # bytes
READING = {"probesize": "32", "analyzeduration": "0", "fpsprobesize": "0", "protocol_whitelist": "pipe"}
MUXING = {"flvflags": "no_duration_filesize", "flush_packets": "1", "max_interleave_delta": "500000"}
Take = Callable[[Tag], object]


class Tagger:
    """A file to a muxer: hands on each tag as soon as it is whole."""

    def __init__(self, take: Take) -> None:
        self._take, self._waiting, self._begun = take, bytearray(), False

    def write(self, data: bytes) -> int:
        self._waiting += data
        if not self._begun and len(self._waiting) >= FLV_HEAD:
            self._begun = True
            del self._waiting[:FLV_HEAD]
        while self._begun and len(self._waiting) >= TAG_HEAD:
            end = TAG_HEAD + int.from_bytes(self._waiting[1:4], "big")
            if len(self._waiting) < end + TAG_FOOT:
                break
            stamp = int.from_bytes(self._waiting[4:7], "big") | self._waiting[7] << 24
            self._take(Tag(self._waiting[0], stamp, bytes(self._waiting[TAG_HEAD:end])))
            del self._waiting[: end + TAG_FOOT]
        return len(data)


class Reshaped:
    """Lets tags through as long as picture and sound have the shape they began with."""

    def __init__(self, take: Take) -> None:
        self._take, self._heads = take, dict[int, bytes]()

    def __call__(self, tag: Tag) -> None:
        is_head = tag.kind in {PICTURE, SOUND} and tag.body[1:2] == b"\0"
        if is_head and self._heads.setdefault(tag.kind, tag.body) != tag.body:
            raise Failed(Trouble.RESHAPED)
        self._take(tag)


def play(film: Film, take: Take) -> None:
    """Until the film is over: session after session on one clock. Raises Failed."""
    take, origin = Reshaped(take), None
    while part := film.peek():
        origin = part["at"] - LEAD if origin is None else origin
        _play_session(Sitting(film, part["session"]), part["at"] - origin, take)


def _play_session(sitting: Sitting, at: float, take: Take) -> None:
    with (
        av.open(sitting, "r", format="mp4", options=READING) as given,
        av.open(Tagger(take), "w", format="flv", options=MUXING) as out,
    ):
        those = [*given.streams.video[:1], *given.streams.audio[:1]]
        tracks = {one.index: out.add_stream_from_template(one) for one in those}
        moved: float | None = None
        for packet in given.demux():
            if not packet.size or packet.dts is None or packet.time_base is None:
                continue
            if moved is None:
                moved = at - float(packet.dts * packet.time_base)
            _move(packet, moved)
            packet.stream = tracks[packet.stream_index]
            out.mux(packet)


def _move(packet: Packet, seconds: float) -> None:
    assert packet.dts is not None  # noqa: S101  the caller has looked
    assert packet.time_base is not None  # noqa: S101
    units = round(seconds / packet.time_base)
    packet.pts = (packet.dts if packet.pts is None else packet.pts) + units
    packet.dts += units
