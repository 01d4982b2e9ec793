"""What goes wrong, on demand: each fault says on which calls, how often, and what."""
import itertools
import random
import re
import threading
from dataclasses import dataclass, field

from network import damage
from network.calls import Answer

HOLD_SECONDS_MAX = 120
_SENDING = {"slow", "drip", "cut_off", "applied_then_cut", "vanish"}
_HTML = (b"<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>Sorry, something went wrong."
         b"</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>\n")


class Dropped(Exception):
    """The connection is closed without an answer."""


@dataclass
class Fault:
    id: int
    name: str
    settings: dict
    method: str = ""
    path: object = None
    query: object = None
    skip: int = 0      # matching calls that pass before it begins
    times: int = 1     # 0: for ever
    chance: float = 1.0
    dice: random.Random = None
    fired: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    def concerns(self, call):
        if self.times and self.fired >= self.times:
            return False
        if self.method and call.method != self.method:
            return False
        if self.path and not self.path.search(call.path) or self.query and not self.query.search(call.query):
            return False
        if self.skip:
            self.skip -= 1
            return False
        return self.chance >= 1.0 or self.dice.random() < self.chance


class Catalogue:
    """The faults one network knows. `instead`: name -> f(settings, call), which gives an Answer or raises in place of
    the real one; the call is not carried out. `tricks`: names that the network itself looks for in `call.tricks`.
    `changes`: name -> f(settings, body), which changes a finished answer. `checks`: name -> f(settings), which raises
    ValueError for settings that make no sense."""

    def __init__(self, shape, instead=None, tricks=(), changes=None, checks=None):
        self.shape = shape
        self.instead = {"plain_429": _plain_429, "html_500": _html(500), "html_502": _html(502),
                        "html_503": _html(503), "redirect": _redirect, "drop": _drop, **(instead or {})}
        self.tricks = set(tricks)
        self.changes = {"unknown_fields": lambda settings, body: damage.add_unknown(body, shape),
                        "missing_from": lambda settings, body: damage.withhold_authors(
                            body, shape, settings.get("every", 1)), **(changes or {})}
        self.checks = {"malformed": _known_variant, **(checks or {})}
        self.names = set(self.instead) | self.tricks | set(self.changes) | _SENDING | {"malformed"}

    def dump(self):
        return {"names": sorted(self.names), "variants": sorted(damage.VARIANTS)}

    def check(self, name, settings):
        if name not in self.names:
            raise ValueError(f"unknown fault {name!r}; known: {', '.join(sorted(self.names))}")
        if name in self.checks:
            self.checks[name](settings)


def _known_variant(settings):
    if settings.get("variant") not in damage.VARIANTS:
        raise ValueError(f"malformed needs a variant of: {', '.join(sorted(damage.VARIANTS))}")


class FaultBoard:
    """The faults that are set. `take` tells which ones strike a call, and counts."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self._faults = []
        self._ids = itertools.count(1)

    def add(self, wanted):
        """ValueError says what is wrong with the request."""
        settings = dict(wanted)
        name = settings.pop("name", None)
        self.catalogue.check(name, settings)
        fault = Fault(next(self._ids), name, settings)
        fault.method = settings.pop("method", "")
        fault.path = _pattern(settings.pop("path", None))
        fault.query = _pattern(settings.pop("query", None))
        fault.skip = int(settings.pop("nth", 1)) - 1
        fault.times = int(settings.pop("times", 1))
        fault.chance = float(settings.pop("chance", 1.0))
        fault.dice = random.Random(settings.pop("seed", fault.id))
        self._faults.append(fault)
        return fault.id

    def take(self, call):
        struck = []
        for fault in self._faults:
            if fault.concerns(call):
                fault.fired += 1
                struck.append(fault)
        return struck

    def release(self, fault_id=None):
        for fault in self._faults:
            if fault_id is None or fault.id == fault_id:
                fault.released.set()

    def clear(self):
        self.release()
        self._faults.clear()

    def dump(self):
        return [{"id": fault.id, "name": fault.name, "fired": fault.fired, "times": fault.times}
                for fault in self._faults]

    def tricks(self, struck):
        return {fault.name: fault.settings for fault in struck if fault.name in self.catalogue.tricks}

    def instead(self, struck, call):
        """The Answer in place of the real one, or None. Raises what a fault wants raised."""
        for fault in struck:
            if fault.name in self.catalogue.instead:
                return self.catalogue.instead[fault.name](fault.settings, call)
        return None

    def change(self, struck, answer):
        """Changes an answer's body in place, and takes from the ledger what can no longer be read in it."""
        shape = self.catalogue.shape
        for fault in struck:
            if fault.name in self.catalogue.changes:
                self.catalogue.changes[fault.name](fault.settings, answer.body)
            elif fault.name == "malformed" and fault.settings["variant"] in damage.ELEMENT_VARIANTS:
                lost = damage.spoil_element(fault.settings["variant"], answer.body, shape,
                                            fault.settings.get("index", 0))
                answer.served = [entry for entry in answer.served if entry[1] != lost]


def _pattern(text):
    return re.compile(text) if text else None


def _html(status):
    return lambda settings, call: Answer(raw=_HTML, status=status, headers={"Content-Type": "text/html; charset=utf-8"})


def _plain_429(settings, call):
    headers = {"Content-Type": "text/plain"}
    if "retry_after" in settings:
        headers["Retry-After"] = str(settings["retry_after"])
    return Answer(raw=b"Too Many Requests\n", status=429, headers=headers)


def _redirect(settings, call):
    where = settings.get("location", "http://127.0.0.1:9/elsewhere")
    return Answer(raw=b"", status=302, headers={"Location": where, "Content-Type": "text/html"})


def _drop(settings, call):
    raise Dropped


def spoil(struck, text):
    """(bytes to send, whether they are still a whole answer)."""
    whole = True
    for fault in struck:
        if fault.name == "malformed" and fault.settings["variant"] in damage.DOCUMENT_VARIANTS:
            text = damage.spoil_document(fault.settings["variant"], text)
            whole = False
    return text, whole


def find(struck, name):
    return next((fault for fault in struck if fault.name == name), None)
