"""HTTP on the loopback: the networks, the control entrance and the page for people."""
import http.server
import json
import socket
import sys
from urllib.parse import parse_qsl, urlsplit

from network import faults
from network.calls import Answer, Call, Refusal
from network.control import Control, Refused

BODY_BYTES_MAX = 64 * 1024 * 1024


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 300
    world = None  # set by listen()
    control = None

    def log_message(self, *arguments):
        pass  # the request log is at /control/requests

    def _dispatch(self):
        address = urlsplit(self.path)
        body = self._body()
        if body is None:
            return
        if address.path.startswith("/control/"):
            self._control(address, body)
            return
        page = self.world.page_for_people(address.path) if self.command == "GET" else None
        if page is None:
            self._network(address, body)
        else:
            self._send(200, {"Content-Type": "text/html; charset=utf-8",
                             "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}, page)

    do_GET = do_POST = do_DELETE = do_PUT = do_HEAD = do_PATCH = do_OPTIONS = _dispatch

    def _body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            return self._refuse(411)
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > BODY_BYTES_MAX:
            return self._refuse(413)
        return self.rfile.read(int(length))

    def _refuse(self, status):
        self.close_connection = True
        self._send(status, {"Connection": "close"}, b"")

    # the control entrance

    def _control(self, address, body):
        try:
            given = dict(parse_qsl(address.query)) if self.command == "GET" else json.loads(body) if body else {}
            if not isinstance(given, dict):
                raise Refused("the body must be an object")
            answer = self.control.perform(self.command, address.path[len("/control/"):], given)
            self._send(200, {"Content-Type": "application/json"}, json.dumps(answer).encode())
        except (Refused, ValueError, TypeError, LookupError, PermissionError) as problem:
            text = json.dumps({"error": f"{type(problem).__name__}: {problem}"}).encode()
            self._send(400, {"Content-Type": "application/json"}, text)

    # the networks

    def _network(self, address, body):
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.world.lock:
            network, path, base = self.world.addressed(address.path)
            call = Call(self.command, path, address.query, headers, body, f"http://{headers.get('host', '')}{base}")
            struck = network.board.take(call)
            entry = self.world.note(network, call)
        slow = faults.find(struck, "slow")
        if slow:
            slow.released.wait(_seconds(slow.settings))
        self._answer(network, call, struck, entry)

    def _answer(self, network, call, struck, entry):
        try:
            answer = self._made(network, call, struck, entry)
        except faults.Dropped:
            entry["status"] = "drop"
            return self._cut(b"")
        entry["status"] = answer.status
        if answer.stream is not None:
            return self._stream(network, answer)
        self._deliver(network, answer, struck)

    def _made(self, network, call, struck, entry):
        """The answer with its bytes in `raw`."""
        try:
            with self.world.lock:
                network.read(call)
                entry["parameters"] = {name: value for name, value in call.parameters.items()
                                       if name not in network.secrets}
                entry["proof"] = "appsecret_proof" in call.parameters
                replaced = network.board.instead(struck, call)
            if replaced:
                return replaced
            network.prepare(call)
            with self.world.lock:
                return self._real(network, call, struck)
        except Refusal as problem:
            entry["code"] = problem.code
            with self.world.lock:
                headers = {**network.headers(call), **problem.headers}
            return Answer(raw=network.encode(problem.body()), status=problem.status, headers=headers)

    def _real(self, network, call, struck):
        call.tricks = network.board.tricks(struck)
        answer = network.answer(call)
        if answer.stream is not None:
            return answer
        if answer.raw is None:
            if answer.body is None:
                answer.raw = b""
                return answer
            network.board.change(struck, answer)
            answer.raw, whole = faults.spoil(struck, network.encode(answer.body))
            answer.served = answer.served if whole else []
            answer.headers = {**network.headers(call), **answer.headers}
        return answer

    def _deliver(self, network, answer, struck):
        if faults.find(struck, "applied_then_cut"):
            return self._cut(b"")
        cut = faults.find(struck, "cut_off")
        head = self._head(answer.status, answer.headers, len(answer.raw))
        if cut:
            return self._cut(head + answer.raw[:int(len(answer.raw) * cut.settings.get("share", 0.5))])
        self._before_sending(network, answer.served, struck)
        drip = faults.find(struck, "drip")
        try:
            if drip:
                self._drip(head, answer.raw, drip)
            else:
                self._send(answer.status, answer.headers, answer.raw)
        except OSError:
            with self.world.lock:
                network.ledger.take_back(answer.served)
            raise

    def _before_sending(self, network, served, struck):
        """What has to be so when the client's next call arrives: afterwards would be a race with it."""
        with self.world.lock:
            network.ledger.record(served, self.world.clock.now())
            vanish = faults.find(struck, "vanish")
            if vanish:
                seen = [identity for kind, identity, *_ in served if kind == "comment"]
                last = vanish.settings.get("which", "first") != "first"
                try:
                    network.remove(vanish.settings.get("id") or seen[-1 if last else 0])
                except LookupError:
                    pass  # it went by itself

    def _drip(self, head, text, drip):
        pieces = drip.settings.get("pieces", 5)
        size = max(1, len(text) // pieces)
        self.wfile.write(head)
        for start in range(0, len(text), size):
            drip.released.wait(drip.settings.get("ms", 100) / 1000)
            self.wfile.write(text[start:start + size])

    def _stream(self, network, answer):
        """Chunk by chunk, until there are no more."""
        headers = {"Transfer-Encoding": "chunked", "Connection": "close", **answer.headers}
        self.close_connection = True
        self.wfile.write(self._head(answer.status, headers, None))
        for piece in answer.stream:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self._cut(b"")

    def _cut(self, last):
        self.wfile.write(last)
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _head(self, status, headers, length):
        phrase = http.HTTPStatus(status).phrase
        lines = [f"HTTP/1.1 {status} {phrase}", f"Date: {self.date_time_string(self.world.clock.now())}"]
        if length is not None and status != 204:
            lines.append(f"Content-Length: {length}")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _send(self, status, headers, body):
        self.wfile.write(self._head(status, headers, len(body)) + (b"" if self.command == "HEAD" else body))


def _seconds(settings):
    return faults.HOLD_SECONDS_MAX if settings.get("hold") else settings.get("ms", 1000) / 1000


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # a client that went away is no news
            super().handle_error(request, client_address)


def listen(world, port=0):
    """A server on the loopback, ready to accept; `serve_forever` runs it."""
    handler = type("BoundHandler", (Handler,), {"world": world, "control": Control(world)})
    server = Server(("127.0.0.1", port), handler)
    world.port = server.server_address[1]
    return server
