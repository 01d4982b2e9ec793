"""The business use case rate limit of one page or Instagram account, and the headers that tell of it."""
import json
from collections import deque

from meta.errors import throttled

_WINDOW_SECONDS = 24 * 3600


class Usage:
    """Counts the calls of each page over a rolling day. Above the budget every call is refused, and every
    refused call makes the block longer, as the real one does."""

    def __init__(self, kind="pages", budget=1_000_000, regain_minutes=17):
        self.kind = kind
        self.budget = budget
        self.regain_minutes = regain_minutes
        self._calls = {}
        self._blocked_until = {}

    def count(self, page_id, now):
        """Counts one call. True: the page is over its budget."""
        calls = self._calls.setdefault(page_id, deque())
        calls.append(now)
        while calls and calls[0] <= now - _WINDOW_SECONDS:
            calls.popleft()
        blocked = now < self._blocked_until.get(page_id, 0)
        if blocked or len(calls) > self.budget:
            if not blocked:  # what was spent stays spent until the block is over; then the count starts anew
                calls.clear()
            self._blocked_until[page_id] = max(self._blocked_until.get(page_id, 0) + 60 if blocked else 0,
                                               now + self.regain_minutes * 60)
            return True
        return False

    def admit(self, page_id, now):
        """Counts one call, and refuses it when the budget is spent."""
        if self.count(page_id, now):
            refusal = throttled(80001 if self.kind == "pages" else 80002, status=403)
            refusal.headers = self.headers(page_id, now, self.minutes_left(page_id, now))
            raise refusal

    def headers(self, page_id, now, minutes=None):
        """The two usage headers; `minutes` says that this answer is a refusal."""
        spent = 100 * len(self._calls.get(page_id, ())) // max(1, self.budget)
        percent = 101 if minutes is not None else min(100, spent)
        entry = {"type": self.kind, "call_count": percent, "total_cputime": percent // 4, "total_time": percent // 3,
                 "estimated_time_to_regain_access": minutes or 0}
        return {"X-App-Usage": json.dumps({"call_count": percent // 10, "total_time": percent // 12,
                                           "total_cputime": percent // 12}, separators=(",", ":")),
                "X-Business-Use-Case-Usage": json.dumps({page_id: [entry]}, separators=(",", ":"))}

    def minutes_left(self, page_id, now):
        return max(0, int((self._blocked_until.get(page_id, 0) - now + 59) // 60))
