"""HTTP on the loopback: the Graph API, the control entrance and the visitor's page."""
import http.server
import itertools
import json
import socket
import sys
import threading
from collections import deque
from urllib.parse import parse_qsl, urlsplit

from facebook import damage, errors, faults, visitor_page
from facebook.access import token_text
from facebook.control import Control, Refused
from facebook.faults import FaultBoard, HOLD_SECONDS_MAX
from facebook.graph import Call, Graph
from facebook.ledger import Ledger
from facebook.paging import Paging
from facebook.state import State
from facebook.usage import Usage

BODY_BYTES_MAX = 4 * 1024 * 1024
REQUESTS_KEPT = 200_000


class World:
    """Everything one simulator knows. `Whoever reads or changes anything holds `lock`."""

    def __init__(self):
        self.lock = threading.RLock()
        self.arrived = threading.Condition(self.lock)  # another request was written down
        self.stopping = threading.Event()
        self.port = 0
        self.begin_anew()

    def begin_anew(self):
        with self.lock:
            self.state = State()
            self.paging = Paging()
            self.usage = Usage()
            self.board = FaultBoard()
            self.ledger = Ledger()
            self.graph = Graph(self.state, self.paging, self.usage)
            self.requests = deque(maxlen=REQUESTS_KEPT)
            self.request_numbers = itertools.count(1)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "proxygen-bolt"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 300
    world = None  # set by serve()
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
        elif address.path in ("/", "/index.html") and self.command == "GET":
            page = visitor_page.render(self.world)
            self._send(200, {"Content-Type": "text/html; charset=utf-8",
                             "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}, page)
        else:
            self._graph(address, body)

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
        verb = address.path[len("/control/"):]
        try:
            given = json.loads(body) if body else {}
            if not isinstance(given, dict):
                raise Refused("the body must be an object")
            query = dict(parse_qsl(address.query))
            answer = self.control.perform(self.command, verb, given, query)
            self._send(200, {"Content-Type": "application/json"}, json.dumps(answer).encode())
        except (Refused, ValueError, TypeError, LookupError, PermissionError) as problem:
            text = json.dumps({"error": f"{type(problem).__name__}: {problem}"}).encode()
            self._send(400, {"Content-Type": "application/json"}, text)

    # the Graph API

    def _graph(self, address, body):
        headers = {name.lower(): value for name, value in self.headers.items()}
        call = Call(self.command, address.path, {}, headers, f"http://{headers.get('host', '')}")
        with self.world.lock:
            struck = self.world.board.take(call, address.query)
            entry = self._note(call, address, headers)
        slow = faults.find(struck, "slow")
        if slow:
            self._wait(slow)
        self._answer(call, address, body, struck, entry)

    def _note(self, call, address, headers):
        """Writes a call down, without the token."""
        world = self.world
        entry = {"number": next(world.request_numbers), "at": world.state.clock.now(), "method": call.method,
                 "path": call.path, "parameters": {}, "token_in_url": "access_token=" in address.query,
                 "bearer": headers.get("authorization", "").startswith("Bearer "), "status": None, "code": None}
        world.requests.append(entry)
        world.arrived.notify_all()
        return entry

    def _wait(self, slow):
        seconds = HOLD_SECONDS_MAX if slow.settings.get("hold") else slow.settings.get("ms", 1000) / 1000
        slow.released.wait(seconds)

    def _answer(self, call, address, body, struck, entry):
        world = self.world
        with world.lock:
            try:
                call.parameters = _parameters(call, address.query, body)
                entry["parameters"] = {name: value for name, value in call.parameters.items()
                                       if name not in ("access_token", "appsecret_proof", "input_token")}
                entry["proof"] = "appsecret_proof" in call.parameters
                made = self._replaced(call, struck) or self._real(call, struck)
            except errors.GraphError as problem:
                made = self._error(problem)
                entry["code"] = problem.code
            entry["status"] = made[0]
        if made[0] == "drop":
            return self._cut(b"", b"")
        self._deliver(made, struck)

    def _replaced(self, call, struck):
        state = self.world.state
        token = state.tokens.get(token_text(call.parameters, call.headers))

        def usage_headers(minutes):
            page_id = token.page_id if token else "0"
            return self.world.usage.headers(page_id, state.clock.now(), minutes)

        found = faults.instead(struck, usage_headers)
        if isinstance(found, errors.GraphError):
            raise found
        return found and (found[0], *found[1:], [], True) if found else None

    def _real(self, call, struck):
        call.tricks = faults.tricks_of(struck)
        answer = self.world.graph.answer(call)
        faults.change(struck, answer)
        text, whole = faults.spoil(struck, damage.encode(answer.body))
        headers = {"Content-Type": "application/json; charset=UTF-8", "facebook-api-version": call.path.split("/")[1]}
        headers.update(answer.headers)
        return 200, headers, text, answer.served if whole else [], whole

    def _error(self, problem):
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        headers.update(problem.headers)
        return problem.status, headers, damage.encode(problem.body("Axample0001")), [], True

    def _deliver(self, made, struck):
        status, headers, text, served, _ = made
        if faults.find(struck, "applied_then_cut"):
            return self._cut(b"", b"")
        cut = faults.find(struck, "cut_off")
        if cut:
            share = cut.settings.get("share", 0.5)
            return self._cut(self._head(status, headers, len(text)), text[:int(len(text) * share)])
        self._before_sending(served, struck)
        drip = faults.find(struck, "drip")
        try:
            if drip:
                self._drip(self._head(status, headers, len(text)), text, drip)
            else:
                self._send(status, headers, text)
        except OSError:
            with self.world.lock:
                self.world.ledger.take_back(served)
            raise

    def _before_sending(self, served, struck):
        """What has to be so when the client's next call arrives: afterwards would be a race with it."""
        with self.world.lock:
            self.world.ledger.record(served, self.world.state.clock.now())
            vanish = faults.find(struck, "vanish")
            if vanish:
                self.control.vanish(vanish.settings, served)

    def _drip(self, head, text, drip):
        pieces = drip.settings.get("pieces", 5)
        size = max(1, len(text) // pieces)
        self.wfile.write(head)
        for start in range(0, len(text), size):
            drip.released.wait(drip.settings.get("ms", 100) / 1000)
            self.wfile.write(text[start:start + size])

    def _cut(self, head, part):
        self.wfile.write(head + part)
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _head(self, status, headers, length):
        phrase = http.HTTPStatus(status).phrase
        lines = [f"HTTP/1.1 {status} {phrase}", f"Date: {self.date_time_string()}", f"Content-Length: {length}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _send(self, status, headers, body):
        self.wfile.write(self._head(status, headers, len(body)) + (b"" if self.command == "HEAD" else body))


def _parameters(call, query, body):
    """Query and form together. A name that comes twice is a defect of the client."""
    pairs = _pairs(query)
    if body:
        if call.method == "GET":
            raise errors.bad_parameter("A GET request has no body")
        if not call.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            raise errors.bad_parameter("Unsupported content type")
        pairs += _pairs(body.decode("ascii", "strict") if body.isascii() else None)
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise errors.bad_parameter("A parameter was given twice")
    return dict(pairs)


def _pairs(text):
    try:
        return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")
    except (ValueError, AttributeError):
        raise errors.bad_parameter("The parameters are not well formed") from None


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # a client that went away is no news
            super().handle_error(request, client_address)


def listen(world, port=0):
    """A server on the loopback, ready to accept; `serve_forever` runs it."""
    control = Control(world)
    handler = type("BoundHandler", (Handler,), {"world": world, "control": control})
    server = Server(("127.0.0.1", port), handler)
    world.port = server.server_address[1]
    return server
