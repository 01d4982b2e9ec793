"""What is published on the simulated Instagram, and what goes wrong with it and with the rest."""
import http.client
import unittest

from simulator_instagram_client import InstagramCase, Pictures, jpeg

from instagram import host


class Publishing(InstagramCase):
    def setUp(self):
        super().setUp()
        self.pictures = Pictures(self)
        self.control("allow_host", host=self.pictures.host)
        self.url = self.pictures.put("good.jpg", jpeg())

    def make(self, **given):
        return self.call("POST", f"{self.account}/media", **{"image_url": self.url, **given})

    def publish(self, container):
        return self.call("POST", f"{self.account}/media_publish", creation_id=container)

    def status(self, container):
        return self.get(container, fields="status_code,status").json

    def test_a_picture_goes_from_container_to_media(self):
        self.control("switches", container_seconds=10)
        made = self.make(caption="Clay pots", alt_text="Ten pots on a table").json["id"]
        self.assertEqual(self.pictures.asked, ["/good.jpg"])
        self.assertEqual(self.status(made)["status_code"], "IN_PROGRESS")
        self.assertEqual(self.publish(made).code, (9007, 2207027))
        self.control("clock", advance=10)
        self.assertEqual(self.status(made)["status_code"], "FINISHED")
        media = self.publish(made).json["id"]
        self.assertEqual(self.status(made)["status_code"], "PUBLISHED")
        shown = self.get(media, fields="caption,alt_text,media_type").json
        self.assertEqual((shown["caption"], shown["alt_text"]), ("Clay pots", "Ten pots on a table"))

    def test_a_container_is_published_once(self):
        made = self.make().json["id"]
        self.publish(made)
        self.assertEqual(self.publish(made).code[0], 100)
        self.control("switches", double_publish=9007)
        self.assertEqual(self.publish(made).code[0], 9007)
        self.assertEqual(len(self.get(f"{self.account}/media").json["data"]), 2)

    def test_a_video_is_fetched_and_becomes_a_reel(self):
        url = self.pictures.put("fair.mp4", b"a video")
        made = self.make(image_url="", media_type="REELS", video_url=url, caption="The fair").json["id"]
        media = self.publish(made).json["id"]
        shown = self.get(media, fields="media_type,media_product_type").json
        self.assertEqual((shown["media_type"], shown["media_product_type"]), ("VIDEO", "REELS"))
        gone = self.make(image_url="", media_type="REELS", video_url=f"http://{self.pictures.host}/gone.mp4")
        self.assertEqual(gone.code, (9004, 2207052))

    def test_after_a_day_it_is_expired(self):
        made = self.make().json["id"]
        self.control("clock", advance=86400)
        self.assertEqual(self.status(made)["status_code"], "EXPIRED")
        self.assertEqual(self.publish(made).code, (24, 2207006))
        self.assertEqual(self.publish("18010000000009999").code, (24, 2207008))

    def test_pictures_that_cannot_be_had_are_refused(self):
        for url, wanted in ((self.pictures.put("page.png", b"\x89PNG"), (36001, 2207005)),
                            (self.pictures.put("wide.jpg", jpeg(2000, 1000)), (36003, 2207009)),
                            (self.pictures.put("huge.jpg", jpeg(size=8 * 1024 * 1024)), (36000, 2207004)),
                            (f"http://{self.pictures.host}/gone.jpg", (9004, 2207052)),
                            ("http://127.0.0.1:1/x.jpg", (9004, 2207052)), ("file:///etc/hosts", (9004, 2207052))):
            self.assertEqual(self.make(image_url=url).code, wanted, url)
        self.control("switches", public_check=True)
        self.assertEqual(self.make().code, (9004, 2207052))

    def test_it_may_show_in_the_container_only(self):
        self.control("switches", fetch_errors="container")
        made = self.make(image_url=self.pictures.put("page.png", b"\x89PNG")).json["id"]
        self.assertEqual(self.status(made)["status_code"], "ERROR")
        self.assertIn("2207005", self.status(made)["status"])
        self.assertEqual(self.publish(made).code[0], 9007)

    def test_several_pictures_are_one_post_and_count_once(self):
        items = [self.make(is_carousel_item="true", alt_text=f"picture {n}").json["id"] for n in range(2)]
        self.assertEqual(self.publish(items[0]).code, (24, 2207008))
        one = {"media_type": "CAROUSEL", "caption": "Pots"}
        self.assertEqual(self.call("POST", f"{self.account}/media", children=items[0], **one).code[0], 100)
        made = self.call("POST", f"{self.account}/media", children=",".join(items), **one).json["id"]
        media = self.publish(made).json["id"]
        children = self.get(media, fields="children{alt_text}").json["children"]["data"]
        self.assertEqual([each["alt_text"] for each in children], ["picture 0", "picture 1"])
        limit = self.get(f"{self.account}/content_publishing_limit", fields="quota_usage,config").json["data"][0]
        self.assertEqual((limit["quota_usage"], limit["config"]["quota_total"]), (1, 100))

    def test_the_days_quota_ends(self):
        self.control("switches", quota_total=1)
        first, second = (self.make().json["id"] for _ in range(2))
        self.assertEqual(self.publish(first).status, 200)
        self.assertEqual(self.publish(second).code, (9, 2207042))

    def test_what_is_asked_for_is_read_strictly(self):
        self.assertEqual(self.make(caption="x" * 2201).code, (36004, 2207010))
        self.assertEqual(self.make(colour="teal").code[0], 100)
        self.assertEqual(self.call("POST", f"{self.account}/media", caption="text only").code[0], 100)
        reel = {"media_type": "REELS", "video_url": self.pictures.put("x.mp4", b"a video")}
        self.assertEqual(self.call("POST", f"{self.account}/media", alt_text="x", **reel).code[0], 100)
        self.assertEqual(self.call("POST", f"{self.account}/media", **reel).status, 200)
        self.facebook("token", token="page-token-0001", without=["instagram_content_publish"])
        self.assertEqual(self.make().code[0], 200)

    def test_a_lost_answer_is_found_in_the_container(self):
        made = self.make().json["id"]
        self.fault("applied_then_cut", path="media_publish")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.publish(made)
        self.assertEqual(self.status(made)["status_code"], "PUBLISHED")
        self.assertEqual(len(self.get(f"{self.account}/media").json["data"]), 2)


