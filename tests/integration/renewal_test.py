"""What connects a channel and keeps it so, with the real program: the guided page, renewal ahead of the end, and a
process that is killed between the network's answer and our record of it."""
import base64
import datetime
import json
import os
import pathlib
import signal
import sys
import unittest
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from stage import Stage  # noqa: E402
from visitor import Visitor  # noqa: E402

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
X_ACCOUNT, X_KEYS = "1500000000000000001", "oauth1:ck-sample:cs-sample:spare-token:spare-secret"
# What is asked of each simulated network needs these; they refuse a deed for which one is missing.
X_SCOPES = ("tweet.read users.read tweet.write tweet.moderate.write media.write mute.read mute.write "
            "offline.access")
GOOGLE_SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
YOUTUBE_CHANNEL, PAGE = "UCbramblecoteprimary0001", "104000000000011"
DAY = 86400


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Renewal(unittest.TestCase):
    def setUp(self):
        self.stage = self.enterContext(Stage(os.environ["GATEHOUSE_BINARY"]))
        self.stage.start_simulator("--seed-demo")
        self.stage.start_redis()
        self.stage.configure(mail__host="")
        self.stage.configure_apps()
        self.stage.add_people("finch", "marsh", "quill")

    # what a person does in the browser, and what comes of it

    def ask(self, path, form=None, headers=()):
        data = urllib.parse.urlencode(form).encode() if form else None
        url = f"http://127.0.0.1:{self.stage.simulator_port}{path}"
        request = urllib.request.Request(url, data, dict(headers))
        return urllib.request.build_opener(NoRedirect).open(request, timeout=60)

    def code(self, path, **given):
        try:
            self.ask(path + "?" + urllib.parse.urlencode({"response_type": "code", "state": "s", **given}))
        except urllib.error.HTTPError as told:
            address = urllib.parse.urlsplit(told.headers["Location"])
            return urllib.parse.parse_qs(address.query)["code"][0]
        self.fail("the network did not send the browser back")

    def x_pair(self):
        back = "http://127.0.0.1/oauth/x"
        code = self.code("/x/i/oauth2/authorize", client_id="x-client-0001", redirect_uri=back, scope=X_SCOPES,
                         code_challenge=CHALLENGE, code_challenge_method="S256")
        basic = base64.b64encode(b"x-client-0001:x-client-secret-0001").decode()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": VERIFIER}
        return json.load(self.ask("/x/2/oauth2/token", form, {"Authorization": "Basic " + basic}.items()))

    def google_pair(self):
        back, client = "http://127.0.0.1/oauth/youtube", "google-client-0001.apps.example"
        code = self.code("/youtube/o/oauth2/v2/auth", client_id=client, redirect_uri=back, scope=GOOGLE_SCOPE,
                         access_type="offline", prompt="consent")
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "client_id": client,
                "client_secret": "google-secret-0001"}
        return json.load(self.ask("/youtube/token", form))

    def meta_user_token(self):
        back, client = "http://127.0.0.1/oauth/meta", {"client_id": "700100200300",
                                                       "client_secret": "meta-app-secret-0001"}
        code = self.code("/v26.0/dialog/oauth", client_id="700100200300", redirect_uri=back,
                         scope="pages_show_list,pages_read_engagement,pages_read_user_content")
        path = "/v26.0/oauth/access_token?"
        short = json.load(self.ask(path + urllib.parse.urlencode({**client, "redirect_uri": back, "code": code})))
        given = {**client, "grant_type": "fb_exchange_token", "fb_exchange_token": short["access_token"]}
        return json.load(self.ask(path + urllib.parse.urlencode(given)))["access_token"]

    # the school

    def file_of(self, access, refresh, minutes=600, spare="", days=0):
        """A connection whose access token ends in so many minutes."""
        end = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        lines = [f'access_token = "{access}"', f'refresh_token = "{refresh}"',
                 f"access_until = {(end + datetime.timedelta(minutes=minutes)).isoformat()}"]
        if days:
            lines.append(f"refresh_until = {(end + datetime.timedelta(days=days)).isoformat()}")
        if spare:
            lines.append(f'spare = "{spare}"')
        return "\n".join(lines)

    def kinds(self, kind):
        """The data of all journal entries of a kind."""
        lines = self.stage.redis("XRANGE", "gh:{bramblecote}:journal", "-", "+").splitlines()
        return [lines[at + 6] for at, line in enumerate(lines) if line == kind]

    def items(self):
        return len(self.kinds("item.recorded"))

    def until(self, condition, what):
        return self.stage.watch.until(condition, what)

    def read_again(self, control):
        """Something new on the network arrives."""
        before = self.items()
        control()
        self.until(lambda: self.items() > before, "what is new on the network is read")

    def reply_on_x(self):
        post = self.stage.control("x/post", {"text": "The choir sings at four."})
        return lambda: self.stage.control("x/reply", {"to": post["id"], "text": "How lovely, thank you"})

    def killed_in_the_renewal(self, network, path):
        """The network carried the renewal out, its answer is on the way, and the process is killed."""
        fault = self.stage.control(f"{network}/fault", {"name": "drip", "pieces": 1, "ms": 100000, "path": path})
        known = len(self.stage.control(f"{network}/requests", match=path))
        self.stage.serve()
        renewed = lambda: any(call.get("status") == 200 for call in self.stage.control(  # noqa: E731
            f"{network}/requests", match=path)[known:])
        self.until(renewed, "the network has answered")
        self.assertEqual(self.kinds("channel.token_renewed"), [], "nobody recorded it")
        self.stage.stop("gatehouse", signal.SIGKILL)
        self.stage.control(f"{network}/release", {"id": fault["id"]})
        self.stage.serve()

    # X: the refresh token is worth nothing once it was used

    def test_x_is_renewed_ahead_of_its_end(self):
        pair = self.x_pair()
        self.stage.authorise_channel(self.file_of(pair["access_token"], pair["refresh_token"], 50), X_ACCOUNT, "x")
        self.stage.serve()
        self.until(lambda: self.kinds("channel.token_renewed"), "the connection is renewed")
        self.stage.control("x/token", {"token": pair["access_token"], "revoked": True})
        self.read_again(self.reply_on_x())
        self.assertEqual(self.kinds("channel.connection_trouble"), [])

    def test_x_goes_on_after_a_kill_between_answer_and_record_and_says_so(self):
        pair = self.x_pair()
        channel = self.stage.authorise_channel(self.file_of(pair["access_token"], pair["refresh_token"], 50, X_KEYS),
                                               X_ACCOUNT, "x")
        self.stage.control("x/account", {"id": X_ACCOUNT, "token": "spare-token", "secret": "spare-secret"})
        self.killed_in_the_renewal("x", "oauth2/token")
        self.until(lambda: self.kinds("channel.connection_trouble") == ['{"trouble":"lost"}'], "the loss is said")
        self.read_again(self.reply_on_x())  # with the last access token
        self.stage.control("x/token", {"token": pair["access_token"], "revoked": True})
        self.read_again(self.reply_on_x())  # with the keys of OAuth 1.0a
        pair = self.x_pair()
        self.stage.control("x/token", {"token": "spare-token", "revoked": True})
        self.stage.connect_channel(channel, self.file_of(pair["access_token"], pair["refresh_token"], 100))
        self.read_again(self.reply_on_x())  # with what a person connected

    def test_a_wrong_clock_is_told_and_nothing_has_to_be_connected_again(self):
        channel = self.stage.authorise_channel(X_KEYS, X_ACCOUNT, "x")
        self.stage.control("x/account", {"id": X_ACCOUNT, "token": "spare-token", "secret": "spare-secret"})
        self.stage.serve()
        self.until(self.items, "the account is read")
        self.stage.control("clock", {"advance": 600})
        finch = Visitor(self.stage.web_port, "finch")
        self.until(lambda: "10 minutes behind that of X" in finch.get(f"/channels/{channel}").text, "the clock is told")
        self.assertEqual(self.kinds("channel.connection_trouble"), [])
        self.stage.control("clock", {"advance": -600})
        self.read_again(self.reply_on_x())

    # Google and Meta: what was used stays good

    def test_google_goes_on_after_a_kill_between_answer_and_record(self):
        pair = self.google_pair()
        self.stage.authorise_channel(self.file_of(pair["access_token"], pair["refresh_token"], 5), YOUTUBE_CHANNEL,
                                     "youtube")
        self.killed_in_the_renewal("youtube", "/token")
        self.until(lambda: self.kinds("channel.token_renewed"), "the connection is renewed")
        self.assertEqual(self.kinds("channel.connection_trouble"), [])

    def test_meta_goes_on_after_a_kill_between_answer_and_record(self):
        self.stage.authorise_channel(self.file_of("bramblecote-page-token", self.meta_user_token(), days=40), PAGE)
        self.killed_in_the_renewal("facebook", "oauth/access_token")
        self.until(lambda: self.kinds("channel.token_renewed"), "the connection is renewed")
        self.assertEqual(self.kinds("channel.connection_trouble"), [])

    def test_a_withdrawn_connection_is_named_and_everything_is_caught_up_after_connecting_again(self):
        channel = self.stage.authorise_channel("bramblecote-page-token", PAGE)
        self.stage.serve()
        self.until(self.items, "the page is read")
        self.stage.control("token", {"token": "bramblecote-page-token", "trouble": "password_changed"})
        self.until(lambda: self.kinds("channel.connection_trouble") == ['{"trouble":"revoked"}'], "it is noticed")
        self.stage.control("token", {"token": "another-page-token", "kind": "page", "page": PAGE})
        post = self.stage.control("post", {"message": "The hall is being painted."})["id"]
        for number in range(5):
            self.stage.control("comment", {"object": post, "message": f"Which colour will it be {number}"})
        before = self.items()
        self.stage.connect_channel(channel, "another-page-token")
        self.until(lambda: self.items() >= before + 6, "what was said meanwhile is read")

    def test_each_network_is_connected_on_its_page(self):
        back = "http://127.0.0.1/channels/connected"
        networks = {"facebook": (PAGE, "application"), "instagram": ("17841400000000051", None),
                    "x": (X_ACCOUNT, "application"), "youtube": (YOUTUBE_CHANNEL, "project")}
        channels = {}
        for network, (account, app) in networks.items():
            channels[network] = self.stage.propose_channel("nothing-yet", account, network)
            if app:
                self.stage.control(f"{network}/{app}", {"redirect_uri": back})
        self.stage.serve()
        byte = Visitor(self.stage.web_port, "byte")
        for network, channel in channels.items():
            self.assertIn("Go on to the network", byte.get(f"/channels/{channel}/connect").text)
            there, done = byte.grant(f"/channels/{channel}/login", self.stage.simulator_port)
            if network == "x":
                self.assertEqual(set(urllib.parse.parse_qs(there.query)["scope"][0].split()), set(X_SCOPES.split()))
            self.assertEqual(done.location, f"/channels/{channel}?done=channel-connected", (network, done.text))
            shown = byte.get(done.location).text
            self.assertIn("The channel is connected with its network.", shown)
            self.assertNotIn("Not granted", shown)
            self.assertNotIn("The network does not say", shown)
        self.assertEqual(len(self.kinds("channel.connected")), 8)

    def test_what_was_not_granted_is_named_and_asked_for_again(self):
        channel = self.stage.propose_channel("nothing-yet", PAGE)
        self.stage.control("application", {"redirect_uri": "http://127.0.0.1/channels/connected"})
        self.stage.serve()
        byte = Visitor(self.stage.web_port, "byte")

        def connected(**consent):
            self.stage.control("consent", consent)
            there, done = byte.grant(f"/channels/{channel}/login", self.stage.simulator_port)
            return "auth_type=rerequest" in there.query, byte.get(done.location).text
        asked_again, page = connected(without=["pages_manage_posts"])
        self.assertFalse(asked_again)
        self.assertIn("Connect it again, and leave it switched on.", page)
        asked_again, page = connected()
        self.assertTrue(asked_again)
        self.assertNotIn("Not granted", page)
        asked_again, page = connected(targets={"pages_manage_engagement": ["104000000000099"]})
        self.assertIn("For another account only", page)

    def test_a_missing_permission_is_noticed(self):
        self.stage.authorise_channel("bramblecote-page-token", PAGE)
        self.stage.control("token", {"token": "bramblecote-page-token", "without": ["pages_manage_engagement"]})
        self.stage.serve()
        self.until(lambda: self.kinds("channel.permissions_changed") == ['{"missing":",pages_manage_engagement,"}'],
                   "the missing permission is noticed")


if __name__ == "__main__":
    unittest.main()
