"""The mail server of the tests takes what it should, refuses what it should, and keeps the rest."""
import json
import os
import smtplib
import ssl
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MESSAGE = ("Subject: Gatehouse: SM-0001 <b>needs</b> you\r\nMessage-ID: <one@bramblecote.example>\r\n\r\n"
           "Please sign in.\r\n")


class MailCase(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.mailbox = os.path.join(self.directory, "mailbox")

    def start(self, *arguments):
        ready = os.path.join(self.directory, "ready")
        program = os.path.join(TESTS, "support", "smtp", "smtp_server.py")
        process = subprocess.Popen([sys.executable, program, "--port", "0", "--ready-file", ready, "--mailbox",
                                    self.mailbox, *arguments], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        process.stdout.readline()  # printed after the ready file was written
        with open(ready, encoding="ascii") as file:
            return [int(line) for line in file]

    def client(self, port):
        client = smtplib.SMTP("127.0.0.1", port, timeout=20)
        self.addCleanup(client.close)
        return client

    def send(self, client, *recipients):
        return client.sendmail("gatehouse@bramblecote.example", recipients, MESSAGE)

    def kept(self, name):
        with open(os.path.join(self.mailbox, name), "rb") as file:
            return file.read()


class Keeping(MailCase):
    def test_a_message_is_kept_as_received_with_its_envelope(self):
        port, = self.start()
        self.send(self.client(port), "marsh@bramblecote.example", "okafor@bramblecote.example")
        self.assertEqual(self.kept("0001.eml"), MESSAGE.encode())
        envelope = json.loads(self.kept("0001.json"))
        self.assertEqual(envelope["to"], ["marsh@bramblecote.example", "okafor@bramblecote.example"])
        self.assertEqual((envelope["tls"], envelope["authenticated"]), (False, False))

    def test_some_recipients_are_refused_for_good_and_some_for_now(self):
        port, = self.start()
        refused = self.send(self.client(port), "refuse@bramblecote.example", "later@bramblecote.example",
                            "marsh@bramblecote.example")
        self.assertEqual({who: code for who, (code, _) in refused.items()},
                         {"refuse@bramblecote.example": 550, "later@bramblecote.example": 451})
        self.assertEqual(json.loads(self.kept("0001.json"))["to"], ["marsh@bramblecote.example"])

    def test_it_can_hang_up_after_it_kept_a_message(self):
        port, = self.start("--drop-after-data", "1")
        with self.assertRaises(smtplib.SMTPServerDisconnected):
            self.send(self.client(port), "marsh@bramblecote.example")
        self.assertEqual(self.kept("0001.eml"), MESSAGE.encode())
        self.send(self.client(port), "marsh@bramblecote.example")
        self.assertEqual(self.kept("0002.eml"), MESSAGE.encode())

    def test_slowness_is_only_slow(self):
        port, = self.start("--slow-ms", "5")
        self.send(self.client(port), "marsh@bramblecote.example")
        self.assertEqual(self.kept("0001.eml"), MESSAGE.encode())


class Doors(MailCase):
    def certificate(self):
        certificate, key = (os.path.join(self.directory, name) for name in ("cert.pem", "key.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                       check=True, capture_output=True)
        return certificate, key

    def test_nothing_is_taken_before_starttls_and_sign_in(self):
        certificate, key = self.certificate()
        port, = self.start("--tls", certificate, key, "--auth", "app:a long password")
        with self.assertRaises(smtplib.SMTPException):
            self.send(self.client(port), "marsh@bramblecote.example")
        client = self.client(port)
        client.starttls(context=ssl.create_default_context(cafile=certificate))
        with self.assertRaises(smtplib.SMTPException):
            self.send(client, "marsh@bramblecote.example")
        with self.assertRaises(smtplib.SMTPAuthenticationError):
            client.login("app", "a wrong password")
        client.login("app", "a long password")
        self.send(client, "marsh@bramblecote.example")
        envelope = json.loads(self.kept("0001.json"))
        self.assertEqual((envelope["tls"], envelope["authenticated"]), (True, True))


class TheInbox(MailCase):
    def fetch(self, port, path, body=None):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body, 20) as answer:
            return answer.read().decode()

    def test_messages_are_listed_for_people_and_for_programs(self):
        port, inbox = self.start("--inbox-port", "0")
        self.assertIn("No message yet.", self.fetch(inbox, "/"))
        self.send(self.client(port), "marsh@bramblecote.example")
        page = self.fetch(inbox, "/")
        self.assertIn("SM-0001 &lt;b&gt;needs&lt;/b&gt; you", page)
        message, = json.loads(self.fetch(inbox, "/messages"))
        self.assertEqual((message["message_id"], message["text"].strip()),
                         ("<one@bramblecote.example>", "Please sign in."))

    def test_trouble_can_be_asked_for_while_it_runs(self):
        port, inbox = self.start("--inbox-port", "0")
        self.fetch(inbox, "/control", b'{"drop_after_data":1}')
        with self.assertRaises(smtplib.SMTPServerDisconnected):
            self.send(self.client(port), "marsh@bramblecote.example")
        with self.assertRaises(urllib.error.HTTPError):
            self.fetch(inbox, "/control", b'{"mood":1}')


if __name__ == "__main__":
    unittest.main()
