"""The simulated Instagram keeps the rules of the real one, as far as they are documented: reading and moderating."""
import unittest

from simulator_instagram_client import PAGE, TOKEN, InstagramCase


class WhoMayAsk(InstagramCase):
    def test_the_page_leads_to_its_account(self):
        fields = "instagram_business_account{id,username}"
        page = self.get(PAGE, fields=fields).json
        self.assertEqual(page["instagram_business_account"], {"id": self.account, "username": "bramblecoteprimary"})
        accounts = self.get("me/accounts", token="user-token-0001", fields="id," + fields).json["data"]
        self.assertEqual(accounts[0]["instagram_business_account"]["id"], self.account)
        self.assertEqual(self.ask("GET", f"/instagram/v26.0/{PAGE}?fields={fields}",
                                  headers={"Authorization": f"Bearer {TOKEN}"}).status, 200)

    def test_a_missing_permission_is_named(self):
        for path, permission in ((f"{self.account}/media", "instagram_basic"),
                                 (f"{self.account}/media", "pages_read_engagement"),
                                 (f"{self.media}/comments", "instagram_manage_comments"),
                                 (f"{self.account}/content_publishing_limit", "instagram_content_publish")):
            self.facebook("token", token=TOKEN, without=[permission])
            reply = self.get(path)
            self.assertEqual(reply.code, (200, None), path)
            self.assertIn(permission, reply.json["error"]["message"])
            self.facebook("token", token=TOKEN, permissions=[
                "instagram_basic", "instagram_manage_comments", "instagram_content_publish", "pages_read_engagement"])

    def test_another_pages_token_sees_nothing(self):
        other = self.facebook("page", name="Nettlefield Primary", token="other-token")
        for path in (self.account, self.media, f"{self.media}/comments"):
            self.assertEqual(self.call("GET", path, token=other["token"]).code, (100, 33))
        self.assertEqual(self.call("GET", self.media, token="unknown").code, (190, None))

    def test_which_kind_of_token_is_accepted_is_a_switch(self):
        for kinds, page, user in (("both", 200, 200), ("page", 200, 400), ("user", 400, 200)):
            self.control("switches", tokens=kinds)
            self.assertEqual(self.get(self.media).status, page, kinds)
            self.assertEqual(self.call("GET", self.media, token="user-token-0001").status, user, kinds)

    def test_what_is_not_known_is_refused(self):
        for given in ({"fields": "mood"}, {"colour": "teal"}, {"limit": "101"}, {"pretty": "1"}):
            self.assertEqual(self.comments(**given).code[0], 100, given)
        self.assertEqual(self.get(f"{self.media}/mood").code[0], 2500)

    def test_the_accounts_own_budget_is_told_and_enforced(self):
        self.control("budget", calls=1)
        self.assertIn('"type":"instagram"', self.get(self.media).headers["x-business-use-case-usage"])
        refused = self.get(self.media)
        self.assertEqual(refused.code[0], 80002)
        self.assertIn(self.account, refused.headers["x-business-use-case-usage"])
        self.assertEqual(self.get(PAGE).status, 200)


