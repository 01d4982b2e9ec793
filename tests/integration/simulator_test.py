"""The simulated Facebook keeps the rules of the real one, as far as they are documented."""
import hashlib
import hmac
import json
import unittest

from simulator_client import SimulatorCase


class WhoMayAsk(SimulatorCase):
    def test_a_call_without_a_version_is_refused(self):
        reply = self.ask("GET", f"/{self.page}/posts", headers={"Authorization": f"Bearer {self.token}"})
        self.assertEqual(reply.code, (2500, None))

    def test_a_call_without_a_token_is_refused(self):
        self.assertEqual(self.ask("GET", f"/v26.0/{self.page}/posts").code, (104, None))

    def test_an_unknown_token_is_refused_with_a_challenge(self):
        reply = self.get(f"{self.page}/posts", token="not-a-token")
        self.assertEqual(reply.code, (190, None))
        self.assertIn("invalid_token", reply.headers["www-authenticate"])

    def test_the_token_works_as_a_parameter_too_and_the_log_says_so(self):
        self.assertEqual(self.ask("GET", f"/v26.0/{self.page}?access_token={self.token}").status, 200)
        entry = self.look("requests")[-1]
        self.assertTrue(entry["token_in_url"])
        self.assertNotIn(self.token, str(entry))

    def test_each_token_trouble_has_its_own_subcode(self):
        for trouble, subcode in (("expired", 463), ("password_changed", 460), ("app_removed", 458),
                                 ("checkpoint", 459), ("invalid", 467), ("role_lost", 492)):
            self.control("token", token=self.token, trouble=trouble)
            self.assertEqual(self.get(self.page).code, (190, subcode), trouble)

    def test_the_proof_is_wanted_when_switched_on_and_checked_when_sent(self):
        self.control("application", secret="meta-app-secret-0001", require_proof=True)
        self.assertEqual(self.get(self.page).code[0], 100)
        self.assertEqual(self.get(self.page, appsecret_proof="00" * 32).code[0], 100)
        right = hmac.new(b"meta-app-secret-0001", self.token.encode(), hashlib.sha256).hexdigest()
        self.assertEqual(right, "1893f70dc15183aa6526376fbc916fb35e7e0aed8ed736cdb331720460e96dcc")
        self.assertEqual(self.get(self.page, appsecret_proof=right).status, 200)

    def test_a_missing_permission_is_named(self):
        for path, permission in ((f"{self.page}/posts", "pages_read_engagement"),
                                 (f"{self.page}/visitor_posts", "pages_read_user_content"),
                                 (f"{self.post}/comments", "pages_read_user_content")):
            self.control("token", token=self.token, without=[permission])
            reply = self.get(path)
            self.assertEqual(reply.code, (200, None), path)
            self.assertIn(permission, reply.json["error"]["message"])

    def test_without_moderate_the_ids_of_comments_are_withheld_silently(self):
        self.comments(1)
        self.control("token", token=self.token, tasks=["CREATE_CONTENT"])
        written = self.read_comments().json["data"][0]
        self.assertEqual(written["message"], "comment 0")
        self.assertNotIn("id", written)
        self.assertEqual([e["kind"] for e in self.look("served").values()], [])

    def test_a_user_token_sees_no_comments_and_is_told_nothing(self):
        self.comments(2)
        reply = self.get(f"{self.post}/comments", token="user-token-0001", summary="true").json
        self.assertEqual(reply["data"], [])
        self.assertEqual(reply["summary"]["total_count"], 2)

    def test_another_pages_token_does_not_see_the_object(self):
        other = self.control("page", name="Nettlefield Primary", token="other-token")
        self.assertEqual(self.get(self.post, token=other["token"]).code, (100, 33))

    def test_accounts_give_the_page_token(self):
        reply = self.get("me/accounts", token="user-token-0001", fields="id,name,access_token,tasks").json
        self.assertEqual(reply["data"][0]["access_token"], self.token)

    def test_debug_token_tells_validity_and_expiry(self):
        path = "debug_token"
        app = "700100200300|meta-app-secret-0001"
        valid = self.get(path, token=app, input_token=self.token).json["data"]
        self.assertTrue(valid["is_valid"])
        self.assertIn("pages_read_user_content", valid["scopes"])
        self.control("token", token=self.token, trouble="expired")
        invalid = self.get(path, token=app, input_token=self.token).json["data"]
        self.assertEqual((invalid["is_valid"], invalid["error"]["subcode"]), (False, 463))


