"""Everything that can go wrong on the simulated Facebook goes wrong when it is told to, and only then."""
import http.client
import json
import threading
import unittest

from simulator_client import SimulatorCase


class Instead(SimulatorCase):
    def test_a_fault_strikes_the_calls_it_was_set_for_and_no_others(self):
        self.control("fault", name="html_502", path="/comments$", method="GET", nth=2, times=2)
        self.assertEqual(self.get(self.page).status, 200)
        self.assertEqual([self.read_comments().status for _ in range(5)], [200, 502, 502, 200, 200])
        self.assertEqual(self.look("faults")[0]["fired"], 2)

    def test_a_fault_without_end_ends_when_it_is_cleared(self):
        self.control("fault", name="plain_429", times=0, retry_after=30)
        replies = [self.get(self.page) for _ in range(3)]
        self.assertEqual([r.status for r in replies], [429] * 3)
        self.assertEqual(replies[0].headers["retry-after"], "30")
        self.control("clear_faults")
        self.assertEqual(self.get(self.page).status, 200)

    def test_chance_is_the_same_for_the_same_seed(self):
        rounds = []
        for _ in range(2):
            self.control("clear_faults")
            self.control("fault", name="html_500", times=0, chance=0.5, seed=42)
            rounds.append([self.get(self.page).status for _ in range(20)])
        self.assertEqual(rounds[0], rounds[1])
        self.assertEqual(set(rounds[0]), {200, 500})

    def test_each_throttle_code_comes_with_its_header(self):
        for code in (4, 17, 32, 613, 80001):
            self.control("fault", name="throttle", code=code, regain_minutes=17)
            reply = self.get(self.page)
            self.assertEqual(reply.code[0], code)
            usage = json.loads(reply.headers["x-business-use-case-usage"])[self.page][0]
            self.assertEqual((usage["call_count"], usage["estimated_time_to_regain_access"]), (101, 17))

    def test_a_throttle_may_leave_the_header_out_and_have_another_status(self):
        self.control("fault", name="throttle", code=4, status=403)
        reply = self.get(self.page)
        self.assertEqual((reply.status, "x-business-use-case-usage" in reply.headers), (403, False))

    def test_html_pages_come_instead_of_json(self):
        for status in (500, 502, 503):
            self.control("fault", name=f"html_{status}")
            reply = self.get(self.page)
            self.assertEqual((reply.status, reply.headers["content-type"]), (status, "text/html; charset=utf-8"))

    def test_each_named_error_has_its_code(self):
        for fault, code in (({"name": "transient"}, (1, None)), ({"name": "transient", "code": 2}, (2, None)),
                            ({"name": "expired_token"}, (190, 463)), ({"name": "password_changed"}, (190, 460)),
                            ({"name": "blocked_for_misuse"}, (368, None)), ({"name": "no_permission"}, (200, None)),
                            ({"name": "gone"}, (100, 33)), ({"name": "reduce_data"}, (1, None)),
                            ({"name": "error", "code": 506, "subcode": 1455006}, (506, 1455006))):
            self.control("fault", **fault)
            self.assertEqual(self.get(self.page).code, code, fault)

    def test_a_redirect_leads_elsewhere(self):
        self.control("fault", name="redirect")
        reply = self.get(self.page)
        self.assertEqual(reply.status, 302)
        self.assertNotIn(str(self.world.port), reply.headers["location"])

    def test_a_call_that_is_answered_with_a_fault_was_not_carried_out(self):
        made = self.comments(1)[0]
        self.control("fault", name="transient", method="POST")
        self.act("POST", made, is_hidden="true")
        self.assertFalse(self.look("state")["comments"][made]["hidden"])

    def test_unknown_faults_are_refused(self):
        for wanted in ({"name": "earthquake"}, {"name": "malformed"}, {"name": "throttle", "code": 5}):
            self.assertEqual(self.ask("POST", "/control/fault", json.dumps(wanted)).status, 400)


class TheConnection(SimulatorCase):
    def test_a_dropped_call_is_not_carried_out(self):
        made = self.comments(1)[0]
        self.control("fault", name="drop")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.act("DELETE", made)
        self.assertEqual(self.get(made).status, 200)

    def test_an_applied_call_is_carried_out_although_no_answer_comes(self):
        made = self.comments(1)[0]
        self.control("fault", name="applied_then_cut", method="POST")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.act("POST", made, is_hidden="true")
        self.assertTrue(self.get(made, fields="is_hidden").json["is_hidden"])

    def test_an_answer_that_is_cut_off_is_shorter_than_it_says_and_not_in_the_ledger(self):
        self.comments(3)
        for share in (0.0, 0.5, 0.99):
            self.control("fault", name="cut_off", share=share)
            with self.assertRaises((http.client.IncompleteRead, ConnectionError)):
                self.read_comments()
        self.assertEqual(self.look("served"), {})

    def test_a_slow_answer_waits_until_it_is_released(self):
        fault = self.control("fault", name="slow", hold=True, path="/comments")["id"]
        replies = []
        asking = threading.Thread(target=lambda: replies.append(self.read_comments().status))
        asking.start()
        self.look("requests", wait_ms=5000, match="/comments")  # it has arrived, and is being held
        self.assertEqual(self.get(self.page).status, 200)  # others are not
        self.assertEqual(replies, [])
        self.control("release", id=fault)
        asking.join(20)
        self.assertEqual(replies, [200])

    def test_a_slow_answer_may_only_last_so_many_milliseconds(self):
        self.control("fault", name="slow", ms=1)
        self.assertEqual(self.get(self.page).status, 200)

    def test_a_dripping_answer_is_whole_in_the_end(self):
        self.comments(3)
        self.control("fault", name="drip", ms=1, pieces=7)
        self.assertEqual(len(self.read_comments().json["data"]), 3)


