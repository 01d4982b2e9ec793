"""The simulated X keeps the rules of the real one, as far as they are documented: who may ask, reading, hiding."""
import base64
import hashlib
import hmac
import unittest
from urllib.parse import quote

from simulator_x_client import OWN, TOKEN, XCase

from x import access


class WhoMayAsk(XCase):
    def test_without_a_good_token_nothing_is_told(self):
        for token in (None, "unknown"):
            reply = self.call("GET", "/2/users/me", token=token)
            self.assertEqual((reply.status, reply.json["title"]), (401, "Unauthorized"))
        self.control("token", token=TOKEN, expires_in=60)
        self.assertEqual(self.get("/2/users/me").status, 200)
        self.control("clock", advance=61)
        self.assertEqual(self.get("/2/users/me").status, 401)

    def test_a_missing_scope_is_refused(self):
        answer = self.reply()
        for scope, ask in (("tweet.moderate.write", self.hide), ("tweet.read", lambda post, token: self.call(
                "GET", f"/2/tweets/{post}", token=token))):
            self.control("token", token="without-" + scope, user=OWN, without=[scope])
            self.assertEqual(ask(answer, token="without-" + scope).status, 403, scope)
            self.assertEqual(ask(answer, token=TOKEN).status, 200, scope)

    def test_the_applications_own_token_may_read_but_not_act(self):
        self.control("token", token="app-token", user="")
        answer = self.reply()
        self.assertEqual(self.call("GET", f"/2/tweets/{answer}", token="app-token").status, 200)
        refused = self.hide(answer, token="app-token")
        self.assertEqual((refused.status, self.kind(refused)), (403, "unsupported-authentication"))

    def test_an_application_outside_a_project_is_told_so(self):
        self.control("application", enrolled=False)
        reply = self.mentions()
        self.assertEqual((self.kind(reply), reply.json["reason"]), ("client-forbidden", "client-not-enrolled"))


class Signatures(XCase):
    def setUp(self):
        super().setUp()
        self.control("account", token="tok-sample", secret="ts-sample")
        self.nonce = 0

    def signed(self, method, path, body=None, query="", age=0, nonce=None, secret="ts-sample"):
        self.nonce += 1
        stamp = str(int(self.world.clock.now()) - age)
        given = {"oauth_consumer_key": "ck-sample", "oauth_nonce": nonce or f"nonce{self.nonce}",
                 "oauth_signature_method": "HMAC-SHA1", "oauth_timestamp": stamp, "oauth_token": "tok-sample",
                 "oauth_version": "1.0"}
        pairs = sorted(f"{quote(n, safe='-._~')}={quote(v, safe='-._~')}" for n, v in
                       [*given.items(), *(pair.split("=") for pair in query.split("&") if pair)])
        base = "&".join([method, quote(f"http://127.0.0.1:{self.world.port}/x{path}", safe=""),
                         quote("&".join(pairs), safe="-._~")])
        mac = hmac.new(f"cs-sample&{secret}".encode(), base.encode(), hashlib.sha1).digest()
        given["oauth_signature"] = base64.b64encode(mac).decode()
        header = "OAuth " + ", ".join(f'{n}="{quote(v, safe="")}"' for n, v in given.items())
        return self.call(method, path + ("?" + query if query else ""), body, headers={"Authorization": header})

    def test_the_documented_vectors(self):
        pairs = [("oauth_consumer_key", "ck-sample"), ("oauth_nonce", "nonce0001"), ("oauth_timestamp", "1794873600"),
                 ("oauth_signature_method", "HMAC-SHA1"), ("oauth_token", "tok-sample"), ("oauth_version", "1.0")]
        url = "https://api.x.com/2/tweets/1700000000000000002/hidden"
        self.assertEqual(access.signature("PUT", url, pairs, "cs-sample", "ts-sample"), "Tc5rddVZZ69X/lHgyQTNi5B+0jo=")

    def test_a_good_signature_reads_and_acts_and_a_bad_one_does_not(self):
        answer = self.reply()
        self.assertEqual(self.signed("GET", f"/2/users/{OWN}/mentions", query="max_results=5").status, 200)
        self.assertEqual(self.signed("PUT", f"/2/tweets/{answer}/hidden", {"hidden": True}).status, 200)
        self.assertEqual(self.signed("GET", "/2/users/me", secret="wrong").status, 401)

    def test_a_clock_that_is_off_or_a_nonce_that_comes_again_is_refused(self):
        self.assertEqual(self.signed("GET", "/2/users/me", age=299, nonce="once").status, 200)
        self.assertEqual(self.signed("GET", "/2/users/me", age=301).status, 401)
        self.assertEqual(self.signed("GET", "/2/users/me", age=299, nonce="once").status, 401)

    def test_a_token_made_before_writing_was_allowed_may_not_write(self):
        self.control("token", token="tok-sample", may_write=False)
        refused = self.signed("PUT", f"/2/tweets/{self.reply()}/hidden", {"hidden": True})
        self.assertEqual(self.kind(refused), "oauth1-permissions")


