"""Videos that are uploaded to the simulated YouTube, changed and deleted."""
import json
import unittest
from urllib.parse import urlsplit

from simulator_youtube_client import TOKEN, YouTubeCase

PIECE = 256 * 1024


class Uploads(YouTubeCase):
    def begin(self, size=10, status=None, headers=None, **snippet):
        body = {"snippet": {"title": "Winter concert", "categoryId": "22", **snippet},
                "status": {"privacyStatus": "private", **(status or {})}}
        sent = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json",
                "X-Upload-Content-Length": str(size), "X-Upload-Content-Type": "video/mp4", **(headers or {})}
        return self.ask("POST", "/youtube/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status"
                                "&notifySubscribers=false", json.dumps(body), sent)

    def put(self, session, data=b"", written=None):
        address = urlsplit(session)
        headers = {"Authorization": f"Bearer {TOKEN}", **({"Content-Range": written} if written else {})}
        return self.ask("PUT", f"{address.path}?{address.query}", data, headers)

    def upload(self, **given):
        session = self.begin(**given).headers["location"]
        return self.put(session, b"0123456789").json["id"]

    def status(self, video):
        return self.get("videos", id=video, part="status").json["items"][0]["status"]

    def test_whole_and_processed_after_a_while(self):
        self.control("switches", processed_after=60)
        video = self.upload()
        self.assertEqual(self.status(video)["uploadStatus"], "uploaded")
        self.control("clock", advance=60)
        self.assertEqual(self.status(video)["uploadStatus"], "processed")

    def test_in_pieces_with_the_question_how_far_it_came(self):
        total = 2 * PIECE + 5
        session = self.begin(total).headers["location"]
        first = self.put(session, b"a" * PIECE, f"bytes 0-{PIECE - 1}/{total}")
        self.assertEqual((first.status, first.headers["range"]), (308, f"bytes=0-{PIECE - 1}"))
        odd = self.put(session, b"a" * 7, f"bytes {PIECE}-{PIECE + 6}/{total}")
        self.assertEqual(odd.status, 400)
        self.fault("interrupted")
        self.put(session, b"b" * (PIECE + 5), f"bytes {PIECE}-{total - 1}/{total}")
        asked = self.put(session, b"", f"bytes */{total}")
        self.assertEqual((asked.status, asked.headers["range"]), (308, f"bytes=0-{PIECE - 1}"))
        done = self.put(session, b"b" * (PIECE + 5), f"bytes {PIECE}-{total - 1}/{total}")
        self.assertEqual((done.status, done.json["snippet"]["title"]), (200, "Winter concert"))
        self.assertEqual(self.put(session, b"", f"bytes */{total}").json["id"], done.json["id"])

    def test_a_session_can_be_lost(self):
        session = self.begin().headers["location"]
        self.fault("lost_session")
        self.assertEqual([self.put(session, b"0123456789").status for _ in range(2)], [404, 404])

    def test_it_appears_at_its_hour(self):
        video = self.upload(status={"publishAt": "2026-11-20T13:00:00Z"})
        self.assertEqual(self.status(video)["publishAt"], "2026-11-20T13:00:00Z")
        self.control("clock", advance=3600)
        self.assertEqual(self.status(video)["privacyStatus"], "public")
        self.assertEqual(self.begin(status={"publishAt": "2026-11-20T12:00:00Z"}).status, 400)
        late = {"publishAt": "2026-11-21T12:00:00Z", "privacyStatus": "public"}
        self.assertEqual(self.begin(status=late).status, 400)

    def test_unaudited_projects_publish_nothing_and_films_for_children_have_no_comments(self):
        kids = self.upload(status={"privacyStatus": "public", "selfDeclaredMadeForKids": True})
        refused = self.get("commentThreads", videoId=kids)
        self.assertEqual(self.reason(refused), (403, "commentsDisabled"))
        self.control("project", audited=False)
        self.assertEqual(self.status(self.upload(status={"privacyStatus": "public"}))["privacyStatus"], "private")

    def test_processing_can_fail_with_a_reason(self):
        self.control("switches", processed_after=10)
        video = self.upload()
        self.control("video", id=video, trouble="codec")
        self.control("clock", advance=10)
        self.assertEqual((self.status(video)["uploadStatus"], self.status(video)["failureReason"]), ("failed", "codec"))

    def test_uploads_have_a_bucket_of_their_own_and_a_scope(self):
        self.control("quota", uploads=1)
        before = self.control("quota")["units"]
        self.upload()
        self.assertEqual(self.control("quota")["units"], before)
        self.assertEqual(self.reason(self.begin()), (403, "quotaExceeded"))
        self.control("token", token=TOKEN, scopes=["readonly"])
        self.control("quota", uploads=5)
        self.assertEqual(self.reason(self.begin()), (403, "insufficientPermissions"))

    def test_what_it_is_must_be_said_well(self):
        for given in ({"title": ""}, {"title": "x" * 101}, {"title": "<b>"}, {"colour": "teal"},
                      {"description": "x" * 5001}, {"headers": {"X-Upload-Content-Type": "text/plain"}},
                      {"status": {"privacyStatus": "secret"}}):
            self.assertEqual(self.begin(**given).status, 400, given)


class Changes(YouTubeCase):
    def put(self, part="snippet", **given):
        return self.call("PUT", "videos", {"id": self.video, **given}, part=part)

    def test_a_part_is_replaced_entirely(self):
        self.control("video", id=self.video, description="Doors at 11")
        done = self.put(snippet={"title": "Concert", "categoryId": "22"})
        self.assertEqual((done.json["snippet"]["title"], done.json["snippet"]["description"]), ("Concert", ""))
        self.assertEqual(self.put(snippet={"title": "Concert"}).status, 400)
        self.assertEqual(self.put(part="status", status={"privacyStatus": "unlisted"}).status, 200)
        late = {"privacyStatus": "private", "publishAt": "2026-11-20T12:00:00Z"}
        self.assertEqual(self.put(part="status", status=late).status, 400)
        self.assertEqual(self.look("state")["videos"][self.video]["title"], "Concert")

    def test_only_the_own_ones_are_changed_or_deleted(self):
        other = self.control("account", title="N", handle="@n", id="UCbbbbbbbbbbbbbbbbbbbbbb")["token"]
        self.assertEqual(self.call("DELETE", "videos", id=self.video, token=other).status, 403)
        self.assertEqual(self.call("DELETE", "videos", id=self.video).status, 204)
        self.assertEqual(self.reason(self.call("DELETE", "videos", id=self.video)), (404, "videoNotFound"))


if __name__ == "__main__":
    unittest.main()
