"""Everything a test of the whole needs, started for it alone: the simulated network, a mail server, a Redis
and the real gatehouse binary, in a directory of their own, on ports and sockets nobody else has.

Python's standard library only. Waiting is always for something that happens, with a limit; never for time.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import urllib.parse
import urllib.request

import leaks

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
LIMIT_SECONDS = 60
PASSWORD = "a long password for tests"
PAGE_ID = "104000000000011"
NETWORKS = ("facebook", "instagram", "x", "youtube")
RISK_CODES = ("audience", "comments", "images", "staffing", "out_of_hours", "data", "accessibility", "impersonation")
PURPOSE = "Tell families what their children do at school."


class Failed(Exception):
    """The stage could not be set, or something did not happen in time."""


class Watch:
    """Waits for files and conditions by asking again at once when anything moves; the pause is the shortest
    that leaves the two cores to the programs under test."""

    def __init__(self, seconds=LIMIT_SECONDS):
        self._never = threading.Event()
        self._rounds = int(seconds / 0.02)

    def until(self, condition, what):
        for _ in range(self._rounds):
            result = condition()
            if result:
                return result
            self._never.wait(0.02)
        raise Failed(f"did not happen: {what}")


class Stage:
    """A context manager: `with Stage(binary) as stage: stage.start_simulator() ...`. It ends with a look at all that
    the programs wrote: nothing of what strangers have on the simulated networks may stand there."""

    def __init__(self, binary):
        self.binary = str(pathlib.Path(binary).resolve())
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="gatehouse-", dir="/tmp"))
        self.processes = {}
        self.simulator_port = self.smtp_port = self.web_port = None
        self.mailbox = self.directory / "mailbox"
        self.settings = {}
        self.watch = Watch()
        self.strangers = leaks.Planted()

    def __enter__(self):
        return self

    def __exit__(self, failure=None, *_):
        try:
            for name in sorted(self.processes, key=lambda name: (name == "redis", name)):
                self.stop(name, signal.SIGTERM)
            found = leaks.came_out(self.strangers, self.directory)
            if found and failure is None:
                raise Failed("; ".join(f"{what} stands in {name}" for name, what in found))
        finally:
            shutil.rmtree(self.directory, ignore_errors=True)

    # processes

    def start(self, name, command, **more):
        log = open(self.directory / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **more)
        log.close()
        return self.processes[name]

    def stop(self, name, how=signal.SIGTERM):
        process = self.processes.pop(name, None)
        if process is None:
            return
        if name == "simulator" and process.poll() is None:
            for network in NETWORKS:
                self.strangers.network(self.control(f"{network}/state"))
        process.send_signal(how)
        try:
            process.wait(LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise Failed(f"{name} did not stop") from None
        if how == signal.SIGTERM and name.startswith("gatehouse") and process.returncode != 0:
            raise Failed(f"{name} ended with {process.returncode}")  # a sanitizer speaks like this, too

    def log(self, name):
        path = self.directory / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def port_from(self, name, ready):
        def look():
            if self.processes[name].poll() is not None:
                raise Failed(f"{name} ended at once: {self.log(name)[-2000:]}")
            return ready.exists() and ready.read_text().strip()
        return int(self.watch.until(look, f"{name} is ready").split()[0])

    def start_simulator(self, *more):
        ready = self.directory / "simulator.port"
        ready.unlink(missing_ok=True)
        self.start("simulator", [PYTHON, str(ROOT / "tests/simulator/simulator.py"), "--port", "0", "--ready-file",
                                 str(ready), *more])
        self.simulator_port = self.port_from("simulator", ready)

    def start_smtp(self, *more):
        ready = self.directory / "smtp.port"
        ready.unlink(missing_ok=True)
        self.mailbox.mkdir(exist_ok=True)
        self.start("smtp", [PYTHON, str(ROOT / "tests/support/smtp/smtp_server.py"), "--port", "0", "--ready-file",
                            str(ready), "--mailbox", str(self.mailbox), *more])
        self.smtp_port = self.port_from("smtp", ready)

    def start_redis(self):
        """A Redis outside Gatehouse, so that it can be killed alone."""
        home = self.directory / "redis"
        home.mkdir(mode=0o700, exist_ok=True)
        self.start("redis", ["redis-server", "--port", "0", "--unixsocket", str(home / "r.sock"), "--dir", str(home),
                             "--appendonly", "yes", "--appendfsync", "always", "--save", "",
                             "--hash-max-listpack-value", "4096"])
        self.settings["redis.unix_socket"] = str(home / "r.sock")
        self.watch.until(lambda: self.redis("PING") == "PONG", "Redis answers")

    def redis(self, *command):
        done = subprocess.run(["redis-cli", "-s", self.settings["redis.unix_socket"], *command], capture_output=True,
                              text=True, check=False)
        return done.stdout.strip()

    # gatehouse

    def configure(self, **settings):
        """The demo school with everything pointing at this stage. Keys with __ for dots override."""
        demo = self.directory / "school"
        if not demo.exists():
            shutil.copytree(ROOT / "deploy/demo", demo)
        self.settings.update({
            "data.directory": str(self.directory / "data"), "web.port": 0, "web.address": "127.0.0.1",
            "web.secure_cookies": False, "web.public_url": "http://127.0.0.1",
            "facebook.base_url": f"http://127.0.0.1:{self.simulator_port}",
            "x.base_url": f"http://127.0.0.1:{self.simulator_port}/x",
            "youtube.base_url": f"http://127.0.0.1:{self.simulator_port}/youtube",
            "mail.host": "127.0.0.1", "mail.port": self.smtp_port or 1, "mail.starttls": False})
        for profile in ("school_hours", "evening", "night", "weekend", "holiday"):
            self.settings[f"collect.poll_{profile}"] = "1s"
        self.settings["youtube.units_a_day"] = 100_000_000  # what a poll a second would cost
        self.settings.update({key.replace("__", "."): value for key, value in settings.items()})

    def configure_apps(self):
        """The apps through which the simulated networks give access and renew it."""
        network = f"http://127.0.0.1:{self.simulator_port}"
        secrets = {"facebook.app_secret_file": "meta-app-secret-0001",
                   "x.client_secret_file": "x-client-secret-0001",
                   "youtube.client_secret_file": "google-secret-0001"}
        for key, secret in secrets.items():
            self.settings[key] = str(self.secret(key, secret))
        x, google = f"{network}/x", f"{network}/youtube"
        self.settings.update({
            "facebook.app_id": "700100200300", "facebook.login_url": network,
            "x.base_url": x, "x.login_url": f"{x}/i/oauth2/authorize", "x.client_id": "x-client-0001",
            "youtube.base_url": google, "youtube.login_url": f"{google}/o/oauth2/v2/auth",
            "youtube.token_url": f"{google}/token", "youtube.client_id": "google-client-0001.apps.example"})

    def secret(self, name, text):
        """A file that only its owner can read."""
        file = self.directory / name
        file.touch(mode=0o600)
        file.write_text(text + "\n")
        return file

    def arguments(self):
        sets = []
        for key, value in self.settings.items():
            sets += ["--set", f"{key}={json.dumps(value)}"]
        return ["--config", str(self.directory / "school/settings.toml"), *sets]

    def run(self, *command, check=True, text=None):
        done = subprocess.run([self.binary, *command, *self.arguments()], capture_output=True, text=True,
                              input=text, timeout=LIMIT_SECONDS, check=False)
        if check and done.returncode != 0:
            raise Failed(f"gatehouse {' '.join(command)}: {done.stdout}{done.stderr}")
        return done

    def add_people(self, *people):
        secret = self.secret("password", PASSWORD)
        for person in people:
            self.run("user", "add", person, "--password-file", str(secret))

    def connect_channel(self, channel, token):
        """By the IT support, who gets a sign-in for it. The token: one line, or the text of a TOML file."""
        self.add_people("byte")
        file = self.secret("connection.toml" if "=" in token else "page.token", token)
        self.run("channel", "connect", channel, "--person", "byte", "--password-file",
                 str(self.directory / "password"), "--from", str(file))
        file.unlink()

    def propose_channel(self, token, page=PAGE_ID, network="facebook"):
        """Proposed by the office and connected, and no more. Returns the channel's id."""
        secret = ("--password-file", str(self.directory / "password"))
        account = ("--network", network, "--page", page, "--handle", "bramblecote")
        proposed = self.run("channel", "propose", "--person", "finch", *secret, *account, "--purpose", PURPOSE,
                            "--outcomes", "Families know what happens.").stdout
        channel = proposed.split()[0]
        self.connect_channel(channel, token)
        return channel

    def authorise_channel(self, token, page=PAGE_ID, network="facebook"):
        """Proposed by the office, assessed by the DSL, authorised by the head. Returns the channel's id."""
        channel = self.propose_channel(token, page, network)
        secret = ("--password-file", str(self.directory / "password"))
        answers = [word for code in RISK_CODES for word in ("--answer", f"{code}=Looked at with the office.")]
        self.run("channel", "assess", channel, "--person", "marsh", *secret, *answers)
        self.run("channel", "authorise", channel, "--person", "quill", *secret)
        return channel

    def serve_command(self, *more):
        return [self.binary, "serve", *self.arguments(), *more]

    def serve(self, *more, name="gatehouse"):
        """Another name: a second process on the same data, which does not take the place of the first."""
        ready = self.directory / f"{name}.port"
        ready.unlink(missing_ok=True)
        self.start(name, [*self.serve_command(*more), "--ready-file", str(ready)])
        port = self.port_from(name, ready)
        if name == "gatehouse":
            self.web_port = port

    # the other side

    def control(self, verb, given=None, **query):
        url = f"http://127.0.0.1:{self.simulator_port}/control/{verb}"
        if query:
            url += "?" + urllib.parse.urlencode(query)
        data = None if given is None else json.dumps(given).encode()
        with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=LIMIT_SECONDS + 10) as answer:
            return json.load(answer)

    def mails(self):
        """Every message the mail server accepted, as text."""
        return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(self.mailbox.glob("*.eml"))]

    def segments(self):
        return sorted((self.directory / "data/journal").glob("journal-*.jsonl"))

    def journal(self):
        """Every line of the sealed journal that is complete."""
        lines = []
        for path in self.segments():
            lines += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines(True)
                      if line.endswith("\n")]
        return lines


def free_of(text, markers):
    """The markers that do occur in the text: what must never be there."""
    return [marker for marker in markers if marker in text]
