"""`gatehouse doctor` on a school that lacks nothing, and on one that lacks one thing at a time."""
import datetime
import os
import pathlib
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import stage as stages  # noqa: E402

EVERYBODY = ("quill", "marsh", "okafor", "finch", "hale", "patel", "rowan", "byte", "sage", "lindqvist")
TOKEN = "bramblecote-page-token"


def grades(said):
    return {line.split()[0] for line in said.splitlines()}


class Doctor(unittest.TestCase):
    def setUp(self):
        self.stage = self.enterContext(stages.Stage(os.environ["GATEHOUSE_BINARY"]))

    def school(self, *people, channel=True):
        """A school whose Redis, mail and network are there, with the sign-ins of `people`."""
        self.stage.start_simulator("--seed-demo")
        self.stage.start_smtp()
        self.stage.start_redis()
        (self.stage.directory / "data").mkdir(mode=0o700)
        self.stage.configure()
        self.stage.add_people(*people)
        if channel:
            return self.stage.authorise_channel(TOKEN)
        return None

    def doctor(self, code, **settings):
        self.stage.configure(**settings)
        done = self.stage.run("doctor", check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertLessEqual(grades(done.stdout), {"ok", "warning", "problem"})
        for line in done.stdout.splitlines():
            if not line.startswith("ok"):
                self.assertIn(" - ", line, "everything that is not right comes with what to do")
        self.assertEqual(code, 1 if "problem" in grades(done.stdout) else 0)
        secret = [TOKEN, stages.PASSWORD, "Mrs Quill", "quill@"]
        self.assertEqual(stages.free_of(done.stdout + done.stderr, secret), [])
        return done.stdout

    def has(self, said, grade, *parts):
        lines = [line for line in said.splitlines() if line.split()[0] == grade]
        self.assertTrue(any(all(part in line for part in parts) for line in lines), f"{grade} {parts} in:\n{said}")

    def test_a_whole_school_has_no_problem(self):
        channel = self.school(*EVERYBODY)
        said = self.doctor(0)
        for parts in (("configuration can be used",), ("data directory", "writable"), ("MB free",), ("content.key",),
                      ("journal.key",), ("Redis is 7",), ("appendfsync always",), ("noeviction",), ("schema 1",),
                      ("models load",), ("grave and a harmless",), ("everybody", "sign-in"), ("no job was given up",),
                      ("clock",), (channel, "takes the token"), ("mail server", "answers"),
                      ("every alert has somebody",), ("journal",)):
            self.has(said, "ok", *parts)
        self.has(said, "warning", channel, "never read")
        self.assertEqual(self.stage.mails(), [], "no mail is sent")

    def test_a_network_that_refuses_or_is_away_is_named_with_its_channel(self):
        channel = self.school("finch", "marsh", "quill")
        self.stage.control("token", {"token": TOKEN, "trouble": "expired"})
        self.has(self.doctor(1), "problem", channel, "token", "connect the channel again")
        self.stage.control("token", {"token": TOKEN, "trouble": ""})
        secret = ("--password-file", str(self.stage.directory / "password"))
        self.stage.run("channel", "disconnect", channel, "--person", "byte", *secret)
        self.has(self.doctor(1), "problem", channel, "not connected", "channel connect")
        end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=5, hours=1)
        self.stage.connect_channel(channel, f'access_token = "{TOKEN}"\naccess_until = {end.isoformat()}')
        self.has(self.doctor(0), "warning", channel, "ends in 5 days", "connect the channel again")
        self.stage.connect_channel(channel, TOKEN)
        self.has(self.doctor(0), "ok", channel, "no end")
        self.stage.stop("simulator")
        self.has(self.doctor(1), "problem", channel, "unreachable", "facebook.base_url")

    def test_a_channel_that_is_not_authorised_is_not_asked_for(self):
        channel = self.school("finch", "marsh", "quill")
        secret = ("--password-file", str(self.stage.directory / "password"))
        self.stage.run("channel", "suspend", channel, "--person", "quill", *secret, "--reason", "Holidays")
        before = self.stage.control("requests", after=0)
        said = self.doctor(0)
        self.has(said, "ok", channel, "suspended")
        self.assertEqual(self.stage.control("requests", after=0), before)

    def test_a_redis_that_may_lose_records_is_a_problem(self):
        self.school("quill", channel=False)
        self.stage.redis("CONFIG", "SET", "appendfsync", "everysec")
        self.stage.redis("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        said = self.doctor(1)
        self.has(said, "problem", "appendfsync")
        self.has(said, "problem", "noeviction")
        self.stage.stop("redis")
        self.has(self.doctor(1), "problem", "Redis cannot be reached")

    def test_a_redis_that_lost_everything_is_a_problem_and_nothing_starts_on_it(self):
        self.school("quill", channel=False)
        self.has(self.doctor(0), "ok", "Redis holds the data of this directory")
        self.stage.redis("FLUSHALL")
        self.has(self.doctor(1), "problem", "not the one that held", "restore Redis from the backup")
        served = self.stage.run("serve", check=False)
        self.assertEqual(served.returncode, 1)
        self.assertIn("restore Redis from the backup", served.stderr)
        self.assertEqual(self.stage.redis("DBSIZE"), "0", "what a restored backup needs is left free")

    def test_files_that_others_can_read_are_problems(self):
        self.school("quill", channel=False)
        data = self.stage.directory / "data"
        (data / "keys/journal.key").chmod(0o640)
        self.has(self.doctor(1), "problem", "journal.key", "chmod 0600")
        (data / "keys/journal.key").chmod(0o600)
        data.chmod(0o777)
        self.has(self.doctor(1), "problem", "others can change", "chmod 0700")
        data.chmod(0o755)
        self.has(self.doctor(0), "warning", "others can read", "chmod 0700")

    def test_a_key_that_is_gone_is_not_replaced(self):
        self.school("quill", channel=False)
        key = self.stage.directory / "data/keys/content.key"
        key.unlink()
        self.has(self.doctor(1), "problem", "content.key", "backup")
        self.assertFalse(key.exists())

    def test_a_journal_that_was_changed_is_a_problem(self):
        self.school("quill", channel=False)
        self.stage.serve("--role", "work")
        journal = self.stage.directory / "data/journal"
        sealed = lambda: [path for path in journal.glob("*") if path.stat().st_size > 300]  # noqa: E731
        segment = self.stage.watch.until(sealed, "a part of the journal is sealed")[0]
        self.stage.stop("gatehouse")
        self.has(self.doctor(0), "ok", "the journal is whole")
        text = segment.read_bytes()
        at = text.index(b"system:")
        segment.write_bytes(text[:at] + b"sYstem:" + text[at + 7:])
        self.has(self.doctor(1), "problem", "journal is broken")

    def test_a_clock_behind_the_journal_is_a_problem(self):
        self.school("quill", channel=False)
        school = "gh:{bramblecote}:journal"  # an entry that the store did not count is no entry of ours
        newest = self.stage.redis("XREVRANGE", school, "+", "-", "COUNT", "1").splitlines()
        last, fields = int(newest[0].split("-")[0]), newest[1:]
        fields[fields.index("at") + 1] = str(int(time.time() * 1000) + 3_600_000)
        self.stage.redis("XADD", school, f"{last + 1}-0", *fields)
        self.has(self.doctor(1), "problem", "store does not start", "backup")
        self.stage.redis("INCR", "gh:{bramblecote}:seq")
        self.has(self.doctor(1), "problem", "future", "clock")

    def test_mail_that_cannot_be_sent_is_a_problem(self):
        self.school("quill", channel=False)
        self.has(self.doctor(1, mail__starttls=True), "problem", "mail server", "STARTTLS")
        self.stage.stop("smtp")
        self.has(self.doctor(1, mail__starttls=False), "problem", "mail server", "mail.port")
        self.has(self.doctor(0, mail__host=""), "warning", "no mail server")

    def test_a_certificate_that_nobody_vouches_for_is_a_problem(self):
        self.school("quill", channel=False)
        self.stage.stop("smtp")
        key, certificate = (str(self.stage.directory / name) for name in ("tls.key", "tls.crt"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
                       check=True, capture_output=True)
        self.stage.start_smtp("--tls", certificate, key)
        self.has(self.doctor(1, mail__starttls=True, mail__host="localhost"), "problem", "certificate", "mail.ca_file")
        self.has(self.doctor(0, mail__starttls=True, mail__host="localhost", mail__ca_file=certificate), "ok",
                 "certificate that holds")

    def test_people_are_missed(self):
        self.school("finch", "marsh", "quill", channel=False)
        said = self.doctor(0)
        self.has(said, "warning", "`hale` has no sign-in", "gatehouse user add hale")
        self.has(said, "warning", "vice_chair")
        self.assertNotIn("`quill` has no sign-in", said)
        people = self.stage.directory / "school/people.toml"
        people.write_text("".join(line for line in people.read_text().splitlines(True) if not line.startswith("email")))
        self.has(self.doctor(1), "problem", "email")

    def test_before_the_first_start_nothing_is_made(self):
        self.stage.start_simulator()
        self.stage.start_smtp()
        self.stage.configure()
        said = self.doctor(0)
        self.has(said, "warning", "no data directory", "first start")
        self.has(said, "ok", "redis-server is 7")
        self.assertFalse((self.stage.directory / "data").exists())

    def test_a_configuration_that_is_wrong_says_where(self):
        self.stage.configure(web__prot=1)
        self.has(self.doctor(1), "problem", "web.prot", "web.port")

    def test_the_embedded_redis_is_looked_at_beside_a_running_gatehouse_too(self):
        self.stage.start_simulator("--seed-demo")
        self.stage.start_smtp()
        self.stage.configure()
        (self.stage.directory / "data").mkdir(mode=0o700)
        self.stage.add_people("quill")
        self.has(self.doctor(0), "ok", "Redis has `appendonly yes`")
        self.stage.serve()
        self.has(self.doctor(0), "ok", "Redis has `maxmemory-policy noeviction`")


if __name__ == "__main__":
    unittest.main()
