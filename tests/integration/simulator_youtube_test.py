"""The simulated YouTube keeps the rules of the real one, as far as they are documented: listing and moderating."""
import unittest

from simulator_youtube_client import OWN, TOKEN, YouTubeCase


class WhoMayAsk(YouTubeCase):
    def test_without_a_good_token_nothing_is_told(self):
        self.assertEqual(self.reason(self.call("GET", "commentThreads", token="unknown")), (401, "authError"))
        self.control("token", token=TOKEN, expires_in=60)
        self.control("clock", advance=61)
        self.assertEqual(self.reason(self.threads()), (401, "authError"))

    def test_comments_need_force_ssl_and_lists_do_not(self):
        self.control("token", token=TOKEN, scopes=["readonly"])
        self.assertEqual(self.reason(self.threads()), (403, "insufficientPermissions"))
        self.assertEqual(self.get("channels", mine="true").status, 200)

    def test_a_key_shows_what_is_public_and_no_more(self):
        made = self.comment()
        asked = {"part": "snippet", "videoId": self.video, "token": None, "key": "google-key-0001"}
        self.assertEqual(self.ids(self.call("GET", "commentThreads", **asked)), [made])
        held = self.call("GET", "commentThreads", moderationStatus="heldForReview", **asked)
        self.assertEqual(self.reason(held), (403, "forbidden"))
        wrong = self.call("GET", "videos", part="id", id=self.video, token=None, key="wrong")
        self.assertEqual(self.reason(wrong), (400, "keyInvalid"))
        self.assertEqual(self.reason(self.call("GET", "videos", part="id", id=self.video, token=None)),
                         (403, "forbidden"))

    def test_another_channels_token_sees_and_decides_nothing_that_is_held(self):
        made = self.comment(status="heldForReview")
        other = self.control("account", title="Nettlefield", handle="@nettlefield", id="UCbbbbbbbbbbbbbbbbbbbbbb")
        asked = {"part": "snippet", "allThreadsRelatedToChannelId": OWN, "moderationStatus": "heldForReview"}
        self.assertEqual(self.reason(self.call("GET", "commentThreads", token=other["token"], **asked)),
                         (403, "forbidden"))
        refused = self.call("POST", "comments/setModerationStatus", token=other["token"], id=made,
                            moderationStatus="published")
        self.assertEqual(self.reason(refused), (403, "forbidden"))


class Lists(YouTubeCase):
    def test_the_channel_leads_to_its_uploads_and_they_to_the_videos(self):
        private = self.control("video", title="Draft", privacy="private")["id"]
        channel = self.get("channels", part="contentDetails", mine="true").json["items"][0]
        uploads = channel["contentDetails"]["relatedPlaylists"]["uploads"]
        self.assertEqual(uploads, "UU" + OWN[2:])
        items = self.get("playlistItems", part="contentDetails,status", playlistId=uploads).json["items"]
        self.assertEqual([item["contentDetails"]["videoId"] for item in items], [private, self.video])
        self.assertNotIn("videoPublishedAt", items[0]["contentDetails"])
        found = self.get("videos", id=f"{self.video},gone", part="snippet,status,statistics").json["items"]
        self.assertEqual([video["id"] for video in found], [self.video])
        self.assertEqual(found[0]["statistics"]["commentCount"], "0")

    def test_without_comments_there_is_no_count_and_no_list(self):
        self.comment()
        self.control("video", id=self.video, comments_enabled=False)
        video = self.get("videos", id=self.video, part="statistics").json["items"][0]
        self.assertNotIn("commentCount", video["statistics"])
        refused = self.threads(allThreadsRelatedToChannelId=None, videoId=self.video)
        self.assertEqual(self.reason(refused), (403, "commentsDisabled"))
        self.assertEqual(self.ids(self.threads()), [])

    def test_only_the_parts_asked_for_are_there(self):
        self.comment()
        self.assertEqual(set(self.threads(part="id").json["items"][0]), {"kind", "etag", "id"})
        for given, reason in (({"part": ""}, "missingRequiredParameter"), ({"part": "mood"}, "unknownPart"),
                              ({"colour": "teal"}, "unexpectedParameter"), ({"maxResults": "101"}, "invalidParameter"),
                              ({"order": "mood"}, "invalidParameter"), ({"textFormat": "x"}, "invalidParameter"),
                              ({"moderationStatus": "rejected"}, "invalidParameter")):
            self.assertEqual(self.reason(self.threads(**given)), (400, reason), given)

    def test_an_etag_that_is_known_saves_the_body_and_not_the_unit(self):
        tag = self.threads().json["etag"]
        before = self.control("quota")["units"]
        again = self.call("GET", "commentThreads", part="id,snippet,replies", allThreadsRelatedToChannelId=OWN,
                          textFormat="plainText", headers={"If-None-Match": tag})
        self.assertEqual((again.status, again.body, self.control("quota")["units"]), (304, b"", before - 1))


