"""A simulated YouTube with the school's channel and one video."""
import json
from urllib.parse import urlencode

from simulator_client import WorldCase

OWN = "UCaaaaaaaaaaaaaaaaaaaaaa"
TOKEN = "google-token-0001"
API = "/youtube/youtube/v3/"


class YouTubeCase(WorldCase):
    network = "youtube"

    def setUp(self):
        super().setUp()
        self.control("account", id=OWN, token=TOKEN)
        self.video = self.control("video", title="Autumn concert", age_seconds=7200)["id"]

    def call(self, method, path, body=None, token=TOKEN, headers=None, **parameters):
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(body)
        address = API + path + ("?" + urlencode(parameters) if parameters else "")
        return self.ask(method, address, body, {**sent, **(headers or {})})

    def get(self, path, **parameters):
        return self.call("GET", path, **{"part": "snippet", **parameters})

    def comment(self, text="Well done", **given):
        return self.control("comment", video=self.video, text=text, **given)["id"]

    def threads(self, **parameters):
        wanted = {"part": "id,snippet,replies", "allThreadsRelatedToChannelId": OWN, "textFormat": "plainText"}
        wanted.update(parameters)
        return self.get("commentThreads", **{name: value for name, value in wanted.items() if value is not None})

    def decide(self, status, *ids, **more):
        return self.call("POST", "comments/setModerationStatus", id=",".join(ids), moderationStatus=status, **more)

    def reason(self, reply):
        return reply.status, reply.json["error"]["errors"][0]["reason"]

    def ids(self, reply):
        return [item["id"] for item in reply.json["items"]]

    def stored(self, comment):
        return self.look("state")["comments"][comment]
