"""What is published on the simulated X, and what is refused."""
import base64
import http.client
import unittest

from simulator_instagram_client import jpeg
from simulator_x_client import OWN, TOKEN, XCase

from x.weight import weight

PICTURE = jpeg()


class Publishing(XCase):
    def publish(self, text="Doors at 11", **given):
        return self.call("POST", "/2/tweets", {"text": text, **given} if text is not None else given)

    def timeline(self):
        return self.ids(self.get(f"/2/users/{OWN}/tweets"))

    def test_a_post_is_created_and_found(self):
        made = self.publish(reply_settings="following")
        self.assertEqual((made.status, made.json["data"]["text"]), (201, "Doors at 11"))
        self.assertIn(made.json["data"]["id"], self.timeline())
        self.assertTrue(made.headers["location"].endswith(made.json["data"]["id"]))

    def test_the_body_is_read_strictly(self):
        for given in ({"colour": "teal"}, {"reply_settings": "nobody"}, {"media": {"ids": []}}, {"reply": {"to": "1"}}):
            self.assertEqual(self.publish(**given).status, 400, given)
        self.assertEqual(self.publish(text=None).status, 400)
        self.assertEqual(self.publish("x" * 281).status, 403)
        self.assertEqual(self.publish("x" * 280).status, 201)

    def test_weights(self):
        for text, wanted in (("hello", 5), ("日本", 4), ("\U0001f602", 2), ("\U0001f468‍\U0001f469‍\U0001f467", 2),
                             ("see https://example.org/a/long/path", 27), ("café", 4), ("café", 4),
                             ("❄️ fair", 7), ("#1 “quoted”", 11)):
            self.assertEqual(weight(text), wanted, text)

    def test_the_same_text_twice_is_a_duplicate_for_a_while(self):
        self.publish()
        self.assertEqual(self.publish().status, 403)
        self.control("clock", advance=3600)
        self.assertEqual(self.publish().status, 201)

    def test_answers_are_for_those_who_were_summoned(self):
        plain = self.reply("What time?")
        asked = {"in_reply_to_tweet_id": plain}
        self.assertIn("mentioned", self.publish(reply=asked).json["detail"])
        self.control("switches", implicit_mention=True)
        self.assertEqual(self.publish("Eleven", reply=asked).status, 201)
        self.control("switches", implicit_mention=False)
        summoned = self.control("mention", text="@bramblecote what time?")["id"]
        self.assertEqual(self.publish("At eleven", reply={"in_reply_to_tweet_id": summoned}).status, 201)
        self.control("switches", replies="everyone")
        self.assertEqual(self.publish("Eleven, yes", reply=asked).status, 201)

    def test_quoting_is_not_included_unless_bought(self):
        self.assertEqual(self.publish(quote_tweet_id=self.post).status, 403)
        self.control("switches", quotes=True)
        self.assertEqual(self.publish(quote_tweet_id=self.post).status, 201)

    def test_only_premium_accounts_edit_and_within_an_hour(self):
        first = self.publish("Doors at 12").json["data"]["id"]
        options = {"edit_options": {"previous_post_id": first}}
        self.assertEqual(self.publish(**options).status, 403)
        self.control("switches", premium=True)
        made = self.publish(**options).json["data"]
        self.assertEqual(made["edit_history_tweet_ids"], [first, made["id"]])
        self.control("clock", advance=3600)
        self.assertEqual(self.publish("x", edit_options={"previous_post_id": made["id"]}).status, 403)

    def test_the_answer_speaks_the_words_of_its_vocabulary(self):
        for vocabulary, name in (("old", "edit_history_tweet_ids"), ("mixed", "edit_history_tweet_ids"),
                                 ("new", "edit_history_post_ids")):
            self.control("switches", vocabulary=vocabulary)
            self.assertIn(name, self.publish(vocabulary).json["data"])

    def test_a_link_costs_more(self):
        self.publish()
        self.publish("see https://example.org")
        self.assertEqual(self.control("credits")["spent"], 0.215)

    def test_a_lost_answer_is_found_on_the_timeline(self):
        self.fault("applied_then_cut", method="POST")
        with self.assertRaises((http.client.HTTPException, ConnectionError)):
            self.publish()
        self.assertEqual(len(self.timeline()), 2)
        self.assertEqual(self.publish().status, 403)


