"""A simulated X with the school's account, one post and two people."""
import json
from urllib.parse import urlencode

from simulator_client import WorldCase

OWN = "1500000000000000001"
TOKEN = "x-token-0001"


class XCase(WorldCase):
    network = "x"

    def setUp(self):
        super().setUp()
        self.control("account", id=OWN, username="bramblecote", token=TOKEN)
        self.post = self.control("post", text="The winter fair is on Saturday", age_seconds=7200)["id"]

    def call(self, method, path, body=None, token=TOKEN, headers=None, **parameters):
        address = "/x" + path + ("?" + urlencode(parameters) if parameters else "")
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(body)
        return self.ask(method, address, body, {**sent, **(headers or {})})

    def get(self, path, **parameters):
        return self.call("GET", path, **{name.replace("__", "."): value for name, value in parameters.items()})

    def reply(self, text="What time does it open?", to=None, **given):
        return self.control("reply", to=to or self.post, text=text, **given)["id"]

    def mentions(self, **parameters):
        return self.get(f"/2/users/{OWN}/mentions", **parameters)

    def search(self, query=None, **parameters):
        return self.get("/2/tweets/search/recent", query=query or f"conversation_id:{self.post}", **parameters)

    def hide(self, post, hidden=True, **given):
        return self.call("PUT", f"/2/tweets/{post}/hidden", {"hidden": hidden}, **given)

    def kind(self, reply):
        """The last part of the problem's type."""
        return reply.json.get("type", "").rpartition("/")[2]

    def ids(self, reply):
        return [post["id"] for post in reply.json.get("data", [])]
