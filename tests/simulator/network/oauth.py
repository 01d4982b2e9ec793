"""What the three ways of granting access have in common: codes that are good once, and PKCE."""
import base64
import hashlib
import itertools
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from network.calls import Answer


@dataclass
class Grant:
    """What somebody agreed to, until the client fetches it."""
    redirect_uri: str
    scopes: list
    challenge: str
    dies: float
    offline: bool = False


class Codes:
    """Codes and tokens are numbered, so the same script gives the same ones."""

    def __init__(self, prefix, clock, seconds):
        self._prefix = prefix
        self._clock = clock
        self._seconds = seconds
        self._grants = {}
        self._numbers = itertools.count(1)

    def value(self, kind):
        return f"{self._prefix}-{kind}-{next(self._numbers):04d}"

    def give(self, redirect_uri, scopes, challenge="", offline=False):
        code = self.value("code")
        self._grants[code] = Grant(redirect_uri, scopes, challenge, self._clock.now() + self._seconds, offline)
        return code

    def take(self, code):
        """The grant of a code; None if it is unknown, was used, or is too old."""
        grant = self._grants.pop(code, None)
        return grant if grant and self._clock.now() < grant.dies else None


def challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def form(call):
    """The fields of a form; None if the body is no form, or says something twice."""
    if call.content_type() != "application/x-www-form-urlencoded" or not call.body.isascii():
        return None
    try:
        pairs = parse_qsl(call.body.decode(), keep_blank_values=True, strict_parsing=bool(call.body), errors="strict")
    except ValueError:
        return None
    return dict(pairs) if len(dict(pairs)) == len(pairs) else None


def back(redirect_uri, **told):
    """Sends the browser back to the client."""
    joint = "&" if "?" in redirect_uri else "?"
    told = {name: value for name, value in told.items() if value is not None}
    return Answer(raw=b"", status=302, headers={"Location": f"{redirect_uri}{joint}{urlencode(told)}"})