class Reading(XCase):
    def test_mentions_have_the_replies_and_nothing_of_ones_own(self):
        answer = self.reply()
        self.control("reply", to=answer, text="Eleven", author_id=OWN)
        other = self.control("mention", text="@bramblecote look at this", username="sample_walker")["id"]
        self.control("reply", to=self.post, text="without", without_mention=True)
        self.assertEqual(self.ids(self.mentions()), [other, answer])

    def test_ids_are_text_that_grows_and_times_have_milliseconds(self):
        first, second = self.reply(), self.reply()
        self.assertLess(int(first), int(second))
        data = self.mentions(tweet__fields="created_at").json["data"]
        self.assertRegex(data[0]["created_at"], r"^2026-11-20T12:00:00\.\d{3}Z$")
        self.assertIsInstance(data[0]["id"], str)

    def test_nothing_is_said_by_leaving_data_out(self):
        self.assertEqual(self.mentions().json, {"meta": {"result_count": 0}})

    def test_only_what_was_asked_for_is_there(self):
        self.reply()
        self.assertEqual(set(self.mentions().json["data"][0]), {"id", "text", "edit_history_tweet_ids"})
        full = self.mentions(tweet__fields="author_id,referenced_tweets,conversation_id",
                             expansions="author_id,referenced_tweets.id", user__fields="username").json
        self.assertEqual(full["data"][0]["referenced_tweets"], [{"type": "replied_to", "id": self.post}])
        self.assertEqual(full["data"][0]["conversation_id"], self.post)
        self.assertEqual(full["includes"]["users"][0]["username"], "sample_parent")
        self.assertEqual(full["includes"]["tweets"][0]["id"], self.post)

    def test_an_unknown_parameter_field_or_one_given_twice_is_refused(self):
        for given in ({"colour": "teal"}, {"tweet.fields": "mood"}, {"max_results": "4"}, {"max_results": "500"},
                      {"expansions": "mood"}, {"since_id": "x"}, {"start_time": "yesterday"}):
            reply = self.mentions(**given)
            self.assertEqual((reply.status, self.kind(reply)), (400, "invalid-request"), given)
        twice = self.call("GET", f"/2/users/{OWN}/mentions?max_results=5&max_results=6")
        self.assertEqual(twice.status, 400)

    def test_since_and_until_are_exclusive(self):
        made = [self.reply() for _ in range(3)]
        self.assertEqual(self.ids(self.mentions(since_id=made[0])), [made[2], made[1]])
        self.assertEqual(self.ids(self.mentions(until_id=made[1])), [made[0]])

    def test_pages_follow_each_other_by_tokens_that_die(self):
        made = [self.reply() for _ in range(7)]
        first = self.mentions(max_results=5)
        token = first.json["meta"]["next_token"]
        second = self.mentions(max_results=5, pagination_token=token)
        self.assertEqual(self.ids(first) + self.ids(second), made[::-1])
        self.assertNotIn("next_token", second.json["meta"])
        self.assertEqual(self.search(max_results=10, next_token=token).status, 400)  # another listing's
        self.control("switches", paging_seconds=60)
        self.control("clock", advance=61)
        self.assertEqual(self.mentions(max_results=5, pagination_token=token).status, 400)

    def test_the_timeline_leaves_replies_out_when_told(self):
        own = self.control("reply", to=self.reply(), text="Eleven", author_id=OWN)["id"]
        path = f"/2/users/{OWN}/tweets"
        self.assertEqual(self.ids(self.get(path)), [own, self.post])
        self.assertEqual(self.ids(self.get(path, exclude="replies,retweets")), [self.post])
        self.assertEqual(self.get(path, exclude="pictures").status, 400)

    def test_text_is_escaped_and_long_text_has_its_own_field(self):
        self.reply("tea & <cake> " + "x" * 300)
        data = self.mentions(tweet__fields="note_tweet").json["data"][0]
        self.assertIn("tea &amp; &lt;cake&gt;", data["text"])
        self.assertEqual(len(data["text"]), 280)
        self.assertTrue(data["note_tweet"]["text"].endswith("x" * 300))

    def test_pictures_come_as_includes_with_alt_text_when_asked(self):
        self.reply(media=[{"alt_text": "A lost glove"}])
        reply = self.mentions(expansions="attachments.media_keys", media__fields="url,alt_text").json
        self.assertEqual(reply["includes"]["media"][0]["alt_text"], "A lost glove")
        self.assertEqual(reply["data"][0]["attachments"]["media_keys"], [reply["includes"]["media"][0]["media_key"]])

    def test_a_vanished_root_and_a_suspended_author_are_partial_errors(self):
        self.reply()
        self.control("person", username="sample_parent", suspended=True)
        self.control("delete", id=self.post)
        self.assertEqual(self.ids(self.mentions()), [])  # what the suspended wrote is gone with them
        self.control("person", username="sample_parent", suspended=False)
        reply = self.mentions(expansions="referenced_tweets.id").json
        self.assertEqual(reply["errors"][0]["resource_id"], self.post)
        self.fault("missing_users")
        reply = self.mentions(expansions="author_id").json
        self.assertEqual((len(reply["data"]), reply["errors"][0]["parameter"]), (1, "author_id"))

    def test_lookup_names_what_is_gone(self):
        answer, lost = self.reply(), self.reply()
        self.control("delete", id=lost)
        reply = self.get("/2/tweets", ids=f"{answer},{lost}").json
        self.assertEqual([post["id"] for post in reply["data"]], [answer])
        self.assertEqual([error["resource_id"] for error in reply["errors"]], [lost])
        self.assertNotIn("data", self.get(f"/2/tweets/{lost}").json)
        self.assertEqual(self.get("/2/tweets", ids=",".join(["1"] * 101)).status, 400)

    def test_an_edit_has_a_new_id_and_a_shared_history(self):
        answer = self.reply("befor")
        self.control("clock", advance=5)
        later = self.control("edit", id=answer, text="before")["id"]
        data = self.mentions().json["data"]
        self.assertEqual([(post["id"], post["edit_history_tweet_ids"]) for post in data], [(later, [answer, later])])
        self.assertEqual([r["revision"] for r in self.look("served")[answer]["revisions"]], [2])

    def test_protected_people_are_not_shown(self):
        written = self.reply()
        person = self.control("person", username="sample_parent", protected=True)["id"]
        self.assertEqual(self.ids(self.mentions()), [])
        self.assertEqual(self.kind(self.get(f"/2/users/{person}/tweets")), "not-authorized-for-resource")
        errors = self.get("/2/tweets", ids=written).json["errors"]
        self.assertEqual([error["type"].rsplit("/", 1)[1] for error in errors], ["not-authorized-for-resource"])


