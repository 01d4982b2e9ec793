"""Everything that can go wrong on the simulated YouTube goes wrong when it is told to."""
import http.client
import json
import unittest

from simulator_youtube_client import YouTubeCase

from youtube import errors


class Instead(YouTubeCase):
    def test_each_named_error_has_its_status_and_reason(self):
        for name, wanted in errors.NAMED.items():
            self.fault(name)
            self.assertEqual(self.reason(self.threads()), wanted, name)

    def test_short_limits_come_in_their_forms(self):
        for given, wanted in (({}, (403, "rateLimitExceeded")), ({"status": 429, "user": True},
                                                                  (429, "userRateLimitExceeded"))):
            self.fault("rate_limited", **given)
            self.assertEqual(self.reason(self.threads()), wanted)

    def test_any_other_error_and_other_bodies_can_be_made(self):
        self.fault("error", status=500, reason="internalError")
        self.assertEqual(self.reason(self.threads()), (500, "internalError"))
        self.fault("plain_error", error="text")
        self.assertEqual(self.threads().json, {"error": "text"})
        self.fault("plain_error", error="invalid_grant", description="Bad Request")
        self.assertEqual(self.threads().json, {"error": "invalid_grant", "error_description": "Bad Request"})
        self.fault("html_503")
        self.assertEqual(self.threads().status, 503)

    def test_an_applied_call_is_carried_out_although_no_answer_comes(self):
        made = self.comment()
        self.fault("applied_then_cut", method="POST")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.decide("heldForReview", made)
        self.assertEqual(self.stored(made)["status"], "heldForReview")
        self.fault("drop", method="POST")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.decide("published", made)
        self.assertEqual(self.stored(made)["status"], "heldForReview")


class TheAnswer(YouTubeCase):
    def setUp(self):
        super().setUp()
        self.made = [self.comment(f"comment {n}", age_seconds=100 - n) for n in range(4)][::-1]

    def test_pages_can_be_short_overlap_or_lose_their_token(self):
        self.fault("short_pages")
        first = self.threads(maxResults=4)
        self.assertEqual(self.ids(first), self.made[:2])
        token = first.json["nextPageToken"]
        self.fault("duplicates", count=1)
        self.assertEqual(self.ids(self.threads(maxResults=4, pageToken=token)), self.made[1:])
        self.fault("stale_tokens")
        self.assertEqual(self.reason(self.threads(maxResults=4, pageToken=token)), (400, "invalidPageToken"))

    def test_a_list_can_be_empty_as_for_the_wrong_identity(self):
        self.fault("empty")
        self.assertEqual(self.ids(self.threads()), [])

    def test_a_comment_vanishes_between_two_pages(self):
        self.fault("vanish")
        self.threads()
        self.assertEqual(self.ids(self.threads()), self.made[1:])

    def test_documents_and_elements_are_spoiled(self):
        for variant in ("truncated", "not_json", "empty_body", "trailing"):
            self.fault("malformed", variant=variant)
            with self.assertRaises(ValueError, msg=variant):
                json.loads(self.threads().body)
        self.assertEqual(self.look("served"), {})
        for variant, text in (("wrong_types", 17), ("nul", "before\0after")):
            self.fault("malformed", variant=variant)
            top = self.threads().json["items"][0]["snippet"]["topLevelComment"]["snippet"]
            self.assertEqual(top["textDisplay"], text)
        self.assertNotIn(self.made[0], self.look("served"))

    def test_authors_are_withheld_and_fields_are_added(self):
        self.fault("missing_from")
        self.fault("unknown_fields")
        reply = self.threads().json
        self.assertNotIn("authorChannelId", reply["items"][0]["snippet"]["topLevelComment"]["snippet"])
        self.assertIn("weather", reply)


if __name__ == "__main__":
    unittest.main()
