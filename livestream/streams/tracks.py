"""The picture and the sound of a stream, each on its way from what came to what is kept."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, TypeAlias

from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet as AnyPacket
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from livestream.streams.filming import Recording

Packet: TypeAlias = "AnyPacket[Any]"
LARGEST = 1920 * 1088
SLOWEST_KEYS = 2.6  # seconds between whole pictures: with more, viewers wait
MADE_KEYS = 1.0  # seconds between those that are made here
JUMP = 2.0  # seconds that a clock may leap before it is mended
EVERY = 5.0  # seconds between two measurements
PICTURES = ("h264", "vp8", "vp9")  # more would cost more than a club's machine has
UNITS = Fraction(1, 90_000)
X264 = {"preset": "ultrafast", "tune": "zerolatency", "threads": "1", "profile": "baseline"}


class Unfilmable(Exception):
    """`word` says why nobody could watch it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Clockwork:
    """Time as viewers have it: it never leaps, whatever the encoder's clock does."""

    def __init__(self) -> None:
        self._latest: float | None = None
        self._moved: dict[int, float] = {}
        self._last: dict[int, int] = {}
        self.has_leapt = False  # with the packet that was mended last

    def mend(self, packet: Packet) -> bool:
        """Whether the packet may go on; one that comes late does not."""
        if packet.dts is None:  # the first of a Matroska file
            packet.dts = packet.pts
        if packet.dts is None or packet.time_base is None:
            return False
        track, unit = packet.stream_index, packet.time_base
        time = float(packet.dts * unit) + self._moved.get(track, 0.0)
        self.has_leapt = self._latest is not None and abs(time - self._latest) > JUMP
        if self._latest is not None and self.has_leapt:
            self._moved[track] = self._moved.get(track, 0.0) + self._latest - time
            time = self._latest
        moved = round(self._moved.get(track, 0.0) / unit)
        packet.dts += moved
        packet.pts = packet.dts if packet.pts is None else packet.pts + moved
        self._latest = max(time, self._latest or time)
        before = self._last.get(track)
        if before is not None and packet.dts <= before:
            return False
        self._last[track] = packet.dts
        return True


class Track:
    """Copies."""

    def __init__(self, kept: AudioStream | VideoStream) -> None:
        self.kept = kept

    def send(self, packet: Packet) -> Iterable[Packet]:
        packet.stream = self.kept
        return [packet]

    def rest(self) -> Iterable[Packet]:
        return []


class MadeSound(Track):
    """Any sound becomes AAC, which every player knows."""

    kept: AudioStream

    def send(self, packet: Packet) -> Iterator[Packet]:
        for frame in packet.decode():
            yield from self.kept.encode(frame)  # type: ignore[arg-type]

    def rest(self) -> Iterable[Packet]:
        return self.kept.encode(None)


class MadePicture(Track):
    """Any picture becomes H.264 of the size it began with, with a whole one every second."""

    kept: VideoStream

    def __init__(self, kept: VideoStream) -> None:
        super().__init__(kept)
        self._whole_at = -MADE_KEYS

    def send(self, packet: Packet) -> Iterator[Packet]:
        for frame in packet.decode():
            if isinstance(frame, VideoFrame):
                yield from self.kept.encode(self._fitting(frame))

    def rest(self) -> Iterable[Packet]:
        return self.kept.encode(None)

    def _fitting(self, frame: VideoFrame) -> VideoFrame:
        fitting = frame.reformat(self.kept.width, self.kept.height, "yuv420p")
        is_due = frame.time is not None and frame.time - self._whole_at >= MADE_KEYS
        fitting.pict_type = PictureType.I if is_due else PictureType.NONE
        if is_due:
            self._whole_at = frame.time or 0.0
        return fitting


def tracks_of(source: InputContainer, out: OutputContainer, recording: Recording) -> dict[int, Track]:
    """By the number each has in the source: the first picture and the first sound."""
    tracks: dict[int, Track] = {}
    if source.streams.video:
        picture = source.streams.video[0]
        tracks[picture.index] = picture_track(picture, out)
        size = {"width": picture.codec_context.width, "height": picture.codec_context.height}
        recording.figures |= {"picture": picture.codec_context.name, **size}
    if source.streams.audio:
        sound = source.streams.audio[0]
        tracks[sound.index] = sound_track(sound, out)
        recording.figures["sound"] = sound.codec_context.name
    if not tracks:
        raise Unfilmable("unreadable")
    return tracks


def picture_track(given: VideoStream, out: OutputContainer) -> Track:
    if given.codec_context is None:  # a kind of picture that the library has never heard of
        raise Unfilmable("codec")
    width, height = given.codec_context.width, given.codec_context.height
    if not width or not height:
        raise Unfilmable("unreadable")
    if width * height > LARGEST:
        raise Unfilmable("too_large")
    if given.codec_context.name not in PICTURES:
        raise Unfilmable("codec")
    if given.codec_context.name == "h264":
        return Track(out.add_stream_from_template(given))
    made = out.add_stream("libx264", rate=30, options=X264)
    made.width, made.height, made.pix_fmt = width // 2 * 2, height // 2 * 2, "yuv420p"
    made.codec_context.time_base = UNITS
    made.codec_context.gop_size = 600
    made.codec_context.bit_rate = min(2_500_000, width * height * 3)
    return MadePicture(made)


def sound_track(given: AudioStream, out: OutputContainer) -> Track:
    if given.codec_context is None:
        raise Unfilmable("unreadable")
    if given.codec_context.name == "aac":
        return Track(out.add_stream_from_template(given))
    made = out.add_stream("aac", rate=48_000)
    made.codec_context.bit_rate = 128_000
    return MadeSound(made)


class Gauge:
    """How much comes in, and how far apart whole pictures are."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._since: float | None = None
        self._size = 0
        self._key: float | None = None

    def note_leap(self) -> None:
        """The word stands until the next measurement, which begins anew."""
        self._recording.say("clock_leaps")
        self._since, self._size = None, 0

    def read(self, packet: Packet, *, is_picture: bool) -> None:
        time = float((packet.dts or 0) * (packet.time_base or 0))
        self._size += packet.size
        if is_picture and packet.is_keyframe:
            if self._key is not None and time - self._key > SLOWEST_KEYS:
                self._recording.say("keys_far_apart")
            self._key = time
        self._since = time if self._since is None else self._since
        if time - self._since >= EVERY:
            kbit = self._size * 8 / 1000 / (time - self._since)
            self._recording.measure(kbit=round(kbit))
            self._since, self._size = time, 0


def copy(source: InputContainer, out: OutputContainer, tracks: dict[int, Track], gauge: Gauge) -> None:
    """From the first whole picture on: nobody can see what comes before."""
    picture = source.streams.video[0].index if source.streams.video else None
    clockwork, begun = Clockwork(), picture is None
    for packet in source.demux():
        begun = begun or (packet.stream_index == picture and packet.is_keyframe)
        if not begun or not packet.size or packet.stream_index not in tracks or not clockwork.mend(packet):
            continue
        if clockwork.has_leapt:
            gauge.note_leap()
        gauge.read(packet, is_picture=packet.stream_index == picture)
        for kept in tracks[packet.stream_index].send(packet):
            out.mux(kept)
    for track in tracks.values():
        for kept in track.rest():
            out.mux(kept)