class Media(XCase):
    def send(self, path, fields, data=None, token=TOKEN):
        parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]
        if data is not None:
            parts.append(b'--b\r\nContent-Disposition: form-data; name="media"; filename="p"\r\n\r\n' + data + b"\r\n")
        return self.ask("POST", f"/x/2/media/upload{path}", b"".join(parts) + b"--b--\r\n",
                        {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"})

    def picture(self, data=PICTURE):
        return self.send("", {"media_category": "tweet_image"}, data)

    def post_with(self, *ids):
        return self.call("POST", "/2/tweets", {"text": "pictures " + "".join(ids), "media": {"media_ids": list(ids)}})

    def test_a_picture_is_uploaded_described_and_posted(self):
        made = self.picture().json["data"]
        self.assertEqual((made["size"], made["expires_after_secs"]), (len(PICTURE), 86400))
        described = {"id": made["id"], "metadata": {"alt_text": {"text": "A hall"}}}
        told = self.call("POST", "/2/media/metadata", described).json["data"]
        self.assertEqual(told["associated_metadata"]["alt_text"]["text"], "A hall")
        post = self.post_with(made["id"]).json["data"]["id"]
        shown = self.get(f"/2/tweets/{post}", expansions="attachments.media_keys", media__fields="alt_text").json
        self.assertEqual(shown["includes"]["media"][0], {"media_key": made["media_key"], "type": "photo",
                                                         "alt_text": "A hall"})

    def test_json_will_do_and_answers_may_be_bare(self):
        body = {"media": base64.b64encode(PICTURE).decode(), "media_category": "tweet_image"}
        self.assertIn("data", self.call("POST", "/2/media/upload", body).json)
        self.control("switches", bare_media=True)
        self.assertIn("media_key", self.call("POST", "/2/media/upload", body).json)

    def test_bad_media_is_refused(self):
        self.assertEqual(self.picture(b"hello").status, 400)
        self.assertEqual(self.picture(jpeg(size=5 * 2**20)).status, 400)
        made = self.picture().json["data"]["id"]
        for text in ("", "x" * 1001):
            body = {"id": made, "metadata": {"alt_text": {"text": text}}}
            self.assertEqual(self.call("POST", "/2/media/metadata", body).status, 400)

    def test_only_the_owner_uses_it_and_only_for_a_day(self):
        made = self.picture().json["data"]["id"]
        other = self.control("person", username="nettlefield")["id"]
        self.control("token", token="other-token", user=other)
        body = {"text": "x", "media": {"media_ids": [made]}}
        self.assertEqual(self.call("POST", "/2/tweets", body, token="other-token").status, 400)
        self.control("clock", advance=86400)
        self.assertEqual(self.post_with(made).status, 400)

    def test_four_pictures_or_one_video(self):
        ids = [self.picture().json["data"]["id"] for _ in range(5)]
        self.assertEqual(self.post_with(*ids).status, 400)
        self.assertEqual(self.post_with(*ids[:4]).status, 201)
        self.assertEqual(self.post_with(ids[0], self.video()).status, 400)

    def video(self, pieces=(b"abc", b"def")):
        body = {"media_type": "video/mp4", "total_bytes": 6, "media_category": "tweet_video"}
        made = self.call("POST", "/2/media/upload/initialize", body).json["data"]["id"]
        for index, piece in enumerate(pieces):
            self.assertEqual(self.send(f"/{made}/append", {"segment_index": index}, piece).status, 200)
        self.final = self.call("POST", f"/2/media/upload/{made}/finalize")
        return made

    def state(self, made):
        return self.get("/2/media/upload", command="STATUS", media_id=made).json["data"]["processing_info"]["state"]

    def test_a_video_comes_in_pieces_and_is_processed(self):
        self.control("processing", seconds=5)
        made = self.video()
        self.assertEqual(self.final.json["data"]["processing_info"], {"state": "in_progress", "check_after_secs": 1})
        self.assertEqual(self.post_with(made).status, 400)
        self.control("clock", advance=5)
        self.assertEqual(self.state(made), "succeeded")
        self.assertEqual(self.post_with(made).status, 201)

    def test_processing_can_fail_and_pieces_must_add_up(self):
        self.control("processing", fails=True)
        self.assertEqual(self.state(self.video()), "failed")
        self.video((b"abc",))
        self.assertEqual(self.final.status, 400)

    def test_the_single_address_of_old_is_a_switch(self):
        fields = {"command": "INIT", "media_category": "tweet_image", "total_bytes": len(PICTURE)}
        self.assertEqual(self.send("", fields).status, 400)
        self.control("switches", legacy_media=True)
        made = self.send("", fields).json["data"]["id"]
        piece = {"command": "APPEND", "media_id": made, "segment_index": 0}
        self.assertEqual(self.send("", piece, PICTURE).status, 204)
        self.send("", {"command": "FINALIZE", "media_id": made})
        self.assertEqual(self.post_with(made).status, 201)


if __name__ == "__main__":
    unittest.main()
