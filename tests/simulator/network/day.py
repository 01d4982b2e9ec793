"""The invented school's day on one network: what is said while you watch."""
import random
import threading

CHATTER_SECONDS = 20


class Day:
    """Says the day's comments at their time, and afterwards goes on with quiet chatter until the world stops.
    `script` has LINES (seconds after the start, post counted from the newest, who, what), REGULARS, CHATTER and
    say(network, post, who, what), which raises PermissionError or LookupError when nothing can be said any more."""

    def __init__(self, world, name, script, speed=1.0):
        self._world = world
        self._name = name
        self._script = script
        self._speed = speed
        self._dice = random.Random(7)

    def start(self):
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        elapsed = 0
        for second, post, who, text in self._script.LINES:
            if self._world.stopping.wait((second - elapsed) / self._speed):
                return
            elapsed = second
            self._say(post, who, text)
        while not self._world.stopping.wait(CHATTER_SECONDS / self._speed):
            self._say(self._dice.randrange(len(self._script.POSTS) // 2), self._dice.choice(self._script.REGULARS),
                      self._dice.choice(self._script.CHATTER))

    def _say(self, post, who, text):
        with self._world.lock:
            try:
                self._script.say(self._world.networks[self._name], post, who, text)
            except (PermissionError, LookupError):
                pass  # the school blocked that person, took the post away, or everything was reset
