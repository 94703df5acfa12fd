"""nginx and Varnish as they are, with the configurations that the house ships, before the app itself."""

import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def needs(program):
    if not (found := shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")):
        pytest.skip(f"NOT TESTED: {program} is not installed on this machine (apt-get install {program})")
    return found


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def place():
    """A folder into which also a process that is nobody may look."""
    with TemporaryDirectory(prefix="members-zone-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def nginx(text, folder, port):
    """Runs until the block ends; it writes nowhere but into the folder."""
    program = needs("nginx")
    folder.chmod(0o777)
    places = "".join(f"{name}_temp_path {folder}/{name};\n" for name in TEMPORARY)
    conf = folder / "nginx.conf"
    conf.write_text(text.replace("http {", f"http {{\n{places}", 1))
    command = [program, "-c", str(conf), "-g", f"daemon off; pid {folder}/nginx.pid;"]
    with running(command, port):
        yield


@contextmanager
def varnish(text, folder, port):
    program, conf = needs("varnishd"), folder / "varnish.vcl"
    conf.write_text(text)
    command = [program, "-F", "-f", str(conf), "-a", f"127.0.0.1:{port}", "-n", str(folder / "varnish")]
    with running([*command, "-s", "malloc,64m", "-j", "none"], port):
        yield


@contextmanager
def running(command, port):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        answers(process, port)
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def answers(process, port, seconds=20):
    def tried():
        assert process.poll() is None, process.stdout.read().decode()
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", port)) == 0

    assert becomes(tried, seconds)


def becomes(test, seconds=20):
    """Whether it comes true in time; looked at often, as other processes do it."""
    deadline = time.monotonic() + seconds
    while not (true := test()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return true


@contextmanager
def house(answer):
    """A server on a port of its own: `answer(method, path, headers, body)` says (status, headers, body)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, content = answer(self.command, self.path, dict(self.headers), body)
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in {"content-length", "connection", "date", "server"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = handle_one  # noqa: N815  http.server's own names

        def log_message(self, *_words):
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 512
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def club(app, lock):
    """The app itself, asked by one at a time: a test has one transaction, and looks at it with the lock."""

    def answer(method, path, headers, body):
        with lock:
            given = {name: value for name, value in headers.items() if name.lower() != "content-length"}
            said = app.test_client().open(path, method=method, headers=given, data=body)
            return said.status_code, list(said.headers), said.get_data()

    with house(answer) as port:
        yield port