class Faults(InstagramCase):
    def test_each_refusal_of_publishing_can_be_made(self):
        for name, (code, subcode, text) in host._REFUSALS.items():
            self.fault(name, path="/media$")
            reply = self.call("POST", f"{self.account}/media", image_url="http://127.0.0.1:1/x.jpg")
            self.assertEqual(reply.code, (code, subcode), name)
            self.assertEqual(reply.json["error"]["error_user_msg"], text)

    def test_faults_strike_instagram_and_leave_facebook_alone(self):
        self.fault("throttle", regain_minutes=17, times=0)
        reply = self.comments()
        self.assertEqual(reply.code[0], 80002)
        self.assertIn(self.account, reply.headers["x-business-use-case-usage"])
        self.assertEqual(self.get("104000000000011").status, 200)

    def test_elements_are_spoiled(self):
        made = self.comment()
        self.fault("malformed", variant="lone_surrogate")
        self.assertIn(b"\\ud83d\"", self.comments().body)
        self.assertNotIn(made, self.look("served"))
        self.fault("missing_from")
        self.assertNotIn("from", self.comments().json["data"][0])

    def test_a_comment_vanishes_between_two_pages(self):
        made = [self.comment(f"comment {n}") for n in range(3)]
        self.fault("vanish", path="/comments$", which="last")
        self.comments(limit=2)
        self.assertEqual(self.ids(self.comments()), [made[2], made[0]])

    def test_pages_can_overlap_be_empty_or_lose_their_cursor(self):
        made = [self.comment(f"comment {n}") for n in range(4)]
        self.fault("empty_page")
        empty = self.comments(limit=2).json
        self.assertEqual(empty["data"], [])
        after = self.comments(limit=2, after=empty["paging"]["cursors"]["after"]).json["paging"]["cursors"]["after"]
        self.fault("duplicates")
        self.assertEqual(self.ids(self.comments(limit=2, after=after)), [made[2], made[1]])
        self.fault("stale_cursors")
        self.assertEqual(self.comments(limit=2, after=after).code[0], 100)


if __name__ == "__main__":
    unittest.main()
