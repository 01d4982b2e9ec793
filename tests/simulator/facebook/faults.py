"""What goes wrong, on demand: each fault says on which calls, how often, and what."""
import itertools
import random
import re
import threading
from dataclasses import dataclass, field

from facebook import damage, errors

# Answers in place of the real one. The call is not carried out.
_INSTEAD = {"throttle", "plain_429", "html_500", "html_502", "html_503", "transient", "expired_token",
            "password_changed", "blocked_for_misuse", "no_permission", "gone", "reduce_data", "error", "redirect",
            "drop"}
# What happens to the real answer.
_TRICKS = {"duplicates", "empty_page", "stale_cursors"}
_CHANGES = {"missing_from", "unknown_fields", "short_ids", "malformed"}
_SENDING = {"slow", "drip", "cut_off", "applied_then_cut", "vanish"}
NAMES = _INSTEAD | _TRICKS | _CHANGES | _SENDING
HOLD_SECONDS_MAX = 120

_HTML = (b"<!DOCTYPE html>\n<html><head><title>Facebook | Error</title></head><body><h1>Sorry, something went wrong."
         b"</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>\n")


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

    def concerns(self, call, query):
        if self.times and self.fired >= self.times:
            return False
        if self.method and call.method != self.method:
            return False
        if self.path and not self.path.search(call.path) or self.query and not self.query.search(query):
            return False
        if self.skip:
            self.skip -= 1
            return False
        return self.chance >= 1.0 or self.dice.random() < self.chance


class FaultBoard:
    """The faults that are set. `take` tells which ones strike a call, and counts."""

    def __init__(self):
        self._faults = []
        self._ids = itertools.count(1)

    def add(self, wanted):
        """ValueError says what is wrong with the request."""
        settings = dict(wanted)
        name = settings.pop("name", None)
        if name not in NAMES:
            raise ValueError(f"unknown fault {name!r}; known: {', '.join(sorted(NAMES))}")
        if name == "malformed" and settings.get("variant") not in damage.VARIANTS:
            raise ValueError(f"malformed needs a variant of: {', '.join(sorted(damage.VARIANTS))}")
        if name == "throttle" and settings.setdefault("code", 80001) not in errors.THROTTLE_TEXT:
            raise ValueError(f"throttle codes: {sorted(errors.THROTTLE_TEXT)}")
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

    def take(self, call, query):
        struck = []
        for fault in self._faults:
            if fault.concerns(call, query):
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


def _pattern(text):
    return re.compile(text) if text else None


def tricks_of(faults):
    return {fault.name: fault.settings for fault in faults if fault.name in _TRICKS}


def instead(faults, usage_headers):
    """(status, headers, bytes or a GraphError) in place of the real answer, ("drop",) or None. `usage_headers` gives
    the headers of a refusal for so many minutes."""
    for fault in faults:
        if fault.name in _INSTEAD:
            return _REPLACEMENTS[fault.name](fault.settings, usage_headers)
    return None


def _throttle(settings, usage_headers):
    error = errors.throttled(settings["code"], settings.get("status", 400))
    if settings.get("regain_minutes") is not None:
        error.headers = usage_headers(settings["regain_minutes"])
    return error


def _html(status):
    return lambda settings, usage_headers: (status, {"Content-Type": "text/html; charset=utf-8"}, _HTML)


def _plain(settings, usage_headers):
    headers = {"Content-Type": "text/plain"}
    if "retry_after" in settings:
        headers["Retry-After"] = str(settings["retry_after"])
    return 429, headers, b"Too Many Requests\n"


def _transient(settings, usage_headers):
    code = settings.get("code", 1)
    text = {1: "An unknown error has occurred.",
            2: "An unexpected error has occurred. Please retry your request later."}
    return errors.GraphError(code, text[code], transient=True, status=settings.get("status", 500))


def _custom(settings, usage_headers):
    return errors.GraphError(settings.get("code", 1), settings.get("message", "An error"), settings.get("subcode"),
                             settings.get("type", "OAuthException"), settings.get("status", 400),
                             settings.get("is_transient"))


def _redirect(settings, usage_headers):
    return 302, {"Location": settings.get("location", "http://127.0.0.1:9/elsewhere"), "Content-Type": "text/html"}, b""


_REPLACEMENTS = {
    "throttle": _throttle, "plain_429": _plain, "html_500": _html(500), "html_502": _html(502), "html_503": _html(503),
    "transient": _transient, "error": _custom, "redirect": _redirect,
    "expired_token": lambda settings, usage: errors.token_error("expired"),
    "password_changed": lambda settings, usage: errors.token_error("password_changed"),
    "blocked_for_misuse": lambda settings, usage: errors.GraphError(
        368, "The action attempted has been deemed abusive or is otherwise disallowed"),
    "no_permission": lambda settings, usage: errors.no_permission(
        f"Requires the '{settings.get('permission', 'pages_read_user_content')}' permission to manage the object"),
    "gone": lambda settings, usage: errors.gone("get", "0"),
    "reduce_data": lambda settings, usage: errors.GraphError(
        1, "Please reduce the amount of data you're asking for, then retry your request", status=500),
    "drop": lambda settings, usage: ("drop",),
}


def change(faults, answer):
    """Changes an answer's body in place, and takes from the ledger what can no longer be read in it."""
    for fault in faults:
        if fault.name == "missing_from":
            damage.withhold_authors(answer.body, fault.settings.get("every", 1))
        elif fault.name == "unknown_fields":
            damage.add_unknown(answer.body)
        elif fault.name == "short_ids":
            damage.shorten_ids(answer.body)
        elif fault.name == "malformed" and fault.settings["variant"] in damage.ELEMENT_VARIANTS:
            lost = damage.spoil_element(fault.settings["variant"], answer.body, fault.settings.get("index", 0))
            answer.served = [entry for entry in answer.served if entry[1] != lost]


def spoil(faults, text):
    """(bytes to send, whether they are still a whole answer)."""
    whole = True
    for fault in faults:
        if fault.name == "malformed" and fault.settings["variant"] in damage.DOCUMENT_VARIANTS:
            text = damage.spoil_document(fault.settings["variant"], text)
            whole = False
    return text, whole


def find(faults, name):
    return next((fault for fault in faults if fault.name == name), None)
