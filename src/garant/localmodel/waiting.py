"""The waiting room: what stands on the model's port until the model does.

The gateway learns one address at start and keeps it. During the download this answers there as the model
server does while it loads (503), and nobody else on the machine can take the port meanwhile.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WaitingRoom:
    """Entered from the start. `leave()` frees the port for the model, `enter()` takes it back."""

    def __init__(self) -> None:
        self.port = 0
        self._open: tuple[ThreadingHTTPServer, threading.Thread] | None = None
        self.enter()

    def enter(self) -> None:
        server = _Quiet(("127.0.0.1", self.port), _Loading)
        self.port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._open = server, thread

    def leave(self) -> None:
        if self._open is None:
            return
        (server, thread), self._open = self._open, None
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is its own affair; the default prints a traceback."""


class _Loading(BaseHTTPRequestHandler):
    timeout = 5  # seconds for a caller that sends nothing

    def do_GET(self) -> None:
        body = json.dumps({"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}})
        self.send_response(503)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "10")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body.encode())

    def do_POST(self) -> None:
        # Read what is sent and forget it: an answer on unread data would reach the caller as a broken connection.
        left = int(self.headers.get("Content-Length") or 0)
        while left > 0 and (block := self.rfile.read(min(left, 1 << 16))):
            left -= len(block)
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the parent's)
        """Nothing: a model server that logs requests is the thing we avoid."""
