"""Garbage from the network costs nothing that was good on the same page, and does not pass unnoticed."""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import JourneyCase  # noqa: E402
from stage import Failed  # noqa: E402

# Spoil the answer as a whole, once: it is asked for again.
WHOLE = ("truncated", "invalid_utf8", "deep", "not_json", "empty_body", "wrong_root", "wrong_members", "trailing")
# Spoil one element, for as long as the case lasts: the others are read all the same.
ELEMENT = ("wrong_types", "lone_surrogate", "null_elements", "huge", "missing_id", "absurd_date")
RUDE = "you are useless idiots, the lot of you, number"


class Garbage(JourneyCase):
    def spoil(self, variant, times):
        """A post of its own whose comments arrive spoiled, so that the kinds of garbage do not meet."""
        post = self.stage.control("post", {"message": f"About {variant}."})["id"]
        self.stage.control("fault", {"name": "malformed", "variant": variant, "path": f"{post}/comments",
                                     "index": 1, "times": times})
        for place in range(3):
            text = f"{RUDE} {variant} {place}"
            self.planted.text(text, "a comment")
            self.stage.control("comment", {"object": post, "message": text})

    def listed(self, visitor):
        """Which comments the list shows, over all its pages."""
        found, path = set(), "/review"
        while path:
            text = visitor.get(path).text
            found |= set(re.findall(re.escape(RUDE) + r" (\w+ \d)", text))
            following = re.search(r'rel="next" href="([^"]*)"', text)
            path = following.group(1).replace("&amp;", "&") if following else None
        return found

    def wait_for(self, visitor, wanted):
        seen = set()

        def look():
            seen.update(self.listed(visitor))
            return wanted <= seen
        try:
            self.until(look, "every good comment is on the list")
        except Failed:
            self.fail(f"lost: {sorted(wanted - seen)}")

    def test_garbage_costs_nothing_that_was_good_and_is_counted(self):
        for variant in WHOLE:
            self.spoil(variant, times=1)
        for variant in ELEMENT:
            self.spoil(variant, times=0)
        marsh = self.visitor("marsh")
        good = {f"{variant} {place}" for variant in WHOLE for place in range(3)}
        good |= {f"{variant} {place}" for variant in ELEMENT for place in (0, 2)}
        self.wait_for(marsh, good)
        self.assertTrue(all(fault["fired"] for fault in self.stage.control("faults")))
        self.until(lambda: self.metric("gatehouse_ingest_malformed_total") >= len(ELEMENT), "they are counted")
        self.until(lambda: "Answers that made no sense and were left out" in
                   marsh.get(f"/channels/{self.channel}").text, "the channel's health says so")
        self.stage.control("clear_faults", {})
        self.wait_for(marsh, {f"{variant} 1" for variant in ELEMENT})


if __name__ == "__main__":
    unittest.main()
