"""A simulator inside the test, and a client that says what it asked and shows what came back."""
import http.client
import json
import os
import sys
import threading
import unittest
from urllib.parse import urlencode

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TESTS, "simulator"))

from network import server  # noqa: E402
from world import World  # noqa: E402

VERSION = "/v26.0"
COMMENT_FIELDS = "id,message,created_time,from,parent{id},is_hidden"


class Reply:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """(code, subcode) of an error envelope."""
        error = self.json.get("error", {})
        return error.get("code"), error.get("error_subcode")


class WorldCase(unittest.TestCase):
    """Each test has a simulator of its own, whose clock stands still."""

    network = ""  # whose verbs `control` and `look` mean; empty: Facebook's

    def setUp(self):
        self.world = World()
        self.listener = server.listen(self.world)
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()
        self.addCleanup(self._stop)
        self.control("clock", stop_at="2026-11-20T12:00:00+0000")

    def _stop(self):
        self.world.stopping.set()
        self.world.begin_anew()
        self.listener.shutdown()
        self.listener.server_close()
        self.thread.join()

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Reply(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def control(self, verb, **given):
        reply = self.ask("POST", self._entrance(verb), json.dumps(given))
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json

    def look(self, what, **query):
        reply = self.ask("GET", f"{self._entrance(what)}?{urlencode(query)}")
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json

    def _entrance(self, verb):
        return f"/control/{self.network}/{verb}" if self.network else f"/control/{verb}"

    def fault(self, name, **given):
        return self.control("fault", name=name, **given)["id"]

    def refused(self, verb, **given):
        """What the control entrance says to a request that makes no sense."""
        reply = self.ask("POST", self._entrance(verb), json.dumps(given))
        self.assertEqual(reply.status, 400, reply.body)
        return reply.json["error"]


class SimulatorCase(WorldCase):
    """A simulator with one Facebook page, one post and a token."""

    def setUp(self):
        super().setUp()
        self.control("paging", ranked_feed=False)
        made = self.control("page", id="104000000000011", token="page-token-0001", user_token="user-token-0001")
        self.page, self.token = made["id"], made["token"]
        self.post = self.control("post", message="The winter fair is on Saturday")["id"]

    def get(self, path, token=None, headers=None, **parameters):
        address = f"{VERSION}/{path}" + ("?" + urlencode(parameters) if parameters else "")
        sent = {"Authorization": "Bearer " + (token or self.token)}
        sent.update(headers or {})
        return self.ask("GET", address, headers=sent)

    def act(self, method, path, token=None, **form):
        sent = {"Authorization": "Bearer " + (token or self.token), "Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(method, f"{VERSION}/{path}", urlencode(form), sent)

    def comments(self, count, **given):
        return [self.control("comment", object=self.post, message=f"comment {n}", age_seconds=1000 - n, **given)["id"]
                for n in range(count)]

    def read_comments(self, **parameters):
        wanted = {"filter": "stream", "order": "reverse_chronological", "limit": 100, "fields": COMMENT_FIELDS}
        wanted.update({name: value for name, value in parameters.items() if value is not None})
        return self.get(f"{self.post}/comments", **wanted)

    def walk(self, limit=3, between=None, **parameters):
        """The ids of a whole walk from the first page to the one without `next`."""
        found, after = [], None
        for _ in range(100):
            reply = self.read_comments(limit=limit, after=after, **parameters).json
            found.append([comment["id"] for comment in reply["data"]])
            if "next" not in reply.get("paging", {}):
                return found
            after = reply["paging"]["cursors"]["after"]
            if between:
                between(found)
        raise AssertionError("the walk does not end")
