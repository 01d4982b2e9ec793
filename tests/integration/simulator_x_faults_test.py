"""Everything that can go wrong on the simulated X goes wrong when it is told to."""
import http.client
import json
import unittest

from simulator_x_client import XCase


class Instead(XCase):
    def test_each_named_problem_has_its_status_and_kind(self):
        for name, status, kind in (
                ("unauthorized", 401, "about:blank"), ("credits_depleted", 402, "credits"),
                ("forbidden", 403, "about:blank"), ("duplicate_content", 403, "about:blank"),
                ("reply_refused", 403, "about:blank"), ("not_enrolled", 403, "client-forbidden"),
                ("oauth1_permissions", 403, "oauth1-permissions"), ("not_found", 404, "resource-not-found"),
                ("unsupported_authentication", 403, "unsupported-authentication"),
                ("usage_capped", 429, "usage-capped"), ("rate_limited", 429, "about:blank")):
            self.fault(name)
            reply = self.mentions()
            self.assertEqual((reply.status, self.kind(reply)), (status, kind), name)
            self.assertEqual(reply.headers["content-type"], "application/problem+json")

    def test_a_rate_limit_may_say_when_or_not_and_in_the_old_form(self):
        self.fault("rate_limited", reset_seconds=60)
        self.assertEqual(int(self.mentions().headers["x-rate-limit-reset"]), int(self.world.clock.now()) + 60)
        self.fault("rate_limited", headers=False, legacy=True)
        reply = self.mentions()
        self.assertNotIn("x-rate-limit-reset", reply.headers)
        self.assertEqual(reply.json["errors"][0]["code"], 88)

    def test_any_other_problem_can_be_made(self):
        self.fault("error", status=409, title="Conflict", kind="conflict")
        self.assertEqual(self.kind(self.mentions()), "conflict")

    def test_pages_of_html_come_too(self):
        self.fault("html_503")
        self.assertTrue(self.mentions().headers["content-type"].startswith("text/html"))

    def test_what_was_refused_was_not_done(self):
        answer = self.reply()
        self.fault("forbidden", method="PUT")
        self.hide(answer)
        self.assertFalse(self.look("state")["posts"][answer]["hidden"])

    def test_an_applied_call_is_carried_out_although_no_answer_comes(self):
        answer = self.reply()
        self.fault("applied_then_cut", method="PUT")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.hide(answer)
        self.assertTrue(self.look("state")["posts"][answer]["hidden"])

    def test_unknown_faults_are_refused(self):
        self.assertIn("unknown fault", self.refused("fault", name="blocked_for_misuse"))


class TheAnswer(XCase):
    def setUp(self):
        super().setUp()
        self.made = [self.reply(f"answer {n}") for n in range(6)]

    def test_partial_errors_stand_beside_what_was_found(self):
        self.fault("partial_errors", every=2)
        reply = self.mentions().json
        self.assertEqual((len(reply["data"]), len(reply["errors"])), (3, 3))
        self.assertEqual(len([each for each in self.look("served").values() if each["kind"] == "comment"]), 3)

    def test_data_can_be_absent(self):
        self.fault("absent_data")
        self.assertNotIn("data", self.mentions().json)
        self.assertEqual(self.look("served"), {})

    def test_tokens_can_die_and_pages_overlap(self):
        first = self.mentions(max_results=5)
        token = first.json["meta"]["next_token"]
        self.fault("stale_tokens")
        self.assertEqual(self.mentions(max_results=5, pagination_token=token).status, 400)
        self.fault("duplicates", count=2)
        self.assertEqual(self.ids(self.mentions(max_results=5, pagination_token=token)), self.made[2::-1][:3])

    def test_a_post_vanishes_between_two_pages(self):
        self.fault("vanish", id=self.made[0])
        token = self.mentions(max_results=5).json["meta"]["next_token"]
        self.assertNotIn("data", self.mentions(max_results=5, pagination_token=token).json)

    def test_documents_and_elements_are_spoiled(self):
        for variant in ("truncated", "not_json", "empty_body", "trailing"):
            self.fault("malformed", variant=variant)
            with self.assertRaises(ValueError, msg=variant):
                json.loads(self.mentions().body)
        self.assertEqual(self.look("served"), {})
        self.fault("malformed", variant="wrong_types")
        self.assertEqual(self.mentions().json["data"][0]["text"], 17)
        self.assertNotIn(self.made[-1], self.look("served"))
        self.fault("malformed", variant="numeric_ids")
        self.assertIsInstance(self.mentions(tweet__fields="author_id").json["data"][0]["author_id"], int)

    def test_authors_are_withheld_and_fields_are_added(self):
        self.fault("missing_from", every=1)
        self.fault("unknown_fields")
        data = self.mentions(tweet__fields="author_id").json["data"][0]
        self.assertNotIn("author_id", data)
        self.assertIn("reels_mood", data)


if __name__ == "__main__":
    unittest.main()