class Searching(XCase):
    def test_operators_combine(self):
        answer = self.reply("is the gate open?")
        deeper = self.control("reply", to=answer, text="yes", username="sample_walker")["id"]
        own = self.control("reply", to=answer, text="Eleven", author_id=OWN, media=[{}])["id"]
        for query, wanted in ((f"conversation_id:{self.post} -from:bramblecote", [deeper, answer]),
                              (f"(conversation_id:{self.post} OR to:nobody) from:bramblecote", [own, self.post]),
                              ("to:sample_parent", [own, deeper]), (f"in_reply_to_tweet_id:{self.post}", [answer]),
                              ('"gate open"', [answer]), ("@bramblecote is:reply", [answer]),
                              (f"conversation_id:{self.post} has:images", [own])):
            self.assertEqual(self.ids(self.search(query)), wanted, query)

    def test_bad_queries_are_refused(self):
        for query in ("x" * 513, "(a", "a)", "mood:good", "-from:bramblecote", "is:funny", "a OR"):
            self.assertEqual(self.kind(self.search(query)), "invalid-request", query)

    def test_the_horizon_is_seven_days(self):
        old = self.reply(age_seconds=7 * 86400 + 1)
        recent = self.reply(age_seconds=7 * 86400 - 1)
        self.assertEqual(self.ids(self.search(f"in_reply_to_tweet_id:{self.post}")), [recent])
        self.assertEqual(self.search(since_id=old).status, 400)
        self.assertEqual(self.search(start_time="2026-11-13T11:59:59Z").status, 400)
        self.assertEqual(self.search(start_time="2026-11-13T12:00:00Z").status, 200)

    def test_each_bound_and_each_token_only_once_and_no_way_back(self):
        for given in ({"since_id": self.post, "start_time": "2026-11-19T00:00:00Z"}, {"previous_token": "x"},
                      {"until_id": self.post, "end_time": "2026-11-19T00:00:00Z"}, {"max_results": "9"},
                      {"next_token": "x", "pagination_token": "x"}, {"sort_order": "mood"}):
            self.assertEqual(self.search(**given).status, 400, given)

    def test_the_index_leaves_some_out_and_perhaps_the_hidden_ones(self):
        self.reply(indexed=False)
        hidden = self.reply()
        self.hide(hidden)
        query = f"in_reply_to_tweet_id:{self.post}"
        self.assertEqual(self.ids(self.search(query)), [hidden])
        self.control("switches", hidden_in_search=False)
        self.assertEqual(self.ids(self.search(query)), [])
        self.assertEqual(len(self.ids(self.mentions())), 2)