class Threads(YouTubeCase):
    def test_exactly_one_filter(self):
        self.assertEqual(self.reason(self.threads(allThreadsRelatedToChannelId=None)),
                         (400, "missingRequiredParameter"))
        self.assertEqual(self.reason(self.threads(videoId=self.video)), (400, "incompatibleParameters"))
        self.assertEqual(self.reason(self.threads(allThreadsRelatedToChannelId="UCgone")), (404, "channelNotFound"))
        self.assertEqual(self.reason(self.threads(allThreadsRelatedToChannelId=None, videoId="gone")),
                         (404, "videoNotFound"))

    def test_newest_first_and_a_new_reply_lifts_nothing(self):
        first, second = self.comment(age_seconds=600), self.comment(age_seconds=300)
        self.control("reply", comment=first, text="late")
        self.assertEqual(self.ids(self.threads()), [second, first])

    def test_each_filter_has_its_threads(self):
        under = self.comment()
        about = self.control("comment", text="about the channel")["id"]
        post = self.control("community_post")["id"]
        beneath = self.control("comment", post=post, text="under a post")["id"]
        for given, wanted in (({"videoId": self.video}, [under]), ({"channelId": OWN}, [about]),
                              ({"postId": post}, [beneath]), ({"id": f"{under},gone"}, [under])):
            self.assertEqual(self.ids(self.threads(allThreadsRelatedToChannelId=None, **given)), wanted, given)
        self.assertEqual(self.ids(self.threads()), [beneath, about, under])
        self.control("switches", posts_in_all=False)
        self.assertEqual(self.ids(self.threads()), [about, under])

    def test_each_state_has_its_list_and_rejected_has_none(self):
        made = {status: self.comment(status=status)
                for status in ("published", "heldForReview", "likelySpam", "rejected")}
        for status in ("published", "heldForReview", "likelySpam"):
            self.assertEqual(self.ids(self.threads(moderationStatus=status)), [made[status]])
        held = self.threads(moderationStatus="heldForReview").json["items"][0]["snippet"]
        self.assertFalse(held["isPublic"])
        self.assertEqual(held["topLevelComment"]["snippet"]["moderationStatus"], "heldForReview")
        refused = self.threads(allThreadsRelatedToChannelId=None, id=made["published"], moderationStatus="published")
        self.assertEqual(self.reason(refused), (400, "incompatibleParameters"))

    def test_a_thread_is_held_when_a_reply_is(self):
        top = self.comment()
        reply = self.control("reply", comment=top, text="rude", status="heldForReview")["id"]
        self.assertEqual(self.ids(self.threads(moderationStatus="heldForReview")), [top])
        published = self.threads().json["items"][0]
        self.assertEqual((published["snippet"]["totalReplyCount"], "replies" in published), (0, False))
        self.assertEqual(self.ids(self.get("comments", parentId=top)), [])
        self.control("switches", held_replies_listed=True)
        self.assertEqual(self.ids(self.get("comments", parentId=top)), [reply])

    def test_five_replies_come_along_and_the_rest_is_asked_for(self):
        top = self.comment()
        replies = [self.control("reply", comment=top, text=f"reply {n}")["id"] for n in range(7)]
        thread = self.threads().json["items"][0]
        self.assertEqual(thread["snippet"]["totalReplyCount"], 7)
        self.assertEqual([each["id"] for each in thread["replies"]["comments"]], replies[-5:])
        listed = self.ids(self.get("comments", parentId=top, maxResults=100))
        self.assertEqual(set(listed), set(replies))
        self.assertNotEqual(listed, replies)  # no order is promised
        self.assertTrue(all(each.startswith(top + ".") for each in replies))
        self.assertEqual(self.reason(self.get("comments", parentId="gone")), (404, "commentNotFound"))

    def test_pages_shift_when_something_arrives(self):
        made = [self.comment(f"comment {n}", age_seconds=100 - n) for n in range(5)]
        first = self.threads(maxResults=3)
        self.assertEqual(self.ids(first), made[:1:-1])
        self.comment()
        second = self.threads(maxResults=3, pageToken=first.json["nextPageToken"])
        self.assertEqual(self.ids(second), [made[2], made[1], made[0]])
        self.assertNotIn("nextPageToken", second.json)
        other = self.threads(maxResults=3, moderationStatus="heldForReview", pageToken=first.json["nextPageToken"])
        self.assertEqual(self.reason(other), (400, "invalidPageToken"))

    def test_text_comes_plain_or_as_html_and_the_original_only_to_its_author(self):
        self.comment("tea & cake\nat https://example.org")
        own = self.comment("Thank you", as_channel=True)
        plain = {item["id"]: item["snippet"]["topLevelComment"]["snippet"] for item in self.threads().json["items"]}
        self.assertEqual(plain[own]["textOriginal"], "Thank you")
        self.assertEqual([text["textDisplay"] for text in plain.values() if "textOriginal" not in text],
                         ["tea & cake\nat https://example.org"])
        html = self.threads(textFormat=None).json["items"][-1]["snippet"]["topLevelComment"]["snippet"]["textDisplay"]
        self.assertIn("tea &amp; cake<br>at <a href=", html)

    def test_pictures_lost_authors_and_edits_are_seen(self):
        picture = self.comment("", image_url="https://yt3.example/x.gif")
        lost = self.comment("hm", unknown_author=True)
        self.control("clock", advance=60)
        self.control("edit", id=lost, text="hm hm")
        found = {item["id"]: item["snippet"]["topLevelComment"]["snippet"] for item in self.threads().json["items"]}
        self.assertEqual((found[picture]["textDisplay"], found[picture]["imageUrl"]), ("", "https://yt3.example/x.gif"))
        self.assertNotIn("authorChannelId", found[lost])
        self.assertNotEqual(found[lost]["publishedAt"], found[lost]["updatedAt"])

    def test_new_comments_and_decisions_may_show_late_and_totals_are_estimates(self):
        self.control("switches", shown_after=60, moderated_after=30, estimate_off=3)
        made = self.comment()
        self.assertEqual(self.ids(self.threads()), [])
        self.control("clock", advance=60)
        self.decide("heldForReview", made)
        self.assertEqual(self.ids(self.threads()), [made])
        self.control("clock", advance=30)
        self.assertEqual(self.ids(self.threads()), [])
        self.assertEqual(self.threads().json["pageInfo"]["totalResults"], 3)


