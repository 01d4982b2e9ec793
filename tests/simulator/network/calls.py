"""What goes in and what comes out, before it is HTTP."""
from dataclasses import dataclass, field


@dataclass
class Call:
    method: str
    path: str      # on the network's own host
    query: str
    headers: dict  # names in lower case
    body: bytes = b""
    base_url: str = ""
    parameters: dict = field(default_factory=dict)
    tricks: dict = field(default_factory=dict)  # what faults change about the answer
    files: dict = field(default_factory=dict)  # of a multipart form, by name
    prepared: object = None                     # what was fetched before the world was locked

    def content_type(self):
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass
class Answer:
    body: object = None  # what the network encodes; None: nothing at all
    served: list = field(default_factory=list)  # what the ledger is told if this goes out whole
    headers: dict = field(default_factory=dict)
    status: int = 200
    raw: bytes = None    # sent instead of `body`, as it stands
    stream: object = None  # pieces of bytes, as long as they come


class Refusal(Exception):
    """An answer that says no. What it looks like is the network's own."""

    status = 400
    code = None  # what the request log calls it

    def __init__(self, message, headers=None):
        super().__init__(message)
        self.headers = dict(headers or {})

    def body(self):
        raise NotImplementedError