class Words(XCase):
    def setUp(self):
        super().setUp()
        self.answer = self.reply()

    def test_the_other_vocabulary_is_refused_by_name(self):
        for vocabulary, right, wrong in (("old", "tweet.fields", "post.fields"), ("new", "post.fields", "tweet.fields"),
                                         ("mixed", "post.fields", "tweet.fields")):
            self.control("switches", vocabulary=vocabulary)
            self.assertEqual(self.mentions(**{right: "created_at"}).status, 200)
            refused = self.mentions(**{wrong: "created_at"})
            self.assertEqual((refused.status, list(refused.json["errors"][0]["parameters"])), (400, [wrong]))

    def test_the_new_words_are_in_the_answer(self):
        self.control("switches", vocabulary="new")
        reply = self.mentions(post__fields="referenced_posts,public_metrics", expansions="referenced_posts").json
        self.assertEqual(reply["data"][0]["edit_history_post_ids"], [self.answer])
        self.assertEqual(reply["data"][0]["referenced_posts"][0]["id"], self.post)
        self.assertIn("repost_count", reply["data"][0]["public_metrics"])
        self.assertEqual(reply["includes"]["posts"][0]["id"], self.post)

    def test_when_not_strict_both_are_understood(self):
        self.control("switches", vocabulary="new", strict=False)
        reply = self.mentions(tweet__fields="referenced_tweets", expansions="referenced_tweets.id")
        self.assertIn("referenced_posts", reply.json["data"][0])

    def test_authors_and_references_may_come_through_expansions_only(self):
        self.control("switches", vocabulary="new", fields_by_expansion=True)
        self.assertEqual(self.mentions(post__fields="author_id").status, 400)
        self.assertIn("author_id", self.mentions(expansions="author_id").json["data"][0])


