"""Whoever is in a matter sees no trace of it: what they are shown is what they would be shown if it did not exist."""
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import JourneyCase  # noqa: E402

ABOUT_THE_HEAD = "I am going to wait for Mrs Quill with a knife at the gate at 3.15 today and stab her"
ABOUT_A_FAMILY = "Ottilie Finch is a stupid fat cow and everybody at school hates her"
ABOUT_NOBODY = "you are all idiots"
NOTHING = "z" * 26
ITEM_POSTS = ("decide", "agree", "decline", "undo", "release")
LISTS = ("/review", "/review?at_least=2", "/review/count", "/alerts", "/journal?kind=item", "/journal?kind=alert",
         "/journal?kind=action", "/journal?kind=decision")


class Conflict(JourneyCase):
    @staticmethod
    def without_times(page):
        """Times move on by themselves; so does how long ago the channel was read."""
        text = re.sub(r"<time[^>]*>.*?</time>|longest gap now \d+ min", "", page.text)
        return page.status, text

    def lists(self, visitor):
        return {path: self.without_times(visitor.get(path)) for path in LISTS}

    def journal_rows(self, visitor):
        return re.findall(r"<tr.*?</tr>", visitor.get("/journal").text, re.DOTALL)

    def answer(self, page):
        headers = [header for header in page.headers if header[0].lower() not in ("date", "set-cookie")]
        return page.status, headers, page.text

    def assert_nothing_there(self, visitor, folder, identity, posts):
        there, nowhere = f"/{folder}/{identity}", f"/{folder}/{NOTHING}"
        page = visitor.get(there)
        self.assertEqual(page.status, 404)
        self.assertEqual(self.answer(page), self.answer(visitor.get(nowhere)))
        token = visitor.get("/account").form("/sign-out")["csrf"]
        for post in posts:
            fields = {"csrf": token, "version": "1", "verb": "leave", "reason": ""}
            acted = visitor.send(f"{there}/{post}", fields)
            self.assertEqual(acted.status, 404, post)
            self.assertEqual(self.answer(acted), self.answer(visitor.send(f"{nowhere}/{post}", fields)), post)

    def recipients(self):
        return [address for path in self.stage.mailbox.glob("*.json") for address in json.loads(path.read_text())["to"]]

    def walk_through(self, item):
        """Everything that can happen with an item, between two colleagues who may."""
        marsh, okafor = self.visitor("marsh"), self.visitor("okafor")
        marsh.press(marsh.get(f"/items/{item}"), f"/items/{item}/decide", verb="delete")
        agreed = okafor.press(okafor.get(f"/items/{item}"), f"/items/{item}/agree")
        self.assertEqual(agreed.status, 303)
        self.sealed("action.done", 2)

    def test_a_head_who_is_threatened_sees_no_trace_of_it(self):
        quill, marsh = self.visitor("quill"), self.visitor("marsh")
        before, rows = self.lists(quill), self.journal_rows(quill)
        self.comment(ABOUT_THE_HEAD)
        item = self.item(marsh, "wait for Mrs Quill")
        self.until(self.recipients, "somebody was told")
        self.walk_through(item)
        alert = self.sealed("alert.raised")[0]["subject"].removeprefix("alert:")

        self.assertEqual(marsh.get(f"/alerts/{alert}").status, 200)
        self.assertIn(item, marsh.get("/journal?kind=item").text)
        self.assertEqual(self.lists(quill), before)
        new = [row for row in self.journal_rows(quill) if row not in rows]
        self.assertTrue(all("signed in" in row for row in new), "a row that tells")
        self.assertEqual(re.findall(r'<td class="[^"]*">\d+</td>', "".join(new)), [], "numbers could have gaps")
        self.assert_nothing_there(quill, "items", item, ITEM_POSTS)
        self.assert_nothing_there(quill, "alerts", alert, ("acknowledge",))
        self.assertNotIn("quill@bramblecote.example", self.recipients())
        self.assertIn("marsh@bramblecote.example", self.recipients())

    def test_a_declared_conflict_takes_an_item_out_of_an_otherwise_open_list(self):
        self.comment(ABOUT_NOBODY)
        finch = self.visitor("finch")
        self.item(finch, ABOUT_NOBODY)
        before = self.lists(finch)
        self.comment(ABOUT_A_FAMILY)
        item = self.item(self.visitor("marsh"), "Ottilie Finch")
        after = self.lists(finch)
        self.assertEqual(after["/review/count"], (200, '{"total":1}'))
        for path in ("/review", "/review/count", "/alerts"):
            self.assertEqual(after[path], before[path], path)
        self.assert_nothing_there(finch, "items", item, ITEM_POSTS)
        self.assertNotIn("finch@bramblecote.example", self.recipients())


if __name__ == "__main__":
    unittest.main()
