"""Films as encoders send them, made on the spot."""

from fractions import Fraction
from io import BytesIO

import av
import numpy as np

FORMATS = {"flv": ("libx264", "aac"), "matroska": ("libvpx", "libopus"), "mp4": ("libx264", "aac")}


def film(
    kind: str = "flv",
    seconds: float = 4,
    *,
    picture: str | None = "libx264",
    sound: str | None = "aac",
    size: tuple[int, int] = (320, 240),
    keys: int = 30,
    between: int = 0,
    leap: float = 0,
) -> bytes:
    """`keys`: frames between whole pictures; `between`: B-frames; `leap`: of its clock, half-way."""
    out = BytesIO()
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"} if kind == "mp4" else {}
    if kind == "flv":
        options = {"flvflags": "no_duration_filesize"}
    with av.open(_Pipe(out), "w", format=kind, options=options) as container:
        images = _picture(container, picture, size, keys, between) if picture else None
        sounds = container.add_stream(sound, rate=48000) if sound else None
        frames = sounds.codec_context.frame_size or 960 if sounds else 0
        heard = 0
        for number in range(int(seconds * 30)):
            late = leap if number >= seconds * 15 else 0
            if images:
                container.mux(_timed(images.encode(_image(number, size)), late))
            while sounds and heard < (number + 1) * 1600:
                container.mux(_timed(sounds.encode(_tone(heard, frames)), late))
                heard += frames
        for stream in (images, sounds):
            if stream:
                container.mux(_timed(stream.encode(None), leap))
    return out.getvalue()


class _Pipe:
    def __init__(self, out):
        self.write = out.write


def _picture(container, codec, size, keys, between):
    options = {"g": str(keys), "preset": "ultrafast", "sc_threshold": "0", "bf": str(between)}
    if codec == "libvpx":
        options = {"deadline": "realtime", "cpu-used": "8", "g": str(keys)}
    stream = container.add_stream(codec, rate=30, options=options)
    stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
    return stream


def _image(number, size):
    grey = np.full((size[1], size[0], 3), (number * 3) % 255, dtype=np.uint8)
    grey[: size[1] // 2, (number * 4) % size[0] :] = 200
    frame = av.VideoFrame.from_ndarray(grey, format="rgb24").reformat(format="yuv420p")
    frame.pts, frame.time_base = number, Fraction(1, 30)
    return frame


def _tone(heard, length):
    wave = np.sin(np.arange(heard, heard + length) * 2 * np.pi * 440 / 48000).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="fltp", layout="mono")
    frame.rate, frame.pts, frame.time_base = 48000, heard, Fraction(1, 48000)
    return frame


def _timed(packets, late):
    for packet in packets:
        if late:
            packet.pts += int(late / packet.time_base)
            packet.dts += int(late / packet.time_base)
    return packets