class Moderating(YouTubeCase):
    def test_holding_can_be_undone_and_rejecting_cannot(self):
        made = self.comment()
        for status in ("heldForReview", "published", "rejected"):
            reply = self.decide(status, made)
            self.assertEqual((reply.status, reply.body), (204, b""))
            self.assertEqual(self.stored(made)["status"], status)
        self.assertEqual(self.reason(self.decide("published", made)), (400, "processingFailure"))
        self.control("switches", after_rejected="forbidden")
        self.assertEqual(self.reason(self.decide("published", made)), (403, "forbidden"))
        self.assertEqual(self.decide("rejected", made).status, 204)

    def test_rejecting_takes_the_replies_along(self):
        made = self.comment()
        reply = self.control("reply", comment=made, text="reply")["id"]
        self.decide("rejected", made)
        self.assertEqual(self.ids(self.get("comments", id=f"{made},{reply}")), [])

    def test_it_is_read_strictly(self):
        made = self.comment()
        for given, wanted in (({"ids": [made], "status": "likelySpam"}, (400, "invalidParameter")),
                              ({"ids": ["x"] * 51, "status": "rejected"}, (400, "invalidParameter")),
                              ({"ids": ["gone"], "status": "rejected"}, (404, "commentNotFound"))):
            self.assertEqual(self.reason(self.decide(given["status"], *given["ids"])), wanted)
        self.assertEqual(self.reason(self.decide("heldForReview", made, banAuthor="true")), (400, "banWithoutReject"))
        body = self.call("POST", "comments/setModerationStatus", {"id": made}, id=made, moderationStatus="rejected")
        self.assertEqual(self.reason(body), (400, "unexpectedParameter"))

    def test_a_ban_rejects_what_the_author_writes_later(self):
        made = self.comment(author_id="UCrude")
        self.decide("rejected", made, banAuthor="true")
        self.assertEqual(self.stored(self.comment("again", author_id="UCrude"))["status"], "rejected")

    def test_a_batch_with_one_bad_id_fails_as_a_whole_or_partly(self):
        first = self.comment()
        self.assertEqual(self.decide("heldForReview", first, "gone").status, 404)
        self.assertEqual(self.stored(first)["status"], "published")
        self.control("switches", batch="partly")
        self.assertEqual(self.decide("heldForReview", first, "gone").status, 404)
        self.assertEqual(self.stored(first)["status"], "heldForReview")

    def test_what_its_author_deleted_cannot_be_processed(self):
        made = self.comment()
        self.control("delete", id=made)
        self.assertEqual(self.reason(self.decide("rejected", made)), (400, "processingFailure"))

    def test_only_own_comments_are_deleted_or_edited(self):
        made, own = self.comment(), self.comment("Thank yuo", as_channel=True)
        self.assertEqual(self.reason(self.call("DELETE", "comments", id=made)), (403, "forbidden"))
        edited = self.call("PUT", "comments", {"id": own, "snippet": {"textOriginal": "Thank you"}}, part="snippet")
        self.assertEqual(edited.json["snippet"]["textDisplay"], "Thank you")
        self.assertEqual(self.call("DELETE", "comments", id=own).status, 204)
        self.assertEqual(self.reason(self.call("DELETE", "comments", id=own)), (404, "commentNotFound"))

    def test_replies_go_under_top_comments(self):
        top = self.comment()

        def answer(**snippet):
            return self.call("POST", "comments", {"snippet": snippet}, part="snippet")

        made = answer(parentId=top, textOriginal="Thank you").json
        self.assertEqual(made["snippet"]["parentId"], top)
        for snippet, wanted in (({"parentId": made["id"], "textOriginal": "x"}, (400, "operationNotSupported")),
                                ({"parentId": "gone", "textOriginal": "x"}, (404, "parentCommentNotFound")),
                                ({"textOriginal": "x"}, (400, "parentIdMissing")),
                                ({"parentId": top, "textOriginal": ""}, (400, "commentTextRequired")),
                                ({"parentId": top, "textOriginal": "x" * 10001}, (400, "commentTextTooLong")),
                                ({"parentId": top, "mood": "x"}, (400, "badRequest"))):
            self.assertEqual(self.reason(answer(**snippet)), wanted)
        self.decide("heldForReview", top)
        self.assertEqual(self.reason(answer(parentId=top, textOriginal="x")), (400, "parentCommentIsPrivate"))

    def test_a_reply_to_a_rejected_comment_vanishes(self):
        top = self.comment(status="rejected")
        made = self.call("POST", "comments", {"snippet": {"parentId": top, "textOriginal": "x"}}, part="snippet").json
        self.assertEqual(self.ids(self.get("comments", id=made["id"])), [])

    def test_a_new_thread_can_be_begun(self):
        snippet = {"channelId": OWN, "videoId": self.video, "topLevelComment": {"snippet": {"textOriginal": "Welcome"}}}
        made = self.call("POST", "commentThreads", {"snippet": snippet}, part="snippet").json
        self.assertEqual(self.ids(self.threads()), [made["id"]])


class Quota(YouTubeCase):
    def left(self):
        return self.control("quota")["units"]

    def test_reading_costs_one_writing_fifty_and_a_mistake_one(self):
        made, before = self.comment(), self.left()
        self.threads()
        self.assertEqual(self.left(), before - 1)
        self.decide("heldForReview", made)
        self.assertEqual(self.left(), before - 51)
        self.decide("heldForReview", "gone")
        self.threads(colour="teal")
        self.assertEqual(self.left(), before - 53)

    def test_the_day_ends_at_midnight_pacific(self):
        self.control("quota", units=1)
        self.assertEqual([self.threads().status, self.threads().status], [200, 403])
        self.assertEqual(self.reason(self.threads()), (403, "quotaExceeded"))
        self.control("clock", stop_at="2026-11-21T07:59:59Z")
        self.assertEqual(self.threads().status, 403)
        self.control("clock", advance=1)
        self.assertEqual(self.threads().status, 200)


if __name__ == "__main__":
    unittest.main()
