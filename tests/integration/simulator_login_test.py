"""How access is granted, renewed and lost on the simulated networks."""
import base64
import http.client
import unittest
from urllib.parse import parse_qs, urlencode, urlsplit

from simulator_client import SimulatorCase
from simulator_x_client import XCase
from simulator_youtube_client import OWN as CHANNEL
from simulator_youtube_client import YouTubeCase

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LOST = (http.client.HTTPException, ConnectionError)


def told(reply):
    """What the browser brings back to the client."""
    address = urlsplit(reply.headers["location"])
    return {name: values[0] for name, values in parse_qs(address.query).items()}


class Meta(SimulatorCase):
    client = {"client_id": "700100200300", "client_secret": "meta-app-secret-0001"}
    back = "http://127.0.0.1/oauth/meta"

    def dialog(self, **given):
        asked = {"client_id": "700100200300", "redirect_uri": self.back, "state": "s1", "response_type": "code",
                 "scope": "pages_show_list,pages_read_engagement", **given}
        return self.ask("GET", "/v26.0/dialog/oauth?" + urlencode(asked))

    def exchange(self, **given):
        return self.ask("GET", "/v26.0/oauth/access_token?" + urlencode({**self.client, **given}))

    def short(self):
        return self.exchange(redirect_uri=self.back, code=told(self.dialog())["code"]).json["access_token"]

    def test_dialog_code_short_and_long_token_and_the_page(self):
        self.assertEqual(told(self.dialog())["state"], "s1")
        short = self.short()
        long = self.exchange(grant_type="fb_exchange_token", fb_exchange_token=short).json
        self.assertEqual(long["expires_in"], 60 * 86400)
        page = self.get("me/accounts", token=long["access_token"], fields="id,access_token").json["data"][0]
        self.assertEqual(page, {"id": self.page, "access_token": self.token})
        self.assertEqual(self.get(f"{self.page}/posts", token=long["access_token"]).status, 200)
        self.assertEqual(self.get(f"{self.page}/tagged", token=long["access_token"]).code[0], 200)  # was not asked for

    def test_a_page_token_of_a_short_token_dies_with_it(self):
        short = self.short()
        page = self.get("me/accounts", token=short, fields="access_token").json["data"][0]["access_token"]
        self.assertNotEqual(page, self.token)
        self.control("clock", advance=3600)
        self.assertEqual(self.get(self.page, token=page).code, (190, 463))
        self.assertEqual(self.exchange(grant_type="fb_exchange_token", fb_exchange_token=short).code, (190, 463))
        app = "700100200300|meta-app-secret-0001"
        self.assertFalse(self.get("debug_token", token=app, input_token=short).json["data"]["is_valid"])

    def test_a_code_is_good_once_for_the_same_address_and_the_right_secret(self):
        code = told(self.dialog())["code"]
        self.assertEqual(self.exchange(redirect_uri=self.back, code=code).status, 200)
        self.assertEqual(self.exchange(redirect_uri=self.back, code=code).code, (100, 36009))
        other = told(self.dialog())["code"]
        self.assertEqual(self.exchange(redirect_uri=self.back + "/", code=other).code, (100, 36008))
        self.assertEqual(self.exchange(client_secret="wrong", code="x").code[0], 1)
        self.assertEqual(self.exchange(client_id="1", code="x").code[0], 101)

    def test_a_permission_that_does_not_exist_fails_at_the_dialog(self):
        self.assertEqual(self.dialog(scope="pages_manage_read_engagement").code[0], 100)
        self.assertEqual(self.dialog(redirect_uri="http://127.0.0.1/else").code[0], 191)

    def test_a_person_may_say_no_or_hold_something_back(self):
        self.control("consent", denied=True)
        self.assertEqual(told(self.dialog())["error"], "access_denied")
        self.control("consent", without=["pages_read_engagement"])
        self.assertEqual(self.get(f"{self.page}/posts", token=self.short()).code[0], 200)


    def long(self, **dialog):
        short = self.exchange(redirect_uri=self.back, code=told(self.dialog(**dialog))["code"]).json["access_token"]
        return self.exchange(grant_type="fb_exchange_token", fb_exchange_token=short).json["access_token"]

    def accounts(self, token, **more):
        return self.get("me/accounts", token=token, fields="id,access_token", **more).json

    def test_a_page_of_a_portfolio_is_listed_with_business_management_only_and_read_by_its_id(self):
        other = self.control("page", id="104000000000022", portfolio=True)["id"]
        plain = self.long()
        self.assertEqual([page["id"] for page in self.accounts(plain)["data"]], [self.page])
        self.assertIn("access_token", self.get(other, token=plain, fields="id,access_token").json)
        asked = self.long(scope="pages_show_list,pages_read_engagement,business_management")
        self.assertEqual([page["id"] for page in self.accounts(asked)["data"]], [self.page, other])

    def test_pages_come_in_pages(self):
        other = self.control("page", id="104000000000022")["id"]
        token = self.long()
        first = self.accounts(token, limit="1")
        self.assertEqual(([page["id"] for page in first["data"]], "next" in first["paging"]), ([self.page], True))
        second = self.accounts(token, limit="1", after=first["paging"]["cursors"]["after"])
        self.assertEqual(([page["id"] for page in second["data"]], "next" in second["paging"]), ([other], False))

    def test_a_permission_may_be_for_another_page_only(self):
        other = self.control("page", id="104000000000022")["id"]
        self.control("consent", targets={"pages_read_engagement": [other]})
        token = next(page["access_token"] for page in self.accounts(self.long())["data"] if page["id"] == self.page)
        self.assertEqual(self.get(f"{self.page}/posts", token=token).code[0], 200)
        told_of = self.get("debug_token", token="700100200300|meta-app-secret-0001", input_token=token).json["data"]
        self.assertIn({"scope": "pages_read_engagement", "target_ids": [other]}, told_of["granular_scopes"])
        self.assertIn("pages_read_engagement", told_of["scopes"])

    def test_what_was_declined_is_asked_for_again_only_with_rerequest(self):
        self.control("consent", without=["pages_read_engagement"])
        self.long()
        self.control("consent")
        self.assertEqual(self.get(f"{self.page}/posts", token=self.long()).code[0], 200)
        again = self.long(auth_type="rerequest")
        self.assertEqual(self.get(f"{self.page}/posts", token=again).status, 200)
        self.assertEqual(self.dialog(auth_type="again").code[0], 100)

    def test_what_others_wrote_is_withheld_ninety_days_after_the_login(self):
        post = self.control("post", message="Fun run")["id"]
        self.control("comment", object=post, message="Well done")
        self.control("clock", advance=90 * 86400 - 10)
        self.assertEqual(len(self.get(f"{post}/comments").json["data"]), 1)
        self.control("clock", advance=10)
        self.assertEqual(self.get(f"{post}/comments").json["data"], [])
        self.assertTrue(self.get("debug_token", token="700100200300|meta-app-secret-0001",
                                 input_token=self.token).json["data"]["is_valid"])

    def test_an_answer_may_say_nothing_of_a_tokens_life(self):
        self.control("consent", says_life=False)
        answer = self.exchange(redirect_uri=self.back, code=told(self.dialog())["code"]).json
        self.assertEqual(sorted(answer), ["access_token", "token_type"])


