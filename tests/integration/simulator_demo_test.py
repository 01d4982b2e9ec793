"""deploy/run brings the demonstration up, says how to get in, and takes everything down again.

Gatehouse is a stand-in here that writes down how it was called: what is tested is the script.
"""
import json
import os
import re
import signal
import socket
import stat
import subprocess
import tempfile
import unittest
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

STAND_IN = """#!/usr/bin/python3
import json, os, signal, sys
with open(os.environ["CALLS"], "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["channel", "propose"]:
    print("channel-1")
if sys.argv[1] == "serve":
    signal.signal(signal.SIGTERM, lambda *_: (open(os.environ["CALLS"] + ".ended", "w").close(), sys.exit(0)))
    if "--ready-file" in sys.argv:
        with open(sys.argv[sys.argv.index("--ready-file") + 1], "w") as file:
            file.write("1\\n")
        signal.pause()
"""


class Demonstration(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.demo = os.path.join(self.directory, "demo")
        program = os.path.join(self.directory, "gatehouse")
        with open(program, "w", encoding="ascii") as file:
            file.write(STAND_IN)
        os.chmod(program, 0o755)
        self.environment = dict(os.environ, GATEHOUSE_BINARY=program, GATEHOUSE_DEMO_DIR=self.demo,
                                CALLS=os.path.join(self.directory, "calls"))

    def start(self, *arguments):
        process = subprocess.Popen([os.path.join(ROOT, "deploy", "run"), *arguments], env=self.environment,
                                   cwd=self.directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        return process

    def read_until_ready(self, process):
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        return "".join(lines)

    def calls(self):
        with open(self.environment["CALLS"], encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def test_everybody_gets_a_sign_in_and_each_channel_goes_through_four_people(self):
        process = self.start()
        output = self.read_until_ready(process)
        calls = self.calls()
        people = [call[2] for call in calls if call[:2] == ["user", "add"]]
        self.assertGreaterEqual(set(people), {"quill", "marsh", "okafor"})
        channels = [call for call in calls if call[0] == "channel"]
        self.assertEqual([call[1] for call in channels], ["propose", "connect", "assess", "authorise"] * 4)
        self.assertEqual([call[call.index("--network") + 1] for call in channels if call[1] == "propose"],
                         ["facebook", "instagram", "x", "youtube"])
        persons = [call[call.index("--person") + 1] for call in channels]
        self.assertEqual(len(set(persons[:4])), 4)
        self.assertEqual(persons, persons[:4] * 4)
        self.assertEqual(calls[-1][0], "serve")
        for person in people:
            path = os.path.join(self.demo, "passwords", person)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            with open(path, encoding="ascii") as file:
                self.assertIn(file.read().strip(), output)
        self.assertFalse(os.path.exists(os.path.join(self.demo, "token")), "a token lies about")

    def test_what_it_prints_is_there_and_ends_with_it(self):
        process = self.start()
        output = self.read_until_ready(process)
        ports = [int(port) for port in re.findall(r"http://127\.0\.0\.1:(\d+)/", output)]
        web, simulator, inbox = ports[:3]
        self.assertEqual(self.calls()[-1].count(f"web.port={web}"), 1)
        for port, text in ((simulator, b"Bramblecote"), (inbox, b"Inbox of the school")):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                self.assertIn(text, answer.read())
        process.send_signal(signal.SIGTERM)
        self.assertIn("Stopped.", process.stdout.read())
        for port in (simulator, inbox):
            with socket.socket() as probe:
                self.assertNotEqual(probe.connect_ex(("127.0.0.1", port)), 0)
        self.assertTrue(os.path.exists(self.environment["CALLS"] + ".ended"), "Gatehouse runs on")

    def test_two_in_two_places_do_not_take_each_others_ports(self):
        first = re.findall(r"http://127\.0\.0\.1:(\d+)/", self.read_until_ready(self.start()))
        self.environment["GATEHOUSE_DEMO_DIR"] = os.path.join(self.directory, "other")
        second = re.findall(r"http://127\.0\.0\.1:(\d+)/", self.read_until_ready(self.start()))
        self.assertEqual(set(first[1:3]) & set(second[1:3]), set())

    def test_it_does_not_touch_a_directory_that_holds_something_else(self):
        os.mkdir(self.demo)
        keep = os.path.join(self.demo, "homework")
        with open(keep, "w", encoding="ascii") as file:
            file.write("mine")
        process = self.start()
        self.assertIn("holds something else", process.stdout.read())
        self.assertNotEqual(process.wait(20), 0)
        self.assertTrue(os.path.exists(keep))

    def test_it_runs_once_in_one_place_and_begins_anew_after_that(self):
        first = self.start()
        self.read_until_ready(first)
        second = self.start()
        self.assertIn("running already", second.stdout.read())
        first.send_signal(signal.SIGTERM)
        first.stdout.read()
        third = self.start()
        self.assertIn("Sign in as one of", self.read_until_ready(third))

    def test_real_settings_are_served_as_they_are_wherever_one_stands(self):
        with open(os.path.join(self.directory, "settings.toml"), "w", encoding="ascii") as file:
            file.write("")
        process = self.start("--config", "settings.toml")
        process.stdout.read()
        settings = os.path.join(os.path.realpath(self.directory), "settings.toml")
        self.assertEqual(self.calls(), [["serve", "--config", settings]])
        missing = self.start("--config", "nothing.toml")
        self.assertIn("cannot read nothing.toml", missing.stdout.read())


if __name__ == "__main__":
    unittest.main()