class WhatMayBeSaid(SimulatorCase):
    def test_the_five_withdrawn_habits_are_refused(self):
        for name in ("pretty", "debug", "date_format", "ids"):
            self.assertEqual(self.get(self.page, **{name: "1"}).code[0], 100, name)
        self.assertEqual(self.get(self.page, headers={"If-None-Match": '"x"'}).code[0], 100)

    def test_an_unknown_parameter_or_one_given_twice_is_refused(self):
        self.assertEqual(self.get(f"{self.page}/posts", colour="teal").code[0], 100)
        reply = self.ask("GET", f"/v26.0/{self.page}?fields=id&fields=name",
                         headers={"Authorization": f"Bearer {self.token}"})
        self.assertEqual(reply.code[0], 100)

    def test_more_than_a_hundred_is_refused(self):
        self.assertEqual(self.read_comments(limit=101).code[0], 100)
        self.assertEqual(self.read_comments(limit=100).status, 200)
        self.assertEqual(self.read_comments(limit="ten").code[0], 100)

    def test_an_unknown_field_is_named_with_its_node(self):
        message = self.read_comments(fields="id,mood").json["error"]["message"]
        self.assertEqual(message, "(#100) Tried accessing nonexisting field (mood) on node type (Comment)")

    def test_a_broken_selection_is_a_syntax_error(self):
        for fields in ("id,", "from{id", "comments.limit(0", "id}", ",", "from{id}{name}"):
            self.assertEqual(self.read_comments(fields=fields).code[0], 2500, fields)

    def test_withdrawn_post_fields_are_refused(self):
        self.assertEqual(self.get(f"{self.page}/posts", fields="id,picture").code[0], 12)

    def test_a_name_instead_of_an_id_cannot_be_resolved(self):
        self.assertEqual(self.get("bramblecote/posts").code[0], 803)


class WhatIsRead(SimulatorCase):
    def test_only_the_fields_asked_for_are_there(self):
        self.comments(1)
        written = self.read_comments(fields="message,from{name}").json["data"][0]
        self.assertEqual(set(written), {"id", "message", "from"})
        self.assertEqual(written["from"]["name"], "Sample Parent")

    def test_text_is_escaped_as_meta_does_it(self):
        self.control("comment", object=self.post, message="café \U0001f525 a/b")
        body = self.read_comments().body
        self.assertIn(b'caf\\u00e9 \\ud83d\\udd25 a\\/b', body)
        self.assertTrue(body.isascii())

    def test_times_have_an_offset_without_a_colon(self):
        self.comments(1)
        self.assertEqual(self.read_comments().json["data"][0]["created_time"], "2026-11-20T11:43:20+0000")

    def test_toplevel_leaves_replies_out_and_stream_has_them(self):
        first = self.comments(1)[0]
        reply = self.control("reply", comment=first, message="a reply")["id"]
        deeper = self.control("reply", comment=reply, message="a reply to the reply")["id"]
        top = self.read_comments(filter="toplevel").json["data"]
        everything = self.read_comments().json["data"]
        self.assertEqual([c["id"] for c in top], [first])
        self.assertEqual({c["id"]: c.get("parent", {}).get("id") for c in everything},
                         {first: None, reply: first, deeper: first})
        under = self.get(f"{first}/comments", order="chronological", fields="id").json["data"]
        self.assertEqual([c["id"] for c in under], [reply, deeper])

    def test_order_is_kept_both_ways(self):
        made = self.comments(5)
        self.assertEqual([c["id"] for c in self.read_comments(order="chronological").json["data"]], made)
        self.assertEqual([c["id"] for c in self.read_comments().json["data"]], made[::-1])

    def test_without_an_order_hidden_comments_are_left_out(self):
        made = self.comments(3)
        self.control("hide", id=made[1])
        found = self.get(f"{self.post}/comments", filter="stream").json["data"]
        self.assertEqual({c["id"] for c in found}, {made[0], made[2]})
        self.assertEqual(len(self.read_comments().json["data"]), 3)

    def test_since_leaves_older_ones_out(self):
        made = self.comments(3)
        found = self.read_comments(since="2026-11-20T11:43:21+0000").json["data"]
        self.assertEqual([c["id"] for c in found], [made[2], made[1]])
        self.assertEqual(self.read_comments(since="yesterday-ish").code[0], 100)

    def test_the_summary_counts_what_stands_there(self):
        self.comments(4)
        self.control("count_skew", object=self.post, extra=2)
        self.assertEqual(self.read_comments(summary="true").json["summary"]["total_count"], 6)
        inside = self.get(f"{self.page}/published_posts", fields="id,comments.limit(0).summary(true)").json["data"][0]
        self.assertEqual((inside["comments"]["data"], inside["comments"]["summary"]["total_count"]), ([], 6))

    def test_nested_comments_are_cut_by_their_own_limit(self):
        self.comments(4)
        post = self.get(self.post, fields="comments.limit(2).order(chronological){message}").json
        self.assertEqual([c["message"] for c in post["comments"]["data"]], ["comment 0", "comment 1"])

    def test_each_feed_holds_its_kind(self):
        visitor = self.control("visitor_post", message="hello", author_name="Greta Vanstone")["id"]
        tagged = self.control("tagged", message="look at @Bramblecote", author_name="Village Hall")["id"]
        for edge, wanted in (("published_posts", {self.post}), ("posts", {self.post}), ("visitor_posts", {visitor}),
                             ("tagged", {tagged}), ("feed", {self.post, visitor, tagged}), ("scheduled_posts", set())):
            self.assertEqual({p["id"] for p in self.get(f"{self.page}/{edge}").json["data"]}, wanted, edge)

    def test_photos_of_an_album_have_threads_of_their_own(self):
        made = self.control("post", message="two photos", photos=2)
        comment = self.control("comment", object=made["photos"][1], message="lovely")["id"]
        post = self.get(made["id"], fields="attachments{type,subattachments{target}}").json["attachments"]["data"][0]
        self.assertEqual([s["target"]["id"] for s in post["subattachments"]["data"]], made["photos"])
        found = self.get(f"{made['photos'][1]}/comments", filter="stream").json["data"]
        self.assertEqual([c["id"] for c in found], [comment])
        self.assertEqual(self.get(f"{made['id']}/comments", filter="stream").json["data"], [])

    def test_a_withheld_author_is_absent(self):
        self.comments(1, withhold_from=True)
        self.assertNotIn("from", self.read_comments().json["data"][0])

    def test_a_comment_is_found_by_the_second_half_of_its_id_too(self):
        made = self.comments(1)[0]
        self.assertEqual(self.get(made.split("_")[1]).json["id"], made)