class X(XCase):
    back = "http://127.0.0.1/oauth/x"

    def authorize(self, **given):
        asked = {"response_type": "code", "client_id": "x-client-0001", "redirect_uri": self.back, "state": "s1",
                 "scope": "tweet.read users.read offline.access", "code_challenge": CHALLENGE,
                 "code_challenge_method": "S256", **given}
        return self.ask("GET", "/x/i/oauth2/authorize?" + urlencode(asked))

    def send(self, path="/x/2/oauth2/token", basic="x-client-0001:x-client-secret-0001", **given):
        headers = dict(FORM)
        if basic:
            headers["Authorization"] = "Basic " + base64.b64encode(basic.encode()).decode()
        return self.ask("POST", path, urlencode(given), headers)

    def exchange(self, **given):
        return self.send(**{"grant_type": "authorization_code", "code": told(self.authorize())["code"],
                            "redirect_uri": self.back, "code_verifier": VERIFIER, **given})

    def refresh(self, value):
        return self.send(grant_type="refresh_token", refresh_token=value)

    def test_a_code_becomes_a_pair_and_the_access_token_lives_two_hours(self):
        pair = self.exchange().json
        self.assertEqual((pair["token_type"], pair["expires_in"]), ("bearer", 7200))
        self.assertEqual(self.call("GET", "/2/users/me", token=pair["access_token"]).status, 200)
        self.control("clock", advance=7200)
        self.assertEqual(self.call("GET", "/2/users/me", token=pair["access_token"]).status, 401)

    def test_an_answer_may_say_nothing_of_a_tokens_life(self):
        self.control("consent", says_life=False)
        self.assertNotIn("expires_in", self.exchange().json)

    def test_a_refresh_token_works_once(self):
        first = self.exchange().json["refresh_token"]
        second = self.refresh(first).json["refresh_token"]
        self.assertNotEqual(first, second)
        refused = self.refresh(first)
        self.assertEqual((refused.status, refused.json["error"]), (400, "invalid_request"))
        self.assertEqual(self.refresh(second).status, 200)

    def test_a_pair_that_was_lost_on_the_way_is_lost(self):
        first = self.exchange().json["refresh_token"]
        self.fault("applied_then_cut", path="oauth2/token")
        with self.assertRaises(LOST):
            self.refresh(first)
        self.assertEqual(self.refresh(first).status, 400)

    def test_without_offline_access_there_is_nothing_to_renew(self):
        code = told(self.authorize(scope="tweet.read"))["code"]
        self.assertNotIn("refresh_token", self.exchange(code=code).json)

    def test_codes_live_thirty_seconds_and_need_their_verifier(self):
        code = told(self.authorize())["code"]
        self.control("clock", advance=30)
        self.assertEqual(self.exchange(code=code).status, 400)
        self.assertEqual(self.exchange(code_verifier="wrong").status, 400)
        self.assertEqual(self.exchange(redirect_uri="http://127.0.0.1/else").status, 400)

    def test_clients_say_who_they_are(self):
        refused = self.exchange(basic="x-client-0001:wrong")
        self.assertEqual((refused.status, refused.json["error"]), (401, "unauthorized_client"))
        self.control("application", confidential=False)
        self.assertEqual(self.exchange(basic=None).status, 400)
        self.assertEqual(self.exchange(basic=None, client_id="x-client-0001").status, 200)

    def test_revoking_ends_both_and_denying_gives_none(self):
        pair = self.exchange().json
        self.assertEqual(self.send("/x/2/oauth2/revoke", token=pair["access_token"]).json, {"revoked": True})
        self.assertEqual(self.call("GET", "/2/users/me", token=pair["access_token"]).status, 401)
        self.assertEqual(self.refresh(pair["refresh_token"]).status, 400)
        self.control("consent", denied=True)
        self.assertEqual(told(self.authorize())["error"], "access_denied")

    def test_the_application_gets_its_own_token(self):
        made = self.send("/x/oauth2/token", basic="ck-sample:cs-sample", grant_type="client_credentials").json
        self.assertEqual(self.call("GET", "/2/users/me", token=made["access_token"]).status, 403)
        self.assertEqual(self.call("GET", f"/2/tweets/{self.post}", token=made["access_token"]).status, 200)
        refused = self.send("/x/oauth2/token", basic="ck-sample:no", grant_type="client_credentials")
        self.assertEqual(refused.status, 403)


