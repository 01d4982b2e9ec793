"""How much may be asked: windows of fifteen minutes, bought credits, and the month's cap."""
from x import problems

WINDOW_SECONDS = 900
DAY_SECONDS = 86400

# What a call is counted as: (per user, per application). None: not limited.
LIMITS = {
    "timeline": (900, 10_000), "mentions": (300, 450), "search": (300, 450), "lookup": (5000, 3500), "hide": (50, None),
    "create": (100, 10_000), "delete": (50, None), "mute": (50, None), "upload": (500, 50_000),
    "metadata": (500, 50_000), "me": (75, None), "users": (900, 300), "activity": (500, 500), "lists": (15, None),
}
PRICES = {"post": 0.005, "user": 0.010, "list": 0.001, "owned": 0.001, "create": 0.015, "create_with_link": 0.20,
          "manage": 0.005, "delete": 0.010}


class Limits:
    def __init__(self, clock):
        self.clock = clock
        self.limits = dict(LIMITS)
        self.prices = dict(PRICES)
        self.balance = None  # None: more than anybody can spend
        self.owner_id = None  # whose reads of the own account are cheap; None: everybody's
        self.cap = None      # post reads until the month ends
        self.spent = 0.0
        self._windows = {}
        self._charged = set()
        self._capped = 0

    def count(self, endpoint, token):
        """The three headers of a call, or 429."""
        who, most = self._holder(endpoint, token)
        now = self.clock.now()
        begun, used = self._windows.get(who, (now, 0))
        if now >= begun + WINDOW_SECONDS:
            begun, used = now, 0
        headers = {"x-rate-limit-limit": str(most), "x-rate-limit-remaining": str(max(0, most - used - 1)),
                   "x-rate-limit-reset": str(int(begun + WINDOW_SECONDS))}
        if used >= most:
            raise problems.too_many(headers)
        self._windows[who] = (begun, used + 1)
        return headers

    def _holder(self, endpoint, token):
        user, application = self.limits[endpoint]
        if token.user_id or application is None:
            return (endpoint, token.user_id), user
        return (endpoint, ""), application

    def may_spend(self, reads=False):
        if self.balance is not None and self.spent >= self.balance:
            raise problems.credits_depleted()
        if reads and self.cap is not None and self._capped >= self.cap:
            raise problems.usage_capped()

    def charge_reads(self, kind, ids, owned=False):
        """Each resource costs once a day."""
        day = int(self.clock.now() // DAY_SECONDS)
        for identity in ids:
            if (day, kind, identity) not in self._charged:
                self._charged.add((day, kind, identity))
                self.spent += self.prices["owned" if owned else kind]
                self._capped += kind == "post"

    def charge(self, what):
        self.spent += self.prices[what]
