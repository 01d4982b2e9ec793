"""What Gatehouse promises a school, from the network to the second colleague and back, with the real program."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import RUDE, THREAT, JourneyCase  # noqa: E402


class Threat(JourneyCase):
    def test_a_threat_is_read_hidden_and_told_and_the_journal_proves_it(self):
        threat = self.comment(THREAT)
        self.until(lambda: self.on_network(threat)["hidden"], "the threat is hidden")
        self.until(self.stage.mails, "an alert was mailed")
        raised = self.sealed("alert.raised")
        self.assertEqual(len(raised), 1)
        self.assertIn(raised[0]["subject"].replace("alert:", "/alerts/"), self.plain(self.stage.mails()[0]))
        self.assertNotIn("knife", "".join(map(self.plain, self.stage.mails())))

        self.sealed("item.recorded")
        self.stage.stop("gatehouse")
        self.assertIn("intact", self.stage.run("verify").stdout)
        segment = self.stage.segments()[-1]
        content = segment.read_bytes()
        number, line = next((n, line) for n, line in enumerate(content.splitlines(True), 1) if b"alert.raised" in line)
        at = content.index(line) + line.index(b"alert.raised")
        segment.write_bytes(content[:at] + b"b" + content[at + 1:])
        verified = self.stage.run("verify", check=False)
        self.assertEqual(verified.returncode, 1)
        self.assertIn(f"{segment.name} line {number} ", verified.stdout)


class TwoPeople(JourneyCase):
    def propose(self):
        self.comment(RUDE)
        marsh = self.visitor("marsh")
        item = self.item(marsh, "useless idiots")
        answer = marsh.press(marsh.get(f"/items/{item}"), f"/items/{item}/decide", verb="delete")
        self.assertEqual((answer.status, answer.location), (303, f"/items/{item}?done=proposed"))
        return marsh, item

    def test_deleting_takes_a_second_colleague_and_happens_once(self):
        marsh, item = self.propose()
        own = marsh.get(f"/items/{item}")
        refused = marsh.press(own, f"/items/{item}/agree")
        self.assertEqual(refused.status, 403)
        self.assertIn("You proposed this yourself.", refused.text)
        self.assertFalse(any(comment["deleted"] for comment in self.stage.control("state")["comments"].values()))

        okafor = self.visitor("okafor")
        page = okafor.get(f"/items/{item}")
        agreed = okafor.press(page, f"/items/{item}/agree")
        self.assertEqual((agreed.status, agreed.location), (303, f"/items/{item}?done=agreed"))
        again = okafor.press(page, f"/items/{item}/agree")
        self.assertEqual(again.status, 409)
        self.assertIn("Nothing was done.", again.text)

        comments = self.stage.control("state")["comments"]
        self.assertEqual(len(comments), 1)
        self.until(lambda: all(comment["deleted"] for comment in self.stage.control("state")["comments"].values()),
                   "the comment is deleted")
        deletions = [call for call in self.stage.control("requests") if call["method"] == "DELETE"]
        self.assertEqual(len(deletions), 1)
        self.until(lambda: "Deleted from Facebook" in okafor.get(f"/items/{item}").text, "the page says so")

    def test_a_form_without_its_own_token_agrees_to_nothing(self):
        marsh, item = self.propose()
        okafor = self.visitor("okafor")
        fields = okafor.get(f"/items/{item}").form(f"/items/{item}/agree")
        for csrf in ("", "0" * 64, marsh.get(f"/items/{item}").form(f"/items/{item}/agree")["csrf"]):
            answer = okafor.send(f"/items/{item}/agree", {**fields, "csrf": csrf})
            self.assertEqual(answer.status, 403)
        self.assertIn("proposed", okafor.get(f"/items/{item}").text)

    def test_of_two_who_decide_the_same_item_one_wins_and_the_other_is_told(self):
        self.comment(RUDE)
        marsh, quill = self.visitor("marsh"), self.visitor("quill")
        item = self.item(marsh, "useless idiots")
        action = f"/items/{item}/decide"
        first, second = marsh.get(f"/items/{item}"), quill.get(f"/items/{item}")
        # A form that the page no longer offers, with a token of quill's own.
        forged = {**first.form(action), **second.form("/sign-out"), "verb": "leave"}
        self.assertEqual(quill.send(action, forged).status, 403)
        released = marsh.press(first, f"/items/{item}/release")
        self.assertEqual(released.status, 303)
        second = quill.get(f"/items/{item}")
        won = quill.press(second, action, verb="leave")
        self.assertEqual(won.status, 303)
        lost = marsh.press(first, action, verb="delete")
        self.assertEqual(lost.status, 409)
        self.assertIn("Nothing was done.", lost.text)
        self.assertFalse(any(comment["deleted"] for comment in self.stage.control("state")["comments"].values()))


class Suspended(JourneyCase):
    def last_call(self):
        return max((call["number"] for call in self.stage.control("requests")), default=0)

    def calls(self, wait_ms):
        return self.stage.control("requests", after=self.last_call(), count=1, wait_ms=wait_ms)

    def assert_quiet(self):
        """A round that had begun may end; a channel that is read is asked for every second."""
        self.assertTrue(any(not self.calls(2500) for _ in range(3)), "the network is still asked")

    def secret(self):
        return "--password-file", str(self.stage.directory / "password")

    def test_a_suspended_channel_is_neither_read_nor_acted_on_and_a_closed_one_stays_so(self):
        self.comment(RUDE)
        marsh = self.visitor("marsh")
        item = self.item(marsh, "useless idiots")
        address = f"/channels/{self.channel}"
        self.assertTrue(self.calls(20000), "an authorised channel is read")
        answer = marsh.press(marsh.get(address), f"{address}/suspend", reason="incident")
        self.assertEqual(answer.status, 303, answer.text)
        self.assert_quiet()
        marsh.press(marsh.get(f"/items/{item}"), f"/items/{item}/decide", verb="hide")
        self.comment(THREAT)
        self.assertEqual(self.calls(2500), [])
        self.stage.run("channel", "close", self.channel, "--person", "quill", *self.secret())
        self.assertEqual(self.calls(2500), [])


class Unauthorised(JourneyCase):
    def open_channel(self):
        page = self.stage.control("page", {"id": "104000000000011"})
        self.post = self.stage.control("post", {"message": "Sports day is on Friday."})["id"]
        return self.stage.propose_channel(page["token"])

    def test_a_channel_that_nobody_authorised_is_not_asked_for(self):
        self.comment(THREAT)
        self.assertEqual(self.stage.control("requests", count=1, wait_ms=2500), [])
        self.assertEqual(self.visitor("marsh").get("/review").items(), [])


if __name__ == "__main__":
    unittest.main()