class Google(YouTubeCase):
    back = "http://127.0.0.1/oauth/youtube"
    scope = "https://www.googleapis.com/auth/youtube.force-ssl"
    client = {"client_id": "google-client-0001.apps.example", "client_secret": "google-secret-0001"}

    def authorize(self, **given):
        asked = {"client_id": self.client["client_id"], "redirect_uri": self.back, "response_type": "code",
                 "scope": self.scope, "access_type": "offline", "prompt": "consent", "state": "s1",
                 "code_challenge": CHALLENGE, "code_challenge_method": "S256", **given}
        return self.ask("GET", "/youtube/o/oauth2/v2/auth?" + urlencode(asked))

    def token(self, **given):
        return self.ask("POST", "/youtube/token", urlencode({**self.client, **given}), FORM)

    def exchange(self, reply=None, **given):
        return self.token(**{"grant_type": "authorization_code", "code": told(reply or self.authorize())["code"],
                             "redirect_uri": self.back, "code_verifier": VERIFIER, **given})

    def refresh(self, value):
        return self.token(grant_type="refresh_token", refresh_token=value)

    def test_refreshing_gives_no_new_refresh_token_and_the_old_one_stays(self):
        first = self.exchange().json
        for _ in range(2):
            again = self.refresh(first["refresh_token"]).json
            self.assertNotIn("refresh_token", again)
        self.assertEqual(self.call("GET", "channels", token=again["access_token"], part="id", mine="true").status, 200)
        self.control("clock", advance=3599)
        expired = self.call("GET", "channels", token=again["access_token"], part="id", mine="true")
        self.assertEqual(self.reason(expired), (401, "authError"))

    def test_an_answer_may_say_nothing_of_a_tokens_life(self):
        self.control("consent", says_life=False)
        self.assertNotIn("expires_in", self.exchange().json)

    def test_without_asking_for_consent_again_there_is_no_refresh_token(self):
        self.exchange()
        again = self.exchange(self.authorize(prompt="none")).json
        self.assertNotIn("refresh_token", again)

    def dead(self, value):
        reply = self.refresh(value)
        self.assertEqual((reply.status, reply.json["error"]), (400, "invalid_grant"))

    def test_refresh_tokens_die_of_testing_of_disuse_of_revocation_and_of_number(self):
        made = self.exchange().json["refresh_token"]
        self.control("project", testing=True)
        self.control("clock", advance=7 * 86400)
        self.dead(made)
        self.control("project", testing=False)
        self.assertEqual(self.refresh(made).status, 200)
        self.control("clock", advance=182 * 86400)
        self.dead(made)
        revoked = self.exchange().json["refresh_token"]
        self.assertEqual(self.ask("POST", f"/youtube/revoke?token={revoked}").status, 200)
        self.dead(revoked)
        oldest = self.exchange().json["refresh_token"]
        for _ in range(100):
            self.exchange()
        self.dead(oldest)

    def test_codes_need_their_verifier_and_clients_their_secret(self):
        self.assertEqual(self.exchange(code_verifier="wrong").json["error"], "invalid_grant")
        self.assertEqual(self.exchange(client_secret="wrong").json["error"], "invalid_client")
        self.assertEqual(self.authorize(redirect_uri="http://127.0.0.1/x").json["error"], "redirect_uri_mismatch")
        self.assertEqual(self.authorize(scope="mood").json["error"], "invalid_scope")
        self.control("consent", denied=True)
        self.assertEqual(told(self.authorize())["error"], "access_denied")

    def test_the_identity_that_was_picked_is_the_one(self):
        other = self.control("account", title="Personal", handle="@somebody", id="UCbbbbbbbbbbbbbbbbbbbbbb")["id"]
        self.control("consent", channel=other)
        token = self.exchange().json["access_token"]
        asked = {"part": "snippet", "allThreadsRelatedToChannelId": CHANNEL, "moderationStatus": "heldForReview"}
        self.assertEqual(self.reason(self.call("GET", "commentThreads", token=token, **asked)), (403, "forbidden"))


if __name__ == "__main__":
    unittest.main()
