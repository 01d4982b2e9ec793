"""Time that a test can stop, set and move."""
import datetime
import time


class Clock:
    """Runs with the wall clock until it is stopped; from then on it moves only when told."""

    def __init__(self):
        self._offset = 0.0
        self._stopped = None

    def now(self):
        return self._stopped if self._stopped is not None else time.time() + self._offset

    def stop_at(self, moment):
        self._stopped = float(moment)

    def advance(self, seconds):
        if self._stopped is not None:
            self._stopped += seconds
        else:
            self._offset += seconds

    def run(self):
        if self._stopped is not None:
            self._offset = self._stopped - time.time()
            self._stopped = None


def stamp(moment):
    """As Facebook writes times: the offset has no colon."""
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S+0000")


def moment_of(text):
    """Unix seconds of a number, a number in text, or an ISO 8601 date. ValueError for anything else."""
    if isinstance(text, bool):
        raise ValueError("not a time")
    if isinstance(text, (int, float)):
        return float(text)
    try:
        return float(text)
    except ValueError:
        pass
    fixed = text.replace("Z", "+00:00")
    if len(fixed) > 5 and fixed[-5] in "+-" and fixed[-3] != ":":
        fixed = fixed[:-2] + ":" + fixed[-2:]
    parsed = datetime.datetime.fromisoformat(fixed)
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=datetime.timezone.utc)
    return parsed.timestamp()
