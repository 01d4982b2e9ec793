"""The units of a day, in their buckets; the day begins at midnight Pacific."""
import datetime
import zoneinfo

from youtube import errors

_PACIFIC = zoneinfo.ZoneInfo("America/Los_Angeles")
READ, WRITE = 1, 50


class Quota:
    def __init__(self, clock):
        self.clock = clock
        self.limits = {"units": 10_000, "uploads": 100}
        self.used = {"units": 0, "uploads": 0}
        self._day = None

    def spend(self, cost, bucket="units"):
        """Every call costs, also one that is refused for what it says."""
        self._turn()
        if self.used[bucket] + cost > self.limits[bucket]:
            raise errors.GoogleError(403, "quotaExceeded")
        self.used[bucket] += cost

    def give_back(self, cost, bucket="units"):
        """A call that was invalid costs one unit at least, and not what it would have cost."""
        self.used[bucket] = max(0, self.used[bucket] - cost)
        self.used["units"] += 1

    def left(self):
        self._turn()
        return {name: self.limits[name] - used for name, used in self.used.items()}

    def _turn(self):
        day = datetime.datetime.fromtimestamp(self.clock.now(), _PACIFIC).date()
        if day != self._day:
            self._day = day
            self.used = dict.fromkeys(self.used, 0)