class Moderating(XCase):
    def test_hiding_can_be_undone_and_repeated_and_no_reading_tells(self):
        answer = self.reply()
        for wanted in (True, True, False):
            self.assertEqual(self.hide(answer, wanted).json, {"data": {"hidden": wanted}})
            self.assertEqual(self.look("state")["posts"][answer]["hidden"], wanted)
        self.assertNotIn("hidden", self.mentions().body.decode())

    def test_only_replies_in_ones_own_conversations_can_be_hidden(self):
        foreign = self.control("mention", text="@bramblecote hello", username="sample_walker")["id"]
        beneath = self.control("reply", to=foreign, text="me too")["id"]
        for post in (foreign, beneath, self.post):
            self.assertEqual(self.hide(post).status, 403)
        self.assertEqual(self.kind(self.hide("123")), "resource-not-found")

    def test_the_body_is_read_strictly(self):
        answer = self.reply()
        for body in ({}, {"hidden": "true"}, {"hidden": True, "why": "rude"}):
            self.assertEqual(self.call("PUT", f"/2/tweets/{answer}/hidden", body).status, 400, body)
        form = self.ask("PUT", f"/x/2/tweets/{answer}/hidden", "hidden=true",
                        {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(form.status, 400)

    def test_muting_works_and_blocking_does_not_unless_bought(self):
        person = self.control("reply", to=self.post, text="hello")["author_id"]
        path = f"/2/users/{OWN}"
        muted = self.call("POST", path + "/muting", {"target_user_id": person})
        self.assertEqual(muted.json, {"data": {"muting": True}})
        self.assertEqual(self.get(path + "/muting").json["data"][0]["id"], person)
        self.assertEqual(self.call("DELETE", f"{path}/muting/{person}").json, {"data": {"muting": False}})
        self.assertEqual(self.call("POST", path + "/blocking", {"target_user_id": person}).status, 403)
        self.control("switches", blocks=True)
        self.assertEqual(self.call("POST", path + "/blocking", {"target_user_id": person}).status, 200)
        self.assertEqual(self.get(path + "/blocking").json["data"][0]["id"], person)

    def test_only_own_posts_can_be_deleted(self):
        answer = self.reply()
        self.assertEqual(self.call("DELETE", f"/2/tweets/{answer}").status, 403)
        self.assertEqual(self.call("DELETE", f"/2/tweets/{self.post}").json, {"data": {"deleted": True}})
        self.assertEqual(self.call("DELETE", f"/2/tweets/{self.post}").status, 404)


class Limits(XCase):
    def test_each_window_counts_down_and_begins_anew(self):
        self.control("limits", mentions=2)
        left = [self.mentions().headers["x-rate-limit-remaining"] for _ in range(2)]
        self.assertEqual(left, ["1", "0"])
        refused = self.mentions()
        self.assertEqual((refused.status, refused.json["title"]), (429, "Too Many Requests"))
        self.assertEqual(int(refused.headers["x-rate-limit-reset"]), int(self.world.clock.now()) + 900)
        self.assertEqual(self.search().status, 200)
        self.control("clock", advance=900)
        self.assertEqual(self.mentions().status, 200)

    def test_reads_cost_once_a_day_and_less_for_the_own_account(self):
        self.reply()
        self.search()
        self.assertEqual(self.control("credits")["spent"], 0.01)  # the post and its answer
        self.search()
        self.assertEqual(self.control("credits")["spent"], 0.01)
        self.control("clock", advance=86400)
        self.mentions()
        self.assertEqual(self.control("credits")["spent"], 0.011)

    def test_without_money_nothing_is_read_or_done(self):
        answer = self.reply()
        self.control("credits", balance=0)
        for reply in (self.mentions(), self.hide(answer)):
            self.assertEqual((reply.status, reply.json["title"]), (402, "CreditsDepleted"))

    def test_the_months_cap_ends_reading_only(self):
        answer = self.reply()
        self.control("credits", cap=1)
        self.assertEqual(self.mentions().status, 200)
        reply = self.mentions()
        self.assertEqual((reply.status, reply.json["period"], reply.json["scope"]), (429, "Monthly", "Product"))
        self.assertEqual(self.hide(answer).status, 200)


if __name__ == "__main__":
    unittest.main()
