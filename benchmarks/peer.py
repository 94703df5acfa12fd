"""What an encoder's film costs in Debian's nginx with its RTMP module, which makes plain HLS of it."""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

PORT = 8771
MODULE = Path("/usr/lib/nginx/modules/ngx_rtmp_module.so")
LACK = "nginx with RTMP is missing: apt-get install --no-install-recommends nginx-light libnginx-mod-rtmp"
LOOK = 0.01  # seconds
_length = re.compile(r"#EXTINF:([\d.]+)")
TOLD = """
daemon off; worker_processes 1; user root; pid {home}/pid; error_log {home}/log; load_module {module};
events {{}}
rtmp {{ server {{ listen 127.0.0.1:{port}; application live {{
  live on; hls on; hls_path {home}/hls; hls_fragment 2s; hls_playlist_length 60s;
}} }} }}
"""


def is_here() -> bool:
    return bool(shutil.which("nginx")) and MODULE.exists()


@contextmanager
def opened() -> Iterator[tuple[psutil.Process, Path]]:
    """Its worker, and the folder it writes to."""
    with tempfile.TemporaryDirectory(prefix="zone-nginx-") as place:
        home = Path(place)
        home.chmod(0o755)
        (home / "hls").mkdir()
        (home / "conf").write_text(TOLD.format(home=home, module=MODULE, port=PORT))
        process = subprocess.Popen(["nginx", "-c", str(home / "conf")], stderr=subprocess.DEVNULL)
        try:
            _until_listens()
            yield _worker_of(psutil.Process(process.pid)), home / "hls"
        finally:
            process.terminate()
            process.wait()


def _worker_of(master: psutil.Process) -> psutil.Process:
    """The one that serves; it takes its name a moment after it is there."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        for one in master.children():
            if "worker process" in one.cmdline()[0]:
                return one
        time.sleep(0.02)
    raise TimeoutError("nginx has no worker")


def segments(folder: Path, name: str, until: float) -> Iterator[tuple[float, float]]:
    """Where each segment ends, in seconds of the film, and when its playlist named it."""
    known, at = 0, 0.0
    while time.time() < until:
        path = folder / f"{name}.m3u8"
        lengths = _length.findall(path.read_text()) if path.exists() else []
        for length in lengths[known:]:
            at += float(length)
            yield at, time.time()
        known = max(known, len(lengths))
        time.sleep(LOOK)


def _until_listens() -> None:
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("nginx did not open")
