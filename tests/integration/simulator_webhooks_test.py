"""What the simulated networks send by themselves really arrives, signed, and may come twice or in another order."""
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import threading
import unittest
from urllib.parse import parse_qs, urlencode, urlsplit

from simulator_client import SimulatorCase
from simulator_instagram_client import InstagramCase
from simulator_x_client import OWN, TOKEN, XCase
from simulator_youtube_client import OWN as CHANNEL
from simulator_youtube_client import YouTubeCase

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
APP = {"Authorization": "Bearer 700100200300|meta-app-secret-0001", **FORM}


class Listener:
    """A callback on the loopback: answers checks as `check` says, and keeps what is delivered."""

    def __init__(self, case, check=lambda asked: asked.get("hub.challenge", "")):
        self.check, self.status = check, 200
        self.got, self.arrived = [], threading.Condition()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(handler):
                asked = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
                body = self.check(asked)
                handler.send_response(404 if body is None else 200)
                handler.end_headers()
                handler.wfile.write((body or "").encode())

            def do_POST(handler):
                body = handler.rfile.read(int(handler.headers["Content-Length"]))
                handler.send_response(self.status)
                handler.end_headers()
                with self.arrived:
                    self.got.append(({name.lower(): value for name, value in handler.headers.items()}, body))
                    self.arrived.notify_all()

            def log_message(handler, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/callback"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        case.addCleanup(self.server.server_close)
        case.addCleanup(self.server.shutdown)

    def bodies(self):
        return [json.loads(body) for _, body in self.got]


class Meta(SimulatorCase):
    def subscribe(self, listener, kind="page", fields="feed,mention"):
        form = {"object": kind, "callback_url": listener.url, "fields": fields, "verify_token": "ours"}
        return self.ask("POST", "/v26.0/700100200300/subscriptions", urlencode(form), APP)

    def values(self, listener):
        return [change["value"] for body in listener.bodies() for entry in body["entry"] for change in entry["changes"]]

    def test_a_callback_is_asked_before_it_is_told_anything(self):
        listener = Listener(self, lambda asked: asked["hub.challenge"] if asked["hub.verify_token"] == "ours" else None)
        self.assertEqual(self.subscribe(listener).json, {"success": True})
        self.assertEqual(self.act("POST", f"{self.page}/subscribed_apps", subscribed_fields="feed").json,
                         {"success": True})
        self.comments(1)
        self.assertEqual(self.control("deliver")["statuses"], [200])
        refusing = Listener(self, lambda asked: "something else")
        self.assertEqual(self.subscribe(refusing).code[0], 2200)
        self.assertEqual(self.subscribe(listener, fields="mood").code[0], 100)
        self.assertEqual(self.get(f"{self.page}/subscribed_apps").json["data"][0]["subscribed_fields"], ["feed"])

    def test_subscribing_a_page_needs_its_permission(self):
        self.control("token", token=self.token, without=["pages_manage_metadata"])
        self.assertEqual(self.act("POST", f"{self.page}/subscribed_apps", subscribed_fields="feed").code[0], 200)
        self.assertEqual(self.ask("GET", "/v26.0/700100200300/subscriptions",
                                  headers={"Authorization": f"Bearer {self.token}"}).code[0], 15)

    def test_the_signature_is_over_the_bytes_that_arrive(self):
        listener = Listener(self)
        self.control("callback", url=listener.url)
        self.control("comment", object=self.post, message="café \U0001f642")
        self.control("deliver")
        headers, body = listener.got[0]
        self.assertIn(b"caf\\u00e9", body)
        mac = hmac.new(b"meta-app-secret-0001", body, hashlib.sha256).hexdigest()
        self.assertEqual(headers["x-hub-signature-256"], "sha256=" + mac)

    def test_each_thing_that_happens_has_its_verb(self):
        listener = Listener(self)
        self.control("callback", url=listener.url)
        made = self.comments(1)[0]
        reply = self.control("reply", comment=made, message="x")["id"]
        self.control("edit", id=made, message="changed")
        for hidden in ("true", "false"):
            self.act("POST", made, is_hidden=hidden)
        self.act("DELETE", made)
        self.control("deliver")
        values = self.values(listener)
        self.assertEqual([(value["verb"], value["comment_id"]) for value in values],
                         [("add", made), ("add", reply), ("edited", made), ("hide", made), ("unhide", made),
                          ("remove", reply), ("remove", made)])
        self.assertEqual((values[0]["parent_id"], values[1]["parent_id"]), (self.post, made))
        self.assertNotIn("message", values[-1])

    def test_anything_else_can_be_sent_too(self):
        listener = Listener(self)
        self.control("callback", url=listener.url)
        self.control("event", field="mention", value={"item": "hologram", "verb": "add"})
        self.control("deliver")
        self.assertEqual(self.values(listener)[0]["item"], "hologram")

    def test_deliveries_come_twice_and_in_another_order_and_again_when_refused(self):
        listener = Listener(self)
        self.control("callback", url=listener.url)
        made = self.comments(3)
        listener.status = 500
        self.assertEqual(self.control("deliver")["statuses"], [500, 500, 500])
        listener.status = 200
        listener.got.clear()
        self.control("deliver", repeat=2, order="reversed")
        told = [value["comment_id"] for value in self.values(listener)]
        self.assertEqual(told, [made[2], made[2], made[1], made[1], made[0], made[0]])
        self.assertEqual(self.control("deliver")["statuses"], [])

    def test_they_go_out_by_themselves_when_told(self):
        listener = Listener(self)
        self.control("callback", url=listener.url, automatic=True)
        self.comments(2)
        with listener.arrived:
            self.assertTrue(listener.arrived.wait_for(lambda: len(listener.got) == 2, 20))


class Instagram(InstagramCase):
    def test_comments_and_mentions_come_in_both_shapes_and_edits_do_not(self):
        listener = Listener(self)
        self.control("callback", url=listener.url)
        made = self.comment()
        self.control("edit", id=made, text="changed")
        self.control("delete", id=made)
        elsewhere = self.control("mention", caption="@bramblecoteprimary")
        self.control("switches", webhook_shape="direct", webhook_id="comment_id")
        second = self.comment("second")
        self.control("deliver")
        entries = [body["entry"][0] for body in listener.bodies()]
        self.assertEqual(entries[0]["changes"][0]["value"]["id"], made)
        self.assertEqual(entries[1]["changes"][0]["value"], {"media_id": elsewhere["media"]})
        self.assertEqual((entries[2]["field"], entries[2]["value"]["comment_id"]), ("comments", second))
        self.assertEqual(len(entries), 3)


class X(XCase):
    secret = b"cs-sample"

    def setUp(self):
        super().setUp()
        self.control("token", token="app-token", user="")
        self.hook = Listener(self, self.answer)

    def answer(self, asked):
        mac = hmac.new(self.secret, asked["crc_token"].encode(), hashlib.sha256).digest()
        return json.dumps({"response_token": "sha256=" + base64.b64encode(mac).decode()})

    def register(self, url=None):
        return self.call("POST", "/2/webhooks", {"url": url or self.hook.url}, token="app-token")

    def subscribe(self, kind="post.reply.create", **given):
        return self.call("POST", "/2/activity/subscriptions",
                         {"event_type": kind, "filter": {"user_id": OWN}, "tag": "t", **given})

    def test_the_check_decides(self):
        self.secret = b"wrong"
        self.assertEqual(self.register().json["title"], "CrcValidationFailed")
        self.secret = b"cs-sample"
        hook = self.register().json["data"]
        self.assertTrue(hook["valid"])
        self.assertEqual(self.register().json["title"], "DuplicateUrlFailed")
        self.assertEqual(self.register("ftp://x").json["title"], "UrlValidationFailed")
        self.control("activity", public_only=True)
        self.assertEqual(self.register(self.hook.url + "2").json["title"], "UrlValidationFailed")
        self.assertEqual(self.call("POST", "/2/webhooks", {"url": "http://x"}).status, 403)  # not a user's business

    def test_five_at_most_and_they_can_be_listed_renewed_and_removed(self):
        hooks = [self.register(f"{self.hook.url}?n={n}").json["data"]["id"] for n in range(5)]
        self.assertEqual(self.register().json["title"], "WebhookLimitExceeded")
        path = f"/2/webhooks/{hooks[0]}"
        self.assertEqual(self.call("PUT", path, token="app-token").json, {"data": {"valid": True}})
        self.assertEqual(self.call("DELETE", path, token="app-token").json, {"data": {"deleted": True}})
        self.assertEqual(len(self.call("GET", "/2/webhooks", token="app-token").json["data"]), 4)

    def test_events_arrive_signed_in_the_old_words(self):
        hook = self.register().json["data"]["id"]
        self.control("switches", vocabulary="new")
        self.subscribe(webhook_id=hook)
        answer = self.reply()
        deeper = self.control("reply", to=answer, text="me too", username="sample_walker")["id"]
        self.control("deliver")
        headers, body = self.hook.got[0]
        mac = base64.b64encode(hmac.new(b"cs-sample", body, hashlib.sha256).digest()).decode()
        self.assertEqual(headers["x-twitter-webhooks-signature"], "sha256=" + mac)
        payload = json.loads(body)["data"]["payload"]
        self.assertEqual((payload["id"], payload["in_reply_to_tweet_id"]), (answer, self.post))
        self.assertIn("edit_history_tweet_ids", payload)
        self.assertEqual(len(self.hook.got), 1, deeper)  # direct answers only

    def test_each_kind_of_event_finds_its_subscription(self):
        self.control("callback", url=self.hook.url)
        self.control("mention", text="@bramblecote hello")
        self.control("mention", text="see this", quotes=self.post)
        self.control("delete", id=self.post)
        self.control("deliver")
        kinds = [body["data"]["event_type"] for body in self.hook.bodies()]
        self.assertEqual(kinds, ["post.mention.create", "post.quote.create", "post.delete"])

    def test_who_fails_the_regular_check_is_told_nothing(self):
        self.control("callback", url=self.hook.url)
        self.reply()
        self.secret = b"wrong"
        self.assertEqual(list(self.control("check").values()), [False])
        self.assertEqual(set(self.control("deliver")["statuses"]), {"lapsed"})

    def test_subscriptions_are_ones_own(self):
        self.assertEqual(self.subscribe("post.mood").status, 400)
        foreign = {"event_type": "post.delete", "filter": {"user_id": "1"}}
        self.assertEqual(self.call("POST", "/2/activity/subscriptions", foreign).status, 400)
        made = self.subscribe().json["data"][0]["subscription_id"]
        self.assertEqual(self.get("/2/activity/subscriptions").json["meta"], {"total_subscriptions": 1})
        self.call("DELETE", f"/2/activity/subscriptions/{made}")
        self.assertEqual(self.get("/2/activity/subscriptions").json["meta"], {"total_subscriptions": 0})

    def stream(self, token="app-token"):
        connection = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", "/x/2/activity/stream", headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        return answer

    def test_the_stream_brings_lines_and_signs_of_life_until_it_is_ended(self):
        self.assertEqual(self.stream(TOKEN).status, 403)
        self.control("activity", keep_alive_seconds=0.01)
        self.subscribe()
        stream = self.stream()
        self.assertEqual([stream.readline(), stream.readline()], [b"\r\n", b"\r\n"])
        answer = self.reply()
        line = next(line for line in iter(stream.readline, b"") if line.strip())
        self.assertEqual(json.loads(line)["data"]["payload"]["id"], answer)
        self.control("disconnect")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            while True:
                if not stream.readline():
                    raise ConnectionError

    def test_a_stream_ends_when_everything_is_forgotten(self):
        stream = self.stream()
        stream.readline()
        self.control("reset")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            if not stream.readline():
                raise ConnectionError

    def test_a_line_can_be_cut_in_the_middle(self):
        self.fault("cut_line", path="stream")
        self.subscribe()
        stream = self.stream()
        stream.readline()
        self.reply()
        with self.assertRaises((http.client.HTTPException, ConnectionError, ValueError)):
            json.loads(stream.readline())


class YouTube(YouTubeCase):
    topic = f"https://www.youtube.com/xml/feeds/videos.xml?channel_id={CHANNEL}"

    def subscribe(self, listener, **given):
        form = {"hub.mode": "subscribe", "hub.topic": self.topic, "hub.callback": listener.url, "hub.verify": "async",
                **given}
        return self.ask("POST", "/youtube/subscribe", urlencode(form), FORM)

    def test_the_hub_asks_and_then_tells_of_videos(self):
        asked = []
        listener = Listener(self, lambda told: asked.append(told) or told["hub.challenge"])
        self.assertEqual(self.subscribe(listener, **{"hub.secret": "ours"}).status, 202)
        self.assertEqual((asked[0]["hub.mode"], asked[0]["hub.topic"]), ("subscribe", self.topic))
        video = self.control("video", title="Winter <concert>")["id"]
        self.control("delete", id=video)
        self.control("deliver")
        (headers, new), (_, gone) = listener.got
        self.assertIn(f"<yt:videoId>{video}</yt:videoId>".encode(), new)
        self.assertIn(b"Winter &lt;concert&gt;", new)
        self.assertIn(b"at:deleted-entry", gone)
        mac = hmac.new(b"ours", new, hashlib.sha1).hexdigest()
        self.assertEqual(headers["x-hub-signature"], "sha1=" + mac)

    def test_without_a_secret_there_is_no_signature_and_comments_are_never_told(self):
        listener = Listener(self)
        self.subscribe(listener)
        self.comment()
        self.control("video", title="Another")
        self.control("deliver")
        self.assertEqual(["x-hub-signature" in headers for headers, _ in listener.got], [False])

    def test_a_callback_that_says_no_is_told_nothing_and_a_lease_ends(self):
        refusing = Listener(self, lambda asked: None)
        self.assertEqual(self.subscribe(refusing).status, 202)
        listener = Listener(self)
        self.subscribe(listener, **{"hub.lease_seconds": "60"})
        self.control("video", title="Another")
        self.control("clock", advance=60)
        self.assertEqual(self.control("deliver")["statuses"], ["lapsed"])
        self.assertEqual(self.subscribe(listener, **{"hub.topic": "https://example.org"}).status, 400)

    def test_unsubscribing_ends_it(self):
        listener = Listener(self)
        self.subscribe(listener)
        self.subscribe(listener, **{"hub.mode": "unsubscribe"})
        self.control("video", title="Another")
        self.assertEqual(self.control("deliver")["statuses"], [])


if __name__ == "__main__":
    unittest.main()
