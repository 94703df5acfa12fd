"""A little shop on this machine, let through the guard: what it answers is written in the test."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from community.links.guarding import let_through


class Shop:
    """`pages` are answers by path: (status, headers, body), or a function that writes one by itself."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, object] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.told: list[tuple[bytes, dict[str, str]]] = []  # what was posted

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        said = {"Content-Type": "text/html; charset=utf-8"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, said, body.encode() if isinstance(body, str) else body)
        return self.at(path)

    def sells(self, path: str, name: str, price: str | None, currency: str = "CNY", **more: object) -> str:
        """A page with a product as shops describe it."""
        offers = {"price": price, "priceCurrency": currency, "availability": "https://schema.org/InStock"}
        thing = {"@type": "Product", "name": name, "sku": path, **more} | (
            {"offers": offers} if price else {}
        )
        site = "<meta property='og:site_name' content='The Corner Shop'>"
        return self.page(path, f"{site}<script type='application/ld+json'>{json.dumps(thing)}</script>")


@pytest.fixture
def shop():
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            held.asked.append((self.path, dict(self.headers)))
            page = held.pages.get(self.path) or held.pages.get(self.path.partition("?")[0], (404, {}, b""))
            if callable(page):
                with contextlib.suppress(OSError):
                    page(self)
                return
            status, headers, body = page
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def do_POST(self):
            held.told.append((self.rfile.read(int(self.headers["Content-Length"])), dict(self.headers)))
            self.do_GET()

        def log_message(self, *_):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    held = Shop(server.server_port)
    threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
    with let_through("127.0.0.1", held.port):
        yield held
    server.shutdown()
    server.server_close()
