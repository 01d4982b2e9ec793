#!/usr/bin/python3
"""Kills Gatehouse, Redis, or both at random moments under load, and afterwards counts.

    kill_test.py GATEHOUSE INSPECT [--kills N] [--seed S]

What must hold when everything has come to rest: every comment the network ever served is recorded exactly once
with all its revisions; everything that had to be hidden is hidden on the network; for every alert a mail was
accepted; nobody's comment was hidden that should not be; the journal verifies and tells of every item once.

A kill comes after a random number of requests to the network or of commands to Redis, also while a start is still
under way, so the moments fall everywhere in the work and no clock is involved. The seed is printed: the same seed
gives the same choices for each kill (not the same interleaving). A run that fails tells what it did to whom.
"""
import argparse
import hashlib
import json
import pathlib
import random
import re
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from stage import Stage  # noqa: E402

THREATS = ("Bringing a knife to pick up at 3.15 today, number {}. Come out and say it to my face",
           "gonna stab you at the back gate at home time {}")
WHOLE_READING = re.compile(r"round ended .*outcome=(?:reading|nothing_new)")
COMMANDS = re.compile(r"total_commands_processed:(\d+)")
ROUNDS_TO_REST = 60  # of at least one request to the network each
EDITS = ("Edited: what a lovely afternoon, thank you all {}", "Edited again, sorry: see you at the fair {}")


