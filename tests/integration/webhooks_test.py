"""What networks tell by themselves, with the real program: one process hears it, another one looks at it."""
import os
import pathlib
import sys
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from stage import Stage  # noqa: E402

PAGE = "104000000000011"
INSTAGRAM = "17841400000000051"
X_ACCOUNT = "1500000000000000001"
X_APP_TOKEN = "bramblecote-x-app-token"


class Webhooks(unittest.TestCase):
    def setUp(self):
        self.stage = self.enterContext(Stage(os.environ["GATEHOUSE_BINARY"]))
        self.stage.start_simulator("--seed-demo")
        self.stage.start_redis()
        self.stage.configure(mail__host="")
        self.stage.configure_apps()
        self.stage.settings["hooks.verify_token_file"] = str(self.stage.secret("verify", "a long random word"))
        # So seldom that what is found soon was told.
        self.stage.settings.update({f"collect.poll_{profile}": "30m" for profile in (
            "school_hours", "evening", "night", "weekend", "holiday")})
        self.stage.add_people("finch", "marsh", "quill")

    def kinds(self, kind):
        return self.stage.redis("XRANGE", "gh:{bramblecote}:journal", "-", "+").splitlines().count(kind)

    def until(self, condition, what):
        return self.stage.watch.until(condition, what)

    def hook(self, body, headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.stage.web_port}/hooks/meta", body, headers)
        try:
            return urllib.request.urlopen(request, timeout=60).status
        except urllib.error.HTTPError as refused:
            return refused.code

    def test_a_comment_that_is_told_is_read_by_the_process_that_collects(self):
        self.stage.authorise_channel("bramblecote-page-token", PAGE)
        self.stage.serve("--role", "web")
        self.stage.settings["hooks.public_url"] = f"http://127.0.0.1:{self.stage.web_port}"
        self.stage.serve("--role", "collect,work", name="gatehouse-collector")
        subscribed = lambda: any(call.get("status") == 200 for call in self.stage.control(  # noqa: E731
            "requests", match="subscribed_apps"))
        self.until(subscribed, "the page's events are asked for")
        self.until(lambda: self.kinds("channel.health"), "the first round has ended")

        before = self.kinds("item.recorded")
        post = self.stage.control("post", {"message": "The hall is being painted."})["id"]
        self.stage.control("comment", {"object": post, "message": "Which colour will it be?"})
        statuses = self.stage.control("deliver", {"repeat": 2, "order": "reversed"})["statuses"]
        self.assertEqual(set(statuses), {200})
        self.until(lambda: self.kinds("item.recorded") == before + 2, "what was told is read, once")

    def test_a_comment_on_instagram_is_told_through_the_page_that_the_account_hangs_on(self):
        media = self.stage.control("instagram/seed_demo", {})["post"]
        self.stage.authorise_channel("bramblecote-page-token", INSTAGRAM, "instagram")
        self.stage.serve("--role", "web")
        self.stage.settings["hooks.public_url"] = f"http://127.0.0.1:{self.stage.web_port}"
        self.stage.serve("--role", "collect,work", name="gatehouse-collector")
        subscribed = lambda: any(call.get("status") == 200 for call in self.stage.control(  # noqa: E731
            "requests", match="me/subscribed_apps"))
        self.until(subscribed, "the page of the account is asked to tell")
        self.until(lambda: self.kinds("channel.health"), "the first round has ended")

        before = self.kinds("item.recorded")
        self.stage.control("instagram/comment", {"media": media, "text": "Which day?", "username": "sedge"})
        self.assertEqual(self.stage.control("instagram/deliver", {})["statuses"], [200])
        self.until(lambda: self.kinds("item.recorded") > before, "what was told is read")

    def test_what_x_tells_on_its_stream_is_read_without_any_address(self):
        self.stage.settings["x.stream"] = True
        self.stage.settings["x.app_token_file"] = str(self.stage.secret("x-app-token", X_APP_TOKEN))
        self.stage.control("x/token", {"token": X_APP_TOKEN, "user": ""})
        post = self.stage.control("x/seed_demo", {})["post"]
        self.stage.authorise_channel("bramblecote-x-token", X_ACCOUNT, "x")
        self.stage.serve()
        listening = lambda: self.stage.control("x/requests", match="activity/stream")  # noqa: E731
        self.until(listening, "the stream is listened to")
        self.until(lambda: sum(call.get("status") == 200 and call["method"] == "POST" for call in self.stage.control(
            "x/requests", match="activity/subscriptions")) >= 4, "what is wanted is subscribed to")
        self.until(lambda: self.kinds("channel.health"), "the first round has ended")

        before = self.kinds("item.recorded")
        self.stage.control("x/reply", {"to": post, "text": "Which day?", "username": "sedge"})
        self.until(lambda: self.kinds("item.recorded") > before, "what was told is read")

    def test_nobody_else_is_heard(self):
        self.stage.serve("--role", "web")
        self.assertEqual(self.hook(b'{"object":"page","entry":[]}', {}), 403)
        self.assertEqual(self.hook(b"{}", {"X-Hub-Signature-256": "sha256=00"}), 403)


if __name__ == "__main__":
    unittest.main()