class HowPagesFollow(SimulatorCase):
    def test_the_last_page_has_no_next_and_all_pages_together_have_everything(self):
        made = self.comments(7)
        for style in ("position", "anchor", "offset"):
            self.control("paging", style=style)
            self.assertEqual(sum(self.walk(), []), made[::-1], style)
            self.assertEqual(sum(self.walk(order="chronological"), []), made, style)

    def test_the_next_link_holds_the_token(self):
        self.comments(2)
        reply = self.read_comments(limit=1).json
        self.assertIn("access_token=" + self.token, reply["paging"]["next"])

    def test_a_deletion_between_pages_moves_positions_but_not_anchors(self):
        for style, wanted in (("offset", "skips"), ("anchor", "complete")):
            self.control("paging", style=style)
            made = self.comments(6)
            gone = made[-1]

            def remove(pages):
                if len(pages) == 1:
                    self.control("delete", id=gone)

            seen = set(sum(self.walk(limit=3, between=remove), []))
            missed = set(made) - seen - {gone}
            self.assertEqual(bool(missed), wanted == "skips", style)

    def test_cursors_go_stale_after_so_many_arrivals(self):
        self.comments(4)
        self.control("paging", stale_after_inserts=2)
        after = self.read_comments(limit=1).json["paging"]["cursors"]["after"]
        self.comments(1)
        self.assertEqual(self.read_comments(limit=1, after=after).status, 200)
        self.comments(1)
        self.assertEqual(self.read_comments(limit=1, after=after).code[0], 100)

    def test_a_cursor_of_another_listing_is_refused(self):
        self.comments(4)
        after = self.read_comments(limit=1).json["paging"]["cursors"]["after"]
        self.assertEqual(self.read_comments(limit=1, after=after, order="chronological").code[0], 100)
        self.assertEqual(self.read_comments(limit=1, after="nonsense").code[0], 100)


