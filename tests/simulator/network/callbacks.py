"""What a network sends by itself: webhooks, really delivered, signed by the network that sends them."""
import random
import threading
import urllib.error
import urllib.request
from collections import deque
from urllib.parse import urlencode

SECONDS_MAX = 10
KEPT = 10_000


class Unreachable(Exception):
    """Nobody answered; the text says what happened, without the address."""


def send(method, url, headers=None, body=None, most=65536):
    """(status, body) of one request to a callback. Redirects are not followed."""
    request = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with _OPENER.open(request, timeout=SECONDS_MAX) as answer:
            return answer.status, answer.read(most)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(most)
    except (OSError, ValueError) as problem:
        raise Unreachable(type(problem).__name__) from None


def with_query(url, told):
    """The address with more in its query."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(told)}"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


class Callbacks:
    """The deliveries that wait, and how they go out: by `deliver`, which a test calls, or by themselves."""

    def __init__(self, lock):
        self._lock = lock
        self._waiting = {}
        self._automatic = set()
        self._wake = threading.Condition(lock)
        self._running = False

    def forget(self):
        self._waiting.clear()
        self._automatic.clear()

    def queue(self, network, url, headers, body, allowed=lambda: True):
        """One delivery waits. `allowed` is asked again when it goes out: a lease may have ended."""
        if not url:
            return
        self._waiting.setdefault(network, deque(maxlen=KEPT)).append((url, headers, body, allowed))
        self._wake.notify_all()

    def set_up(self, network, given):
        """`automatic`: whether deliveries go out by themselves."""
        (self._automatic.add if given.get("automatic") else self._automatic.discard)(network)
        if self._automatic and not self._running:
            self._running = True
            threading.Thread(target=self._run, daemon=True).start()
        self._wake.notify_all()
        return {"waiting": len(self._waiting.get(network, ())), "automatic": network in self._automatic}

    def deliver(self, network, given):
        """Sends what waits: `repeat` times each, in `order` (made, reversed, shuffled with `seed`). What nobody
        took waits again."""
        with self._lock:
            wanted = [each for each in self._waiting.pop(network, ()) for _ in range(int(given.get("repeat", 1)))]
        if given.get("order") == "reversed":
            wanted.reverse()
        elif given.get("order") == "shuffled":
            random.Random(given.get("seed", 1)).shuffle(wanted)
        return {"statuses": [self._send_one(network, each) for each in wanted]}

    def _send_one(self, network, delivery):
        url, headers, body, allowed = delivery
        with self._lock:
            if not allowed():
                return "lapsed"
        try:
            status = send("POST", url, headers, body)[0]
        except Unreachable:
            status = 0
        if status not in range(200, 300):
            with self._lock:
                self._waiting.setdefault(network, deque(maxlen=KEPT)).append(delivery)
        return status

    def _due(self):
        return next((name for name in self._automatic if self._waiting.get(name)), None)

    def _run(self):
        while True:
            with self._lock:
                self._wake.wait_for(self._due)
                name = self._due()
            if not {200, 202, 204, "lapsed"} & set(self.deliver(name, {})["statuses"]):
                with self._lock:
                    self._wake.wait(1)  # nobody listens: not at full speed
