"""The simulator as a program, its page for people, and the day it plays."""
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

from simulator_client import TESTS, SimulatorCase

from facebook import school_day
from network import ledger
from world import World


class ThePageForPeople(SimulatorCase):
    def test_it_escapes_what_people_wrote_and_marks_what_is_hidden(self):
        made = self.control("comment", object=self.post, message="<script>alert(1)</script>")["id"]
        self.control("hide", id=made)
        body = self.ask("GET", "/").body.decode()
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", body)
        self.assertNotIn("<script>", body)
        self.assertIn('class="mark">hidden</span>', body)


class TheProgram(unittest.TestCase):
    def start(self, *arguments):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        ready = os.path.join(directory.name, "ready")
        program = os.path.join(TESTS, "simulator", "simulator.py")
        process = subprocess.Popen([sys.executable, program, "--port", "0", "--ready-file", ready, *arguments],
                                   stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        line = process.stdout.readline()  # printed after the ready file was written
        with open(ready, encoding="ascii") as file:
            return process, file.read().strip(), line

    def test_it_writes_its_port_and_ends_on_sigterm(self):
        process, port, line = self.start()
        self.assertRegex(line, rf"http://127\.0\.0\.1:{port}/")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(20), 0)

    def test_the_day_brings_the_threat_within_the_first_twenty_seconds(self):
        moments = [second for second, _, _, text in school_day._DAY if re.search("bl@de", text)]
        self.assertEqual(len(moments), 1)
        self.assertLessEqual(moments[0], 20)
        self.assertEqual([moment for moment, *_ in school_day._DAY], sorted(moment for moment, *_ in school_day._DAY))

    def test_the_day_is_said_and_then_goes_on(self):
        world = World()
        state = world.networks["facebook"].state
        school_day.seed(state)
        before = len(state.comments)
        self.assertGreaterEqual(before, 60)
        self.assertEqual(len(state.posts), 8)
        day = school_day.Day(world, speed=1e9)
        waits = iter([False] * (len(school_day._DAY) + 5) + [True])
        world.stopping.wait = lambda seconds: next(waits)  # no time passes
        day._run()
        self.assertEqual(len(state.comments), before + len(school_day._DAY) + 5)


class TheLedger(unittest.TestCase):
    def test_what_did_not_go_out_is_taken_back(self):
        book = ledger.Ledger()
        first = [("comment", "1_1", 1, "once", None)]
        book.record(first, 0)
        book.record(first + [("comment", "1_2", 1, "lost", None)], 1)
        book.take_back(first + [("comment", "1_2", 1, "lost", None)])
        self.assertEqual([(identity, entry["revisions"][0]["times"]) for identity, entry in book.dump().items()],
                         [("1_1", 1)])


if __name__ == "__main__":
    unittest.main()
