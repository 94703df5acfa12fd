"""HTTP spoken word by word over one connection, as well as and as badly as a test wants."""

from typing import NamedTuple

from gevent import socket


class Heard(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._file = self._socket.makefile("rb")

    @staticmethod
    def words(path: str, headers: str = "", method: str = "GET") -> str:
        return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"

    def send(self, words: str) -> None:
        self._socket.sendall(words.encode())

    def ask(self, path: str, headers: str = "", method: str = "GET") -> None:
        self.send(self.words(path, headers, method))

    def get(self, path: str, headers: str = "", method: str = "GET") -> Heard:
        self.ask(path, headers, method)
        return self.answer(has_body=method != "HEAD")

    def answer(self, *, has_body: bool = True) -> Heard:
        status = int(self._file.readline().split()[1])
        headers = {}
        while line := self._file.readline().decode().strip():
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        length = int(headers.get("content-length", 0)) if has_body else 0
        return Heard(status, headers, self._file.read(length))

    def close(self) -> None:
        self._file.close()
        self._socket.close()
