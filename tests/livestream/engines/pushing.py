"""An encoder: `python -m tests.livestream.engines.pushing ADDRESS` sends what it reads, as it plays."""

import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from io import BytesIO

import av

from config import ROOT


@contextmanager
def pushed(address, data):
    """The encoder's process, killed at the end of the block."""
    command = [sys.executable, "-m", "tests.livestream.engines.pushing", address]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    threading.Thread(target=_hand, args=(process, data), daemon=True).start()
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _hand(process, data):
    try:
        process.stdin.write(data)
        process.stdin.close()
    except OSError:
        return


if __name__ == "__main__":
    film = BytesIO(sys.stdin.buffer.read())
    with av.open(film) as source, av.open(sys.argv[1], "w", format="flv") as out:
        tracks = {one.index: out.add_stream_from_template(one) for one in source.streams}
        begun = time.monotonic()
        for packet in source.demux():
            if packet.dts is not None:
                time.sleep(max(0.0, begun + float(packet.dts * packet.time_base) - time.monotonic()))
                packet.stream = tracks[packet.stream_index]
                out.mux(packet)
