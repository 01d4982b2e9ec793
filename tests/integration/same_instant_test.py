"""Two people in the same instant: one wins, the other is told why, and the network sees one action."""
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import RUDE, JourneyCase  # noqa: E402

ROUNDS = 12


class SameInstant(JourneyCase):
    def at_once(self, *actions):
        """What each answered, all begun in the same instant."""
        gate = threading.Barrier(len(actions))
        answers = [None] * len(actions)

        def run(place, action):
            gate.wait()
            answers[place] = action()
        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def items(self, visitor, count):
        for number in range(count):
            self.comment(f"{RUDE}, number {number}")
        return self.until(lambda: (found := visitor.get("/review").items()) and len(found) == count and found,
                          "all are on the list")

    def assert_one_won(self, answers):
        self.assertEqual(sorted(answer.status for answer in answers), [303, 409])
        lost = next(answer for answer in answers if answer.status == 409)
        self.assertIn("Nothing was done.", lost.text)

    def calls(self, method):
        return [call["path"] for call in self.stage.control("requests") if call["method"] == method]

    def test_of_two_decisions_in_the_same_instant_one_stands(self):
        marsh, quill = self.visitor("marsh"), self.visitor("quill")
        hidden = 0
        for item in self.items(marsh, ROUNDS):
            pages = []
            for visitor in (marsh, quill):  # both have read it, neither holds it
                pages.append(visitor.get(f"/items/{item}"))
                visitor.press(pages[-1], f"/items/{item}/release")
            path = f"/items/{item}/decide"
            answers = self.at_once(lambda: marsh.press(pages[0], path, verb="hide"),
                                   lambda: quill.press(pages[1], path, verb="leave"))
            self.assert_one_won(answers)
            hidden += answers[0].status == 303
        self.assertEqual(len(self.sealed("decision.made", ROUNDS)), ROUNDS)
        if hidden:
            self.sealed("action.done", hidden)
        hides = self.calls("POST")
        self.assertEqual((len(hides), len(set(hides))), (hidden, hidden))

    def test_the_same_approval_sent_twice_in_the_same_instant_acts_once(self):
        marsh, okafor = self.visitor("marsh"), self.visitor("okafor")
        items = self.items(marsh, ROUNDS)
        for item in items:
            path = f"/items/{item}"
            self.assertEqual(marsh.press(marsh.get(path), f"{path}/decide", verb="delete").status, 303)
            page = okafor.get(path)
            self.assert_one_won(self.at_once(*[lambda: okafor.press(page, f"{path}/agree")] * 2))
        self.assertEqual(len(self.sealed("decision.agreed", ROUNDS)), ROUNDS)
        self.sealed("action.done", ROUNDS)
        deleted = self.calls("DELETE")
        self.assertEqual((len(deleted), len(set(deleted))), (ROUNDS, ROUNDS))


if __name__ == "__main__":
    unittest.main()
