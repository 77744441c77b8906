"""A web server on loopback that answers as a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Addresses with their answers, and the requests that came: (path, If-None-Match, If-Modified-Since)."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.posted: list[tuple[str, str, bytes]] = []
        """What came by POST: path, media type, data."""

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return self.address + path


def page(body: bytes, *, kind: str = "text/plain", etag: str = "", modified: str = "", status: int = 200) -> Answer:
    """What lies at an address; 304 for whoever knows its etag."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        if etag and request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        for name, value in (("ETag", etag), ("Last-Modified", modified)):
            if value:
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def redirect(to: str, status: int) -> Answer:
    """Sends on to another address."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Location", to)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def slow(seconds: float, body: bytes) -> Answer:
    """Sends one byte after another, with a pause after each."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        for byte in body:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()
            time.sleep(seconds)

    return answer


def endless() -> Answer:
    """Never stops."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(bytes(2**16))

    return answer


def cut_off(body: bytes) -> Answer:
    """Announces twice as much as it sends."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(2 * len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


@contextmanager
def serving() -> Iterator[Site]:
    """A server while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match", ""), self.headers.get("If-Modified-Since", "")
            site.asked.append((self.path, *known))
            answer = site.answers.get(self.path, page(b"", status=404))
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the other side has had enough

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            site.posted.append((self.path, self.headers.get("Content-Type", ""), data))
            try:
                site.answers.get(self.path, page(b"", status=404))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
