"""Two real processes that read the same channel: one wins, the other is told why, nothing happens twice."""
import os
import pathlib
import re
import signal
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from stage import PAGE_ID, Stage  # noqa: E402

FIRST_LIST = "/published_posts$"
REFUSED = re.compile(r"left to another process.*Process \S+ reads this channel")


class TwoProcesses(unittest.TestCase):
    """Each test has a school with one authorised channel and one comment on it."""

    INTERVAL = "1s"

    def setUp(self):
        self.stage = self.enterContext(Stage(os.environ["GATEHOUSE_BINARY"]))
        self.stage.start_simulator()
        self.stage.start_redis()
        self.stage.configure(mail__host="")
        for profile in ("school_hours", "evening", "night", "weekend", "holiday"):
            self.stage.settings[f"collect.poll_{profile}"] = self.INTERVAL
        self.stage.add_people("finch", "marsh", "quill")
        page = self.stage.control("page", {"id": "104000000000011"})
        self.post = self.stage.control("post", {"message": "Sports day is on Friday."})["id"]
        self.channel = self.stage.authorise_channel(page["token"])
        self.comment("A good day out, thank you")

    def comment(self, message):
        self.stage.control("comment", {"object": self.post, "message": message})

    def serve(self, name):
        self.stage.serve("--role", "collect", name=name)

    def until(self, condition, what):
        return self.stage.watch.until(condition, what)

    def paths(self):
        """What was read; not the question which page the token is for."""
        paths = [call["path"].rsplit("/", 1)[-1] for call in self.stage.control("requests")]
        return [path for path in paths if path != PAGE_ID]

    def recorded(self):
        """The items that the journal says were recorded, in order."""
        lines = self.stage.redis("XRANGE", "gh:{bramblecote}:journal", "-", "+").splitlines()
        return [lines[at + 4] for at, line in enumerate(lines) if line == "item.recorded"]

    def all_recorded(self, count):
        self.until(lambda: len(self.recorded()) >= count, f"{count} items are recorded")
        self.assertEqual(len(self.recorded()), count)
        self.assertEqual(len(set(self.recorded())), count)

    def two_of_which_one_reads(self):
        """`first` is in the middle of its reading; `second` came, and was told."""
        self.stage.control("fault", {"name": "slow", "hold": True, "path": FIRST_LIST})
        self.serve("first")
        self.until(self.paths, "the first process reads")
        self.serve("second")
        self.until(lambda: REFUSED.search(self.stage.log("second")), "the second is told who reads the channel")
        self.assertEqual(self.paths(), ["published_posts"], "the second asks for nothing")

    def ended(self, name):
        return self.stage.log(name).count("round ended")


class Together(TwoProcesses):
    def test_every_comment_is_recorded_once_and_readings_never_overlap(self):
        self.serve("first")
        self.serve("second")
        for number in range(1, 9):
            self.comment(f"A good day out, thank you {number}")
            self.all_recorded(1 + 1 + number)
        for name in ("first", "second"):
            self.stage.stop(name)
        readings = " ".join(self.paths()).split("published_posts")[1:]
        for reading in readings[:-1]:  # the last one may have been cut short by the stop
            self.assertEqual(reading.split(), ["visitor_posts", "tagged", "comments"])

    def test_a_killed_reader_that_comes_back_takes_its_channel_back_at_once(self):
        self.two_of_which_one_reads()
        self.stage.stop("first", signal.SIGKILL)
        self.stage.control("release", {})
        self.serve("first")
        self.until(lambda: self.ended("first"), "the first process reads on")
        self.assertEqual(self.ended("second"), 0, "the lease kept the second away")
        self.all_recorded(2)

    def test_when_the_reader_is_killed_the_other_takes_over_as_soon_as_the_lease_has_ended(self):
        self.two_of_which_one_reads()
        self.stage.stop("first", signal.SIGKILL)
        self.stage.control("release", {})
        lease = "gh:{bramblecote}:lease:" + self.channel
        self.assertGreater(int(self.stage.redis("HGET", lease, "until")), 0)
        self.assertEqual(self.ended("second"), 0)
        self.stage.redis("HSET", lease, "until", "1")  # as if its time had passed
        self.comment("See you at the fair")
        self.until(lambda: self.ended("second"), "the second process reads")
        self.all_recorded(3)


class Sparing(TwoProcesses):
    INTERVAL = "1h"

    def looks(self):
        found = re.search(r"cmdstat_hgetall:calls=(\d+)", self.stage.redis("INFO", "commandstats"))
        return int(found.group(1))

    def test_what_one_has_read_the_other_does_not_ask_for_again(self):
        self.two_of_which_one_reads()
        self.stage.control("release", {})
        self.until(lambda: self.ended("first"), "the first process has read")
        before = self.looks()
        self.until(lambda: self.looks() >= before + 4, "both have looked at the channel again")
        self.assertEqual(self.ended("second"), 0)
        self.assertEqual(self.paths().count("published_posts"), 1)
        self.all_recorded(2)


if __name__ == "__main__":
    unittest.main()