class Chaos:
    def __init__(self, stage, inspect, seed):
        self.stage = stage
        self.inspect = inspect
        self.seed = seed
        self.dice = None  # of one kill: what was possible before does not change what comes later
        self.story = []   # (kill, what was done, to which comment)
        self.threats = set()
        self.comments = []
        self.post = None
        self.made_before = 0
        self.log_start = 0  # of what was logged since the last kill

    def set_up(self):
        stage = self.stage
        stage.start_simulator()
        stage.start_smtp()
        stage.start_redis()
        stage.configure()
        page = stage.control("page", {"id": "104000000000011"})
        self.post = stage.control("post", {"message": "Sports day is on Friday."})["id"]
        stage.add_people("finch", "marsh", "quill", "okafor")
        stage.authorise_channel(page["token"])
        stage.control("load", {"object": self.post, "count": 100, "seed": 7})
        stage.serve()

    def turn(self, number):
        """One kill with what leads to it. Returns who was killed."""
        self.dice = random.Random(f"{self.seed}/{number}")
        self.stir(number)
        self.wait_for_work()
        self.change_earlier(number)
        if self.dice.random() < 0.5:
            self.wait_for_work()
        else:
            self.wait_for_commands()
        return self.kill(number)

    def note(self, number, what, identity=""):
        self.story.append((number, what, identity))

    def stir(self, number):
        """New comments and a threat."""
        stage, dice = self.stage, self.dice
        self.made_before = len(self.comments)
        for _ in range(dice.randrange(1, 6)):
            made = stage.control("comment", {"object": self.post, "message": f"A good day out, thank you {number}"})
            self.comments.append(made["id"])
            self.note(number, "made", made["id"])
        if dice.random() < 0.4:
            threat = stage.control("comment", {"object": self.post, "message": dice.choice(THREATS).format(number)})
            self.threats.add(threat["id"])
            self.note(number, "made", threat["id"])

    def change_earlier(self, number):
        """An edit and a deletion of what an earlier round made.

        What was served but not yet recorded when the process died, and was then changed on the network before the
        next reading, nobody can know of: so what exists is changed only after a whole reading since the kill.
        """
        stage, dice = self.stage, self.dice
        earlier = self.comments[:self.made_before]
        if earlier and WHOLE_READING.search(stage.log("gatehouse"), self.log_start):
            if dice.random() < 0.7:
                edited = dice.choice(earlier)
                stage.control("edit", {"id": edited, "message": dice.choice(EDITS).format(number)})
                self.note(number, "edited", edited)
            if len(earlier) > 3 and dice.random() < 0.3:
                gone = dice.choice(earlier)
                self.comments.remove(gone)
                stage.control("delete", {"id": gone})
                self.note(number, "deleted", gone)

    def wait_for_work(self):
        """Until the network was asked a few times, or nothing more comes: both are moments worth a kill."""
        last = self.stage.control("requests")
        after = last[-1]["number"] if last else 0
        self.stage.control("requests", after=after, count=self.dice.randrange(1, 9), wait_ms=1500)

    def commands(self):
        return int(COMMANDS.search(self.stage.redis("INFO", "stats")).group(1))

    def wait_for_commands(self):
        """Until Redis was asked a few times; asking it how often counts too, so this always ends."""
        until = self.commands() + self.dice.randrange(5, 60)
        while self.commands() < until:
            pass

    def kill(self, number):
        stage, whom = self.stage, self.dice.choice(("gatehouse", "redis", "both"))
        for name in {"both": ("gatehouse", "redis")}.get(whom, (whom,)):
            stage.stop(name, signal.SIGKILL)
        self.note(number, f"killed {whom}")
        if "redis" not in stage.processes:
            stage.start_redis()
        if "gatehouse" not in stage.processes:
            if self.dice.random() < 0.25:  # and once more in the middle of its start
                stage.start("gatehouse", stage.serve_command())
                self.wait_for_commands()
                stage.stop("gatehouse", signal.SIGKILL)
                self.note(number, "killed the start")
            stage.serve()
        self.log_start = len(stage.log("gatehouse"))
        return whom

    def items(self):
        done = subprocess.run([self.inspect, *self.stage.arguments()], capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    # what must hold at the end

    def problems(self):
        items = self.items()
        by_external = {}
        found = []
        for item in items:
            if item["external_id"] in by_external:
                found.append(f"recorded twice: {item['external_id']}")
            by_external[item["external_id"]] = item
        for identity, entry in self.stage.control("served").items():
            item = by_external.get(identity)
            if item is None:
                found.append(f"never recorded: {entry['kind']} {identity}")
                continue
            wanted = {hashlib.sha256(revision["message"].encode()).hexdigest() for revision in entry["revisions"]
                      if not revision["attachment"]}
            if not wanted <= set(item["revisions"]):
                found.append(f"a revision is missing: {identity}")
            if len(set(item["revisions"])) != len(item["revisions"]):
                found.append(f"a revision is recorded twice: {identity}")
        comments = self.stage.control("state")["comments"]
        found += [f"not hidden: {identity}" for identity in self.threats
                  if not comments[identity]["hidden"] and not comments[identity]["deleted"]]
        found += [f"hidden without reason: {identity}" for identity, comment in comments.items()
                  if comment["hidden"] and identity not in self.threats]
        return found + self.alert_problems() + self.journal_problems(items)

    def alert_problems(self):
        raised = {line["subject"].removeprefix("alert:") for line in self.stage.journal()
                  if line.get("kind") == "alert.raised"}
        mailed = {alert for mail in self.stage.mails() for alert in re.findall(r"/alerts/([0-9a-f]+)", mail)}
        found = [f"an alert reached nobody: {alert}" for alert in sorted(raised - mailed)]
        if len(raised) < len(self.threats):
            found.append(f"{len(self.threats)} threats but only {len(raised)} alerts")
        return found

    def journal_problems(self, items):
        found = []
        verified = self.stage.run("verify", check=False)
        if verified.returncode != 0:
            found.append("the journal does not verify: " + verified.stdout + verified.stderr)
        recorded = [line["subject"] for line in self.stage.journal() if line.get("kind") == "item.recorded"]
        if sorted(recorded) != sorted("item:" + item["id"] for item in items):
            found.append(f"the journal tells of {len(recorded)} items, {len(items)} are kept")
        return found

    def come_to_rest(self):
        for _ in range(ROUNDS_TO_REST):
            problems = self.problems()
            if not problems:
                break
            self.wait_for_work()
        return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gatehouse")
    parser.add_argument("inspect")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    killed = {"gatehouse": 0, "redis": 0, "both": 0}
    with Stage(given.gatehouse) as stage:
        chaos = Chaos(stage, given.inspect, given.seed)
        chaos.set_up()
        for number in range(given.kills):
            killed[chaos.turn(number)] += 1
        problems = chaos.come_to_rest()
        items = len(chaos.items())
    print(f"killed {killed}, {len(chaos.threats)} threats, {items} items")
    for problem in problems:
        print("not ok", problem)
        for number, what, identity in chaos.story:
            if identity and identity in problem:
                print(f"       kill {number}: {what}")
    print(f"{0 if problems else 1} passed, {1 if problems else 0} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