class Media(InstagramCase):
    def test_newest_first_in_pages(self):
        made = [self.control("media", caption=f"picture {n}", age_seconds=100 - n)["id"] for n in range(3)]
        first = self.get(f"{self.account}/media", fields="id,caption", limit=3).json
        self.assertEqual([each["id"] for each in first["data"]], made[::-1])
        second = self.get(f"{self.account}/media", limit=3, after=first["paging"]["cursors"]["after"]).json
        self.assertEqual([each["id"] for each in second["data"]], [self.media])
        self.assertNotIn("next", second["paging"])
        since = self.get(f"{self.account}/media", since=int(self.world.clock.now()) - 99)
        self.assertEqual(self.ids(since), [made[2], made[1]])

    def test_a_carousel_has_children_and_fields_may_be_missing(self):
        made = self.control("media", children=2)
        album = self.get(made["id"], fields="media_type,caption,children{id,media_url}").json
        self.assertEqual([each["id"] for each in album["children"]["data"]], made["children"])
        self.assertEqual(album["media_type"], "CAROUSEL_ALBUM")
        self.assertNotIn("caption", album)
        bare = self.control("media", type="VIDEO", with_url=False)["id"]
        self.assertNotIn("media_url", self.get(bare, fields="media_url,thumbnail_url").json)
        self.assertEqual(len(self.get(f"{self.account}/media").json["data"]), 3)

    def test_the_count_has_replies_and_may_lag(self):
        top = self.comment()
        self.control("reply", comment=top, text="thanks")
        self.assertEqual(self.get(self.media, fields="comments_count").json["comments_count"], 2)
        self.control("switches", count_lag=1)
        self.assertEqual(self.get(self.media, fields="comments_count").json["comments_count"], 1)

    def test_stories_last_a_day(self):
        made = self.control("media", product="STORY", age_seconds=86399)["id"]
        self.assertEqual(self.ids(self.get(f"{self.account}/stories")), [made])
        self.control("clock", advance=2)
        self.assertEqual(self.ids(self.get(f"{self.account}/stories")), [])

    def test_tags_have_cursors_and_no_next(self):
        made = [self.control("tagged", caption=f"@bramblecoteprimary {n}", age_seconds=100 - n)["id"] for n in range(3)]
        first = self.get(f"{self.account}/tags", limit=2, fields="id,username").json
        self.assertEqual([each["id"] for each in first["data"]], made[:0:-1])
        self.assertNotIn("next", first["paging"])
        rest = self.get(f"{self.account}/tags", limit=2, after=first["paging"]["cursors"]["after"])
        self.assertEqual(self.ids(rest), made[:1])

    def test_mentions_are_read_through_the_account_only(self):
        made = self.control("mention", caption="look @bramblecoteprimary", text="hello @bramblecoteprimary")
        self.assertEqual(self.get(made["comment"]).code, (100, 33))
        fields = f"mentioned_comment.comment_id({made['comment']}){{id,text,media{{id}}}}"
        comment = self.get(self.account, fields=fields)
        self.assertEqual(comment.json["mentioned_comment"]["media"]["id"], made["media"])
        media = self.get(self.account, fields=f"mentioned_media.media_id({made['media']}){{id,caption}}")
        self.assertEqual(media.json["mentioned_media"]["caption"], "look @bramblecoteprimary")
        other = self.comment("no mention")
        refused = self.get(self.account, fields=f"mentioned_comment.comment_id({other}){{id}}")
        self.assertEqual(refused.code, (100, 33))
        answer = self.call("POST", f"{self.account}/mentions", media_id=made["media"], comment_id=made["comment"],
                           message="Thank you")
        self.assertEqual(self.stored(answer.json["id"])["parent_id"], made["comment"])


class Comments(InstagramCase):
    def test_top_level_newest_first_with_replies_beneath(self):
        first, second = self.comment(age_seconds=60), self.comment()
        reply = self.control("reply", comment=first, text="a reply")["id"]
        deeper = self.control("reply", comment=reply, text="deeper")["id"]
        data = self.comments().json["data"]
        self.assertEqual([each["id"] for each in data], [second, first])
        self.assertEqual([each["id"] for each in data[1]["replies"]["data"]], [reply, deeper])
        self.assertNotIn("replies", data[0])
        self.assertEqual(self.ids(self.get(f"{first}/replies")), [reply, deeper])

    def test_the_default_fields(self):
        self.comment()
        self.assertEqual(set(self.get(f"{self.media}/comments").json["data"][0]), {"id", "text", "timestamp"})

    def test_fifty_at_most_and_perhaps_no_way_on(self):
        made = [self.comment(f"comment {n}") for n in range(60)]
        first = self.comments(limit=100).json
        self.assertEqual([each["id"] for each in first["data"]], made[:9:-1])
        self.assertEqual(self.ids(self.comments(after=first["paging"]["cursors"]["after"])), made[9::-1])
        self.control("switches", beyond_fifty=False)
        self.assertNotIn("next", self.comments(limit=100).json["paging"])

    def test_nested_replies_are_pages_themselves(self):
        top = self.comment()
        replies = [self.control("reply", comment=top, text=f"reply {n}")["id"] for n in range(4)]
        self.control("switches", nested_max=3)
        nested = self.comments().json["data"][0]["replies"]
        self.assertEqual([each["id"] for each in nested["data"]], replies[:3])
        rest = self.get(f"{top}/replies", after=nested["paging"]["cursors"]["after"])
        self.assertEqual(self.ids(rest), replies[3:])

    def test_hidden_ones_may_be_left_out_of_the_list_and_are_there_by_id(self):
        made = self.comment()
        self.control("hide", id=made)
        self.assertTrue(self.comments().json["data"][0]["hidden"])
        self.control("switches", hidden_listed=False)
        self.assertEqual(self.ids(self.comments()), [])
        self.assertTrue(self.get(made, fields="hidden").json["hidden"])

    def test_in_development_there_is_nothing_but_cursors(self):
        self.comment()
        self.control("switches", development=True)
        reply = self.comments().json
        self.assertEqual((reply["data"], bool(reply["paging"]["cursors"]["after"])), ([], True))

    def test_restricted_people_and_withheld_authors(self):
        self.comment(restricted=True)
        self.comment(withhold_from=True)
        data = self.comments().json["data"]
        self.assertEqual(["from" in each for each in data], [False])
        self.assertEqual(data[0]["username"], "sample_parent")

    def test_a_picture_alone_has_no_text_and_served_revisions_are_remembered(self):
        made = self.comment("")
        self.comments()
        self.control("edit", id=made, text="words")
        self.comments()
        self.assertEqual([each["message"] for each in self.look("served")[made]["revisions"]], ["", "words"])


