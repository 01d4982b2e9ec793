"""The simulator as a program, its page for people, and the day it plays."""
import os
import signal
import subprocess
import sys
import tempfile
import unittest

from simulator_client import TESTS, SimulatorCase

from network import ledger
from network.day import Day
from world import SCRIPTS, World


class ThePageForPeople(SimulatorCase):
    def test_it_escapes_what_people_wrote_and_marks_what_is_hidden(self):
        made = self.control("comment", object=self.post, message="<script>alert(1)</script>")["id"]
        self.control("hide", id=made)
        body = self.ask("GET", "/").body.decode()
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", body)
        self.assertNotIn("<script>", body)
        self.assertIn('class="mark">hidden</span>', body)


    def test_every_network_has_its_page_with_its_own_mark(self):
        for name, mark in (("instagram", "hidden"), ("x", "hidden"), ("youtube", "rejected")):
            self.network = name
            newest = self.control("seed_demo")["post"]
            script = SCRIPTS[name]
            script.say(self.world.networks[name], 0, script.REGULARS[0], "<b>bold words</b>")
            self.hide_last(name)
            body = self.ask("GET", f"/{name}").body.decode()
            self.assertIn("&lt;b&gt;bold words&lt;/b&gt;", body, newest)
            self.assertIn(f'class="mark">{mark}</span>', body)
        self.assertEqual(self.ask("GET", "/nowhere").status, 400)

    def hide_last(self, name):
        things = self.look("state")["posts" if name == "x" else "comments"]
        last = list(things)[-1]
        if name == "youtube":
            self.control("status", id=last, status="rejected")
        else:
            self.control("hide", id=last)


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

    def test_a_threat_comes_early_on_every_network_and_each_says_something_else(self):
        for name, words, latest in (("facebook", "bl@de", 20), ("instagram", "hes dead", 40), ("x", "torching", 40),
                                    ("youtube", "burns down", 70)):
            lines = SCRIPTS[name].LINES
            self.assertEqual([second <= latest for second, _, _, text in lines if words in text], [True], name)
            self.assertEqual([second for second, *_ in lines], sorted(second for second, *_ in lines))
        said = [text for script in SCRIPTS.values() for *_, text in script.LINES]
        self.assertEqual(len(said), len(set(said)))

    def test_the_day_is_said_on_every_network_and_then_goes_on(self):
        world = World()
        world.seed_demo()
        for name, script in SCRIPTS.items():
            things = "posts" if name == "x" else "comments"
            before = len(getattr(world.networks[name].state, things))
            self.assertGreaterEqual(before, 10, name)
            waits = iter([False] * (len(script.LINES) + 5) + [True])
            world.stopping.wait = lambda seconds: next(waits)  # no time passes
            Day(world, name, script)._run()
            after = len(getattr(world.networks[name].state, things))
            self.assertEqual(after, before + len(script.LINES) + 5, name)

    def test_a_day_that_was_reset_away_is_silent(self):
        world = World()
        for name, script in SCRIPTS.items():
            Day(world, name, script)._say(0, script.REGULARS[0], "hello")


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