class WhatIsDone(SimulatorCase):
    def test_hiding_is_seen_at_the_next_reading_and_can_be_undone(self):
        made = self.comments(1)[0]
        for wanted in ("true", "false"):
            self.assertEqual(self.act("POST", made, is_hidden=wanted).json, {"success": True})
            self.assertEqual(self.get(made, fields="is_hidden").json["is_hidden"], wanted == "true")

    def test_the_pages_own_comment_cannot_be_hidden(self):
        own = self.control("comment", object=self.post, message="thank you", as_page=True)["id"]
        self.assertEqual(self.act("POST", own, is_hidden="true").code[0], 200)
        self.assertFalse(self.get(own, fields="can_hide").json["can_hide"])

    def test_deleting_takes_the_replies_along(self):
        made = self.comments(1)[0]
        reply = self.control("reply", comment=made, message="a reply")["id"]
        self.assertEqual(self.act("DELETE", made).json, {"success": True})
        for gone in (made, reply):
            self.assertEqual(self.get(gone).code, (100, 33))
        self.assertEqual(self.act("DELETE", made).code, (100, 33))

    def test_moderating_needs_its_permission_and_its_task(self):
        made = self.comments(1)[0]
        self.control("token", token=self.token, tasks=["CREATE_CONTENT"])
        self.assertEqual(self.act("POST", made, is_hidden="true").code[0], 200)
        self.control("token", token=self.token, tasks=["MODERATE"], without=["pages_manage_engagement"])
        self.assertEqual(self.act("DELETE", made).code[0], 200)
        self.assertFalse(self.look("state")["comments"][made]["hidden"])

    def test_blocking_answers_for_each_person_and_ends_their_comments(self):
        made = self.control("comment", object=self.post, message="rude", author_id="6601", author_name="Rufus B")
        self.assertEqual(self.act("POST", f"{self.page}/blocked", user="6601,6602").json, {"6601": True, "6602": False})
        self.assertEqual(self.get(f"{self.page}/blocked").json["data"], [{"id": "6601", "name": "Rufus B"}])
        again = json.dumps({"object": self.post, "message": "again", "author_id": "6601"})
        refused = self.ask("POST", "/control/comment", again)
        self.assertNotEqual(refused.status, 200)
        self.assertEqual(self.act("DELETE", f"{self.page}/blocked", user="6601").json, {"success": True})
        self.assertTrue(made["id"])

    def test_visitor_posts_can_be_hidden_and_deleted(self):
        visitor = self.control("visitor_post", message="hello")["id"]
        self.assertEqual(self.act("POST", visitor, is_hidden="true").json, {"success": True})
        self.assertEqual(self.act("DELETE", visitor).json, {"success": True})
        self.assertEqual(self.get(f"{self.page}/visitor_posts").json["data"], [])

    def test_a_form_must_be_a_form(self):
        made = self.comments(1)[0]
        reply = self.ask("POST", f"/v26.0/{made}", '{"is_hidden":true}',
                         {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        self.assertEqual(reply.code[0], 100)
        self.assertEqual(self.act("POST", made, is_hidden="perhaps").code[0], 100)


class WhatIsRemembered(SimulatorCase):
    def test_every_revision_that_was_served_is_in_the_ledger(self):
        made = self.comments(1)[0]
        self.read_comments()
        self.control("edit", id=made, message="comment 0, changed")
        self.control("edit", id=made, message="comment 0, changed again")
        self.read_comments()
        revisions = self.look("served")[made]["revisions"]
        self.assertEqual([r["message"] for r in revisions], ["comment 0", "comment 0, changed again"])

    def test_what_was_never_read_is_not_in_the_ledger(self):
        self.comments(1)
        self.read_comments(fields="id")
        self.assertEqual(self.look("served"), {})

    def test_usage_rises_with_the_calls_and_ends_in_a_throttle_that_calling_prolongs(self):
        self.control("budget", calls=10, regain_minutes=17)
        for expected in range(1, 11):
            usage = self.get(self.page).headers["x-business-use-case-usage"]
            self.assertIn(f'"call_count":{expected * 10},', usage)
        reply = self.get(self.page)
        self.assertEqual(reply.code[0], 80001)
        self.assertIn('"estimated_time_to_regain_access":17', reply.headers["x-business-use-case-usage"])
        self.assertIn('"estimated_time_to_regain_access":18', self.get(self.page).headers["x-business-use-case-usage"])
        self.control("clock", advance=18 * 60)
        self.assertEqual(self.get(self.page).status, 200)

    def test_requests_can_be_waited_for(self):
        self.get(self.page)
        found = self.look("requests", wait_ms=5000, match=f"/{self.page}$")
        self.assertEqual((found[0]["method"], found[0]["status"]), ("GET", 200))

    def test_a_load_is_the_same_for_the_same_seed(self):
        texts = []
        for _ in range(2):
            post = self.control("post", message="load")["id"]
            self.control("load", object=post, count=50, seed=3)
            comments = self.look("state")["comments"].values()
            texts.append([(c["author_name"], c["message"]) for c in comments if c["object_id"] == post])
        self.assertEqual(texts[0], texts[1])
        self.assertEqual(len(texts[0]), 50)

    def test_reset_forgets_everything(self):
        self.control("reset")
        self.assertEqual(self.look("state")["pages"], {})


if __name__ == "__main__":
    unittest.main()
