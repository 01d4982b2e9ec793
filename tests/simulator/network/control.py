"""The tests' own entrance: the verbs that every network has, and the way to those that only one has."""
import base64
import re

from network.clock import moment_of
from network.ledger import Ledger

WAIT_SECONDS_MAX = 60


class Refused(Exception):
    """The control request makes no sense; the text says why."""


def bytes_of(text):
    """A file that a test hands over."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("files are given in Base64") from None


def created_of(given, clock):
    """When something that a test makes was made; None: now."""
    if "created_time" in given:
        return moment_of(given["created_time"])
    if "age_seconds" in given:
        return clock.now() - float(given["age_seconds"])
    return None


def set_switches(holder, given, **kinds):
    """Sets the attributes that are given, each turned into its kind."""
    for name in given:
        if name not in kinds:
            raise Refused(f"unknown switch {name!r}; known: {', '.join(sorted(kinds))}")
    for name, kind in kinds.items():
        if name in given:
            setattr(holder, name, kind(given[name]))
    return {name: getattr(holder, name) for name in kinds}


def one_of(*values):
    def check(value):
        if value not in values:
            raise Refused(f"one of: {', '.join(values)}")
        return value
    return check


class Control:
    """`POST /control/<network>/<verb>` with a JSON object, `GET /control/<network>/<what>` to look. Without a network
    it is Facebook."""

    def __init__(self, world):
        self._world = world
        self._post = {"reset": self._reset, "clock": self._clock, "fault": self._fault, "callback": self._callback,
                      "allow_host": self._allow_host, "clear_faults": self._clear_faults, "release": self._release,
                      "forget_served": self._forget_served}
        self._get = {"requests": self._requests, "served": lambda network, query: network.ledger.dump(),
                     "faults": lambda network, query: network.board.dump(),
                     "catalogue": lambda network, query: network.board.catalogue.dump()}

    def perform(self, method, path, given):
        network, verb = self._addressed(path)
        common = self._get if method == "GET" else self._post
        if method == "POST" and verb == "deliver":
            return self._world.callbacks.deliver(network.name, given)  # without the lock: who is called may call back
        if method == "POST" and verb in network.unlocked:
            return network.unlocked[verb](given)
        with self._world.lock:
            own = network.control()[1 if method == "GET" else 0]
            if verb in own:
                return own[verb](given)
            if verb in common:
                return common[verb](network, given)
        raise Refused(f"unknown verb {verb!r}; known: {', '.join(sorted([*own, *common]))}")

    def _addressed(self, path):
        first, _, rest = path.partition("/")
        networks = self._world.networks
        return (networks[first], rest) if rest and first in networks else (networks["facebook"], path)

    def _reset(self, network, given):
        self._world.begin_anew()
        return {}

    def _clock(self, network, given):
        clock = self._world.clock
        if "stop_at" in given:
            clock.stop_at(moment_of(given["stop_at"]))
        if "advance" in given:
            clock.advance(float(given["advance"]))
        if given.get("run"):
            clock.run()
        return {"now": clock.now()}

    def _fault(self, network, given):
        return {"id": network.board.add(given)}

    def _clear_faults(self, network, given):
        network.board.clear()
        return {}

    def _release(self, network, given):
        network.board.release(given.get("id"))
        return {}

    def _allow_host(self, network, given):
        """`host`: with its port, as it stands in an address."""
        self._world.picture_hosts.add(given["host"])
        return {}

    def _callback(self, network, given):
        """`url`: who is told from now on; what is missing is what each network subscribes to by default."""
        told = network.set_callback(given) if "url" in given else {}
        return {**(told or {}), **self._world.callbacks.set_up(network.name, given)}

    def _forget_served(self, network, given):
        network.ledger = Ledger()
        return {}

    def _requests(self, network, query):
        """`after`: only later ones. `wait_ms`: waits until there are `count` of them whose path fits `match`."""
        after, wanted = int(query.get("after", 0)), int(query.get("count", 1))
        pattern = re.compile(query.get("match", ""))
        seconds = min(WAIT_SECONDS_MAX, int(query.get("wait_ms", 0)) / 1000)

        def found():
            return [dict(entry) for entry in self._world.requests if entry["network"] == network.name
                    and entry["number"] > after and pattern.search(entry["path"])]

        if seconds:
            self._world.arrived.wait_for(lambda: len(found()) >= wanted, seconds)
        return found()
