"""What tests need beside Python: PostgreSQL, Redis, a browser. Found, or started and ended."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0  # seconds for a server to answer


class Missing(RuntimeError):
    """Not on this machine; the text says what would help."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL: DATABASE_URL's, or one of our own in a temporary folder."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="zone-pg-") as folder:
        server = Postgres(Path(folder))
        server.open()
        try:
            yield server.url
        finally:
            server.kill()


class Postgres:
    """One in a folder of its own; it can be killed, as a machine that falls, and opened again.

    Its `journal` (WAL) may have another.
    """

    def __init__(self, folder: Path, journal: Path | None = None) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"postgresql://zone@127.0.0.1:{self._port}/postgres"
        self._programs, self._as_whom = _programs_of_postgres(), _not_root(str(folder))
        self._data = f"{folder}/data"
        made = ["-D", self._data, "-U", "zone", "-A", "trust", "-E", "UTF8", "--no-sync"]
        if journal:
            _not_root(str(journal))
            made += ["-X", f"{journal}/wal"]
        _run([*self._as_whom, str(self._programs / "initdb"), *made])

    def open(self) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1"
        options += " -c fsync=off -c max_connections=200"
        self._control("-o", options, "-l", f"{self._folder}/log", "start")

    def kill(self) -> None:
        self._control("-m", "immediate", "stop")

    def _control(self, *words: str) -> None:
        _run([*self._as_whom, str(self._programs / "pg_ctl"), "-D", self._data, "-w", "-s", *words])


def _programs_of_postgres() -> Path:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if programs:
        return programs[0]
    if postgres := shutil.which("postgres"):
        return Path(postgres).parent
    raise Missing("no PostgreSQL here. Install it (Debian: apt install postgresql) or set DATABASE_URL.")


@contextmanager
def redis() -> Iterator[str]:
    """The address of a Redis: REDIS_URL's, or one of our own that keeps nothing."""
    if given := os.environ.get("REDIS_URL"):
        yield given
        return
    if not (program := shutil.which("redis-server")):
        raise Missing("no Redis here. Install it (Debian: apt install redis-server) or set REDIS_URL.")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until_answers(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


class Redis:
    """One that remembers nothing, at a socket of its own; it can be killed and opened again."""

    def __init__(self, path: Path) -> None:
        self._path, self.url = path, f"unix://{path}"
        self._process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        command = ["redis-server", "--port", "0", "--unixsocket", str(self._path), "--save", ""]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        ends = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > ends:
                raise TimeoutError(f"no Redis at {self._path}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        """It makes its file before it listens there."""
        with socket.socket(socket.AF_UNIX) as line:
            return line.connect_ex(str(self._path)) == 0

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        self._path.unlink(missing_ok=True)


def browser() -> str:
    """The path of a Chromium: BROWSER's, one on the PATH, or Playwright's own."""
    if given := os.environ.get("BROWSER"):
        return given
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    own = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    if own:
        return str(own[-1])
    if install_browser():
        return browser()
    raise Missing(
        "no browser here. Install Chromium (Debian: apt install chromium) or set BROWSER to its path."
    )


def install_browser() -> bool:
    """Debian's Chromium where we may, else Playwright's download; answers whether there is one now."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"], check=False)
        return shutil.which("chromium") is not None
    return subprocess.run(["playwright", "install", "chromium"], check=False).returncode == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_alive(port: int, log: Path) -> None:
    """A club that was started serves its first page; else TimeoutError says what it wrote down."""
    ends = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(log.read_text())


def until_answers(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers at port {port}")


def _not_root(folder: str) -> list[str]:
    """PostgreSQL refuses to run as root; its own user does it then."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
