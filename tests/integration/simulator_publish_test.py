"""What is published on the simulated Facebook."""
import http.client
import json
import unittest
import urllib.error
import urllib.request

from simulator_client import SimulatorCase
from simulator_instagram_client import Pictures, jpeg


class Posts(SimulatorCase):
    def publish(self, **form):
        return self.act("POST", f"{self.page}/feed", **form)

    def listed(self, edge="published_posts"):
        return [post["id"] for post in self.get(f"{self.page}/{edge}", fields="id").json["data"]]

    def test_a_post_appears_and_tells_what_was_asked(self):
        made = self.publish(message="Doors at 11", fields="id,permalink_url,created_time").json
        self.assertEqual(made["created_time"], "2026-11-20T12:00:00+0000")
        self.assertIn(made["id"], self.listed())
        self.assertEqual(self.publish().code[0], 100)
        self.assertEqual(self.publish(message="x", colour="teal").code[0], 100)

    def test_it_needs_its_permission_and_its_task(self):
        self.control("token", token=self.token, tasks=["MODERATE"])
        self.assertEqual(self.publish(message="x").code[0], 200)
        self.control("token", token=self.token, tasks=["CREATE_CONTENT"], without=["pages_manage_posts"])
        self.assertEqual(self.publish(message="x").code[0], 200)

    def test_the_same_text_twice_is_a_duplicate_for_a_while(self):
        first = self.publish(message="Doors at 11").json["id"]
        self.assertEqual(self.publish(message="Doors at 11").code, (506, 1455006))
        self.control("clock", advance=600)
        self.assertNotEqual(self.publish(message="Doors at 11").json["id"], first)

    def test_a_scheduled_post_appears_at_its_time(self):
        now = int(self.world.clock.now())
        for ahead in (599, 30 * 86400 + 1):
            refused = self.publish(message="later", published="false", scheduled_publish_time=now + ahead)
            self.assertEqual(refused.code[0], 100)
        self.assertEqual(self.publish(message="later", scheduled_publish_time=now + 600).code[0], 100)
        made = self.publish(message="later", published="false", scheduled_publish_time=now + 600).json["id"]
        self.assertEqual((self.listed("scheduled_posts"), self.listed()), ([made], [self.post]))
        shown = self.get(made, fields="scheduled_publish_time,is_published").json
        self.assertEqual((shown["scheduled_publish_time"], shown["is_published"]), (now + 600, False))
        self.control("clock", advance=600)
        self.assertEqual((self.listed("scheduled_posts"), self.listed()), ([], [made, self.post]))

    def test_only_what_the_application_wrote_can_be_edited(self):
        made = self.publish(message="Doors at 12").json["id"]
        self.assertEqual(self.act("POST", made, message="Doors at 11").json, {"success": True})
        self.assertEqual(self.get(made, fields="message").json["message"], "Doors at 11")
        self.assertEqual(self.act("POST", self.post, message="x").code[0], 200)
        self.assertEqual(self.act("DELETE", made).json, {"success": True})

    def test_a_lost_answer_is_found_on_the_page(self):
        self.control("fault", name="applied_then_cut", method="POST")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.publish(message="Doors at 11")
        self.assertEqual(len(self.listed()), 2)
        self.assertEqual(self.publish(message="Doors at 11").code[0], 506)

    def test_refusals_can_be_made(self):
        for name, code in (("duplicate_post", (506, 1455006)), ("link_preview_failed", (1609005, None))):
            self.control("fault", name=name)
            self.assertEqual(self.publish(message="x").code, code)


class Photos(SimulatorCase):
    def upload(self, data=None, **fields):
        parts = [f'--b1\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]
        parts += [b'--b1\r\nContent-Disposition: form-data; name="source"; filename="p.jpg"\r\n'
                  b"Content-Type: image/jpeg\r\n\r\n" + (jpeg() if data is None else data) + b"\r\n--b1--\r\n"]
        return self.ask("POST", f"/v26.0/{self.page}/photos", b"".join(parts),
                        {"Authorization": f"Bearer {self.token}", "Content-Type": "multipart/form-data; boundary=b1"})

    def test_one_photo_is_a_post(self):
        made = self.upload(message="The hall", alt_text_custom="A hall with tables").json
        self.assertEqual(self.get(made["id"], fields="alt_text").json["alt_text"], "A hall with tables")
        self.assertEqual(self.get(made["post_id"], fields="message").json["message"], "The hall")

    def test_it_may_be_fetched_from_an_address_that_was_allowed(self):
        pictures = Pictures(self)
        url = pictures.put("p.jpg", jpeg())
        refused = self.act("POST", f"{self.page}/photos", url=url)
        self.assertEqual((refused.code[0], pictures.asked), (324, []))
        self.control("allow_host", host=pictures.host)
        self.assertEqual(self.act("POST", f"{self.page}/photos", url=url).status, 200)
        self.assertEqual(pictures.asked, ["/p.jpg"])

    def test_several_photos_become_one_post(self):
        photos = [self.upload(published="false").json["id"] for _ in range(2)]
        made = self.act("POST", f"{self.page}/feed", message="two", **{
            f"attached_media[{n}]": json.dumps({"media_fbid": photo}) for n, photo in enumerate(photos)}).json["id"]
        shown = self.get(made, fields="attachments{subattachments{target}}").json["attachments"]["data"][0]
        self.assertEqual([each["target"]["id"] for each in shown["subattachments"]["data"]], photos)
        again = self.act("POST", f"{self.page}/feed", **{"attached_media[0]": json.dumps({"media_fbid": photos[0]})})
        self.assertEqual(again.code[0], 100)

    def test_unpublished_photos_vanish_after_a_day(self):
        photo = self.upload(published="false").json["id"]
        self.assertEqual(self.get(photo, fields="images").status, 200)
        self.control("clock", advance=86400)
        self.assertEqual(self.get(photo).code, (100, 33))

    def test_what_was_uploaded_can_be_fetched_by_its_address(self):
        photo = self.upload(published="false").json["id"]
        address = self.get(photo, fields="images").json["images"][0]["source"]
        with urllib.request.urlopen(address) as answer:
            self.assertEqual(answer.read(), jpeg())
        self.control("clock", advance=86400)
        with self.assertRaises(urllib.error.HTTPError):
            urllib.request.urlopen(address)

    def test_what_is_no_picture_or_too_large_is_refused(self):
        self.assertEqual(self.upload(b"hello").code[0], 324)
        self.assertEqual(self.upload(jpeg(size=10 * 1024 * 1024)).code[0], 1366046)
        self.assertEqual(self.act("POST", f"{self.page}/photos", message="none").code[0], 100)


class Replies(SimulatorCase):
    def test_the_page_answers_posts_and_comments(self):
        made = self.comments(1)[0]
        under = self.act("POST", f"{made}/comments", message="Eleven").json["id"]
        top = self.act("POST", f"{self.post}/comments", message="Welcome").json["id"]
        stored = self.look("state")["comments"]
        self.assertEqual((stored[under]["parent_id"], stored[top]["parent_id"]), (made, ""))
        self.assertEqual(stored[under]["author_id"], self.page)
        self.assertEqual(self.act("POST", f"{made}/comments", message="").code[0], 100)
        self.control("token", token=self.token, without=["pages_manage_engagement"])
        self.assertEqual(self.act("POST", f"{made}/comments", message="x").code[0], 200)


if __name__ == "__main__":
    unittest.main()
