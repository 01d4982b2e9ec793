"""Everything one simulator knows: the networks, one clock, and what was asked of them."""
import itertools
import threading
from collections import deque

from facebook import school_day as facebook_day
from facebook.host import Facebook
from instagram import school_day as instagram_day
from instagram.host import Instagram
from network import visitor_page
from network.callbacks import Callbacks
from network.clock import Clock
from network.day import Day
from x import school_day as x_day
from x.host import X
from youtube import school_day as youtube_day
from youtube.host import YouTube

REQUESTS_KEPT = 200_000
SCRIPTS = {"facebook": facebook_day, "instagram": instagram_day, "x": x_day, "youtube": youtube_day}
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
                network.end()
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

    def seed_demo(self):
        """The invented school's last days, on all networks."""
        with self.lock:
            for name, script in SCRIPTS.items():
                script.seed(self.networks[name])

    def begin_day(self, speed):
        """What is said from now on, on all networks."""
        for name, script in SCRIPTS.items():
            Day(self, name, script, speed).start()

    def page_for_people(self, path):
        """What a person sees at `/` (Facebook) or `/<network>`; None: no page has that address."""
        name = path.strip("/") or "facebook"
        with self.lock:
            if name not in self.networks:
                return None
            others = [(network.title, f"/{other}") for other, network in self.networks.items() if other != name]
            return visitor_page.render(self.networks[name].title, others, self.networks[name].accounts())
