"""What a network has to offer to the server that speaks HTTP for it."""
import json

from network import damage, faults
from network.ledger import Ledger


class Network:
    """A base: `answer`, `control` and mostly `read` are each network's own. All but `prepare` run under the world's
    lock."""

    name = ""
    title = ""
    server = "simulator"
    secrets = ()  # parameters that the request log leaves out
    unlocked = {}  # verbs of the tests' entrance that call elsewhere, and so run without the lock
    shape = damage.Shape("data", ("text",), ("created_time",), ("from",))

    def __init__(self, world):
        self.world = world
        self.clock = world.clock
        self.ledger = Ledger()
        self.board = faults.FaultBoard(self.catalogue())

    def catalogue(self):
        return faults.Catalogue(self.shape)

    def control(self):
        """The verbs that only this network has: two dicts of functions, for POST and for GET."""
        raise NotImplementedError

    def read(self, call):
        """Fills `call.parameters`; a Refusal if they are not well formed."""

    def prepare(self, call):
        """What has to be fetched from elsewhere before the call is answered. Runs without the lock."""

    def answer(self, call):
        raise NotImplementedError

    def encode(self, body):
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def headers(self, call):
        return {"Content-Type": "application/json; charset=utf-8"}

    def set_callback(self, given):
        """A test says who is told of what happens, without the network's own ceremony."""
        raise NotImplementedError

    def accounts(self):
        """For the page for people: the names of the accounts with their posts, newest first."""
        raise NotImplementedError

    def end(self):
        """Everything is forgotten: whoever still listens is sent away."""

    def remove(self, identity):
        """The fault `vanish`: something that was just served is deleted. LookupError: it is gone already."""
        raise NotImplementedError