class TheAnswer(SimulatorCase):
    def malformed(self, variant):
        self.control("fault", name="malformed", variant=variant, path="/comments")
        return self.read_comments().body

    def setUp(self):
        super().setUp()
        self.made = self.comments(3)

    def served(self):
        return {identity for identity, entry in self.look("served").items() if entry["kind"] == "comment"}

    def test_a_document_spoiled_as_a_whole_is_not_json_and_not_in_the_ledger(self):
        for variant in ("truncated", "not_json", "empty_body", "trailing"):
            with self.assertRaises(ValueError, msg=variant):
                json.loads(self.malformed(variant))
        with self.assertRaises(UnicodeDecodeError):
            self.malformed("invalid_utf8").decode()
        self.assertTrue(self.malformed("bom").startswith(b"\xef\xbb\xbf"))
        self.assertEqual(self.served(), set())

    def test_a_document_of_another_shape_is_json_and_not_in_the_ledger(self):
        self.assertIsInstance(json.loads(self.malformed("wrong_root")), list)
        self.assertIsInstance(json.loads(self.malformed("wrong_members"))["data"], dict)
        self.assertEqual(self.served(), set())

    def test_deep_and_huge_answers_are_as_deep_and_huge_as_they_say(self):
        self.assertIn(b"[" * 100_000, self.malformed("deep"))
        self.assertGreater(len(self.malformed("huge")), 10 * 1024 * 1024)

    def test_one_spoiled_element_leaves_the_others_alone(self):
        spoiled = self.made[-1]  # the first on a page that begins with the newest
        for variant in ("wrong_types", "lone_surrogate", "nul", "null_elements", "missing_id", "huge"):
            self.control("forget_served")
            data = json.loads(self.malformed(variant))["data"]
            self.assertEqual([c["message"] for c in data[1:]], ["comment 1", "comment 0"], variant)
            self.assertEqual(self.served(), set(self.made) - {spoiled}, variant)

    def test_a_lone_surrogate_is_written_as_an_escape(self):
        self.assertIn(b"\\ud83d\"", self.malformed("lone_surrogate"))

    def test_odd_dates_and_numeric_ids_do_not_spoil_the_content(self):
        self.assertIn(b'"created_time":"26-13-45T99:99:99"', self.malformed("absurd_date"))
        self.assertRegex(self.malformed("numeric_ids"), rb'"id":[0-9]{10,}')
        self.assertEqual(self.served(), set(self.made))

    def test_authors_can_be_withheld_for_some(self):
        self.control("fault", name="missing_from", every=2)
        self.assertEqual(["from" in c for c in self.read_comments().json["data"]], [False, True, False])

    def test_a_later_api_adds_fields(self):
        self.control("fault", name="unknown_fields")
        reply = self.read_comments().json
        self.assertIn("reels_mood", reply["data"][0])
        self.assertIn("weather", reply)
        self.assertEqual(self.served(), set(self.made))

    def test_ids_can_come_in_their_short_form(self):
        self.control("fault", name="short_ids")
        self.assertEqual([c["id"] for c in self.read_comments().json["data"]],
                         [made.split("_")[1] for made in reversed(self.made)])


class ThePages(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.made = self.comments(6)

    def test_an_empty_page_has_a_next_and_what_follows_is_complete(self):
        self.control("fault", name="empty_page", path="/comments", nth=2)
        pages = self.walk(limit=2)
        self.assertEqual([len(page) for page in pages], [2, 0, 2, 2])
        self.assertEqual(sum(pages, []), self.made[::-1])

    def test_the_first_page_can_be_the_empty_one(self):
        self.control("fault", name="empty_page", path="/comments")
        self.assertEqual([len(page) for page in self.walk(limit=3)], [0, 3, 3])

    def test_duplicates_come_again_on_the_next_page(self):
        self.control("fault", name="duplicates", path="/comments", nth=2, count=1)
        pages = self.walk(limit=3)
        self.assertEqual(pages[1][0], pages[0][-1])
        self.assertEqual(set(sum(pages, [])), set(self.made))

    def test_stale_cursors_are_refused_and_a_new_walk_is_not(self):
        after = self.read_comments(limit=2).json["paging"]["cursors"]["after"]
        self.control("fault", name="stale_cursors", path="/comments")
        self.assertEqual(self.read_comments(limit=2, after=after).code[0], 100)
        self.assertEqual(len(self.walk(limit=2)), 3)

    def test_a_comment_vanishes_between_two_pages(self):
        self.control("paging", style="offset")
        self.control("fault", name="vanish", path="/comments")
        seen = set(sum(self.walk(limit=3), []))
        gone = {identity for identity, c in self.look("state")["comments"].items() if c["deleted"]}
        self.assertEqual(gone, {self.made[-1]})
        self.assertEqual(set(self.made) - seen, {self.made[2]})  # shifted by one: never shown


if __name__ == "__main__":
    unittest.main()