class Moderating(InstagramCase):
    def test_hiding_is_seen_and_can_be_undone(self):
        made = self.comment()
        for wanted in ("true", "false"):
            self.assertEqual(self.call("POST", made, hide=wanted).json, {"success": True})
            self.assertEqual(self.get(made, fields="hidden").json["hidden"], wanted == "true")
        self.assertEqual(self.call("POST", made, hidden="true").code[0], 100)
        self.assertEqual(self.call("POST", made).code[0], 100)

    def test_ones_own_comments_stay_visible(self):
        own = self.comment("Thank you", as_account=True)
        self.assertEqual(self.call("POST", own, hide="true").json, {"success": True})
        self.assertFalse(self.stored(own)["hidden"])

    def test_deleting_takes_the_replies_along(self):
        made = self.comment()
        reply = self.control("reply", comment=made, text="x")["id"]
        self.assertEqual(self.call("DELETE", made).json, {"success": True})
        for gone in (made, reply):
            self.assertEqual(self.get(gone).code, (100, 33))
        self.assertEqual(self.call("DELETE", made).code, (100, 33))

    def test_moderating_needs_its_permission_and_its_task(self):
        made = self.comment()
        self.facebook("token", token=TOKEN, tasks=["CREATE_CONTENT"])
        self.assertEqual(self.call("POST", made, hide="true").code[0], 200)
        self.assertFalse(self.stored(made)["hidden"])

    def test_replies_are_filed_under_the_top_comment(self):
        made = self.comment()
        reply = self.call("POST", f"{made}/replies", message="Thank you").json["id"]
        deeper = self.call("POST", f"{reply}/replies", message="again").json["id"]
        self.assertEqual((self.stored(reply)["parent_id"], self.stored(deeper)["parent_id"]), (made, made))
        top = self.call("POST", f"{self.media}/comments", message="Welcome").json["id"]
        self.assertEqual(self.stored(top)["parent_id"], "")
        for text in ("", "x" * 301, "#a #b #c #d #e", "http://a http://b"):
            self.assertEqual(self.call("POST", f"{made}/replies", message=text).code[0], 100)
        self.call("POST", made, hide="true")
        self.assertEqual(self.call("POST", f"{made}/replies", message="x").code[0], 100)

    def test_comments_can_be_switched_off_and_on(self):
        for wanted in ("false", "true"):
            self.assertEqual(self.call("POST", self.media, comment_enabled=wanted).json, {"success": True})
            self.assertEqual(self.get(self.media, fields="is_comment_enabled").json["is_comment_enabled"],
                             wanted == "true")
            made = self.call("POST", f"{self.media}/comments", message="Hello")
            self.assertEqual(made.status, 200 if wanted == "true" else 400)

    def test_media_can_be_deleted(self):
        self.assertEqual(self.call("DELETE", self.media).json, {"success": True})
        self.assertEqual(self.get(self.media).code, (100, 33))


if __name__ == "__main__":
    unittest.main()
