"""Everything one simulator knows: the networks, one clock, and what was asked of them."""
import itertools
import threading
from collections import deque

from facebook import visitor_page
from facebook.host import Facebook
from instagram.host import Instagram
from network.callbacks import Callbacks
from network.clock import Clock
from x.host import X
from youtube.host import YouTube

REQUESTS_KEPT = 200_000
NETWORKS = (Facebook, Instagram, X, YouTube)


class World:
    """Whoever reads or changes anything holds `lock`."""

    def __init__(self):
        self.lock = threading.RLock()
        self.arrived = threading.Condition(self.lock)  # another request was written down
        self.stopping = threading.Event()
        self.port = 0
        self.callbacks = Callbacks(self.lock)
        self.networks = {}
        self.begin_anew()

    def begin_anew(self):
        with self.lock:
            for network in self.networks.values():
                network.board.clear()
            self.callbacks.forget()
            self.clock = Clock()
            self.picture_hosts = set()  # where pictures may be fetched from, with their ports
            self.requests = deque(maxlen=REQUESTS_KEPT)
            self._request_numbers = itertools.count(1)
            self.networks = {}
            for kind in NETWORKS:
                self.networks[kind.name] = kind(self)

    def addressed(self, path):
        """(the network that a path is for, the path on its host, what stands before it)."""
        first, _, rest = path.lstrip("/").partition("/")
        base = "/" + first if first in self.networks else ""
        path = "/" + rest if base else path
        if first in ("x", "youtube"):
            return self.networks[first], path, base
        # Facebook and Instagram share one host: whose object is asked for decides.
        asked = path.split("/")[2:3]
        owned = asked and self.networks["instagram"].state.owns(asked[0])
        return self.networks["instagram" if owned else "facebook"], path, base

    def note(self, network, call):
        """Writes a call down, without the token."""
        entry = {"number": next(self._request_numbers), "at": self.clock.now(), "network": network.name,
                 "method": call.method, "path": call.path, "parameters": {},
                 "token_in_url": "access_token=" in call.query,
                 "bearer": call.headers.get("authorization", "").startswith("Bearer "), "status": None, "code": None}
        self.requests.append(entry)
        self.arrived.notify_all()
        return entry

    def page_for_people(self):
        with self.lock:
            return visitor_page.render(self.networks["facebook"].state)
