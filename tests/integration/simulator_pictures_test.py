"""Pictures that the simulated networks serve to everybody who knows where they lie."""
import base64
import unittest
from urllib.parse import urlsplit

from simulator_client import SimulatorCase
from simulator_x_client import XCase

BYTES = b"\xff\xd8 no picture, and yet bytes"
GIVEN = base64.b64encode(BYTES).decode()


def path_of(address):
    return urlsplit(address).path


class OnFacebook(SimulatorCase):
    def address(self, thing, member):
        attachment = self.get(thing, fields=member).json[member]
        for entry in attachment.get("data", [attachment]):
            return entry["media"]["image"]["src"]

    def test_a_post_shows_where_its_picture_lies(self):
        post = self.control("post", message="Our fair", pictures=[GIVEN])["id"]
        fetched = self.ask("GET", path_of(self.address(post, "attachments")))
        self.assertEqual((fetched.status, fetched.body), (200, BYTES))

    def test_so_does_a_comment(self):
        comment = self.control("comment", object=self.post, message="Look", picture=GIVEN)["id"]
        self.assertEqual(self.ask("GET", path_of(self.address(comment, "attachment"))).body, BYTES)

    def test_pictures_without_bytes_lead_nowhere(self):
        post = self.control("post", message="Our fair", photos=1)["id"]
        self.assertTrue(self.address(post, "attachments").startswith("https://scontent.example/"))
        self.assertEqual(self.ask("GET", "/pictures/1.jpg").status, 404)

    def test_what_is_no_file_is_refused(self):
        self.assertIn("Base64", self.refused("post", message="x", pictures=["%"]))


class OnX(XCase):
    def test_a_post_shows_where_its_picture_lies(self):
        self.control("post", text="Our fair", media=[{"type": "photo", "data": GIVEN}])
        told = self.get("/2/users/1500000000000000001/tweets", expansions="attachments.media_keys", media__fields="url")
        address = told.json["includes"]["media"][0]["url"]
        self.assertEqual(self.ask("GET", path_of(address)).body, BYTES)
        self.assertEqual(self.ask("GET", "/x/media/3_1.jpg").status, 404)


if __name__ == "__main__":
    unittest.main()
