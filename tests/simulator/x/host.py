"""The simulated X as a whole: which call is answered by whom."""
import re
from urllib.parse import parse_qsl

from network import damage, faults
from network.calls import Answer
from network.network import Network
from network.visitor_page import Words
from x import access, problems
from x.activity import TYPES, Activity
from x.changes import Changes
from x.control import Control
from x.limits import Limits
from x.login import Login
from x.media import Media
from x.publishing import Publishing
from x.reads import Reads
from x.state import State

PICTURES = "/media/"


class X(Network):
    name = "x"
    title = "X"
    secrets = ("code", "code_verifier", "refresh_token", "client_secret", "token")
    shape = damage.Shape("data", ("text",), ("created_at",), ("author_id",),
                         versions=("edit_history_tweet_ids", "edit_history_post_ids"))

    def __init__(self, world):
        super().__init__(world)
        self.state = State(world.clock)
        self.limits = Limits(world.clock)
        self.reads = Reads(self.state, self.limits)
        self.changes = Changes(self.state, self.limits)
        self.login = Login(self.state)
        self.media = Media(self.state, self.limits)
        self.activity = Activity(self.state, world.callbacks)
        self.state.happened = self.activity.tell
        self.unlocked = {"check": self.activity.check_all}
        self.publishing = Publishing(self.state, self.limits, self.media)
        self.state.pictures_at = lambda: f"http://127.0.0.1:{world.port}/x{PICTURES}".rstrip("/")
        self._control = Control(self)
        self._open = {("GET", "/i/oauth2/authorize"): self.login.authorize,
                      ("POST", "/2/oauth2/token"): self.login.token,
                      ("POST", "/2/oauth2/revoke"): self.login.revoke,
                      ("POST", "/oauth2/token"): self.login.application_token}
        self._routes = [(method, re.compile(path), endpoint, handler) for method, path, endpoint, handler in
                        self._table()]

    def _table(self):
        """Method, path, what it is counted as, and who answers."""
        reads, changes, activity = self.reads, self.changes, self.activity
        return [
            ("POST", r"/2/webhooks", "activity", activity.register),
            ("GET", r"/2/webhooks", "activity", activity.hooks),
            ("PUT", r"/2/webhooks/(\d+)", "activity", activity.renew),
            ("DELETE", r"/2/webhooks/(\d+)", "activity", activity.forget),
            ("POST", r"/2/activity/subscriptions", "activity", activity.subscribe),
            ("GET", r"/2/activity/subscriptions", "activity", activity.subscribed),
            ("DELETE", r"/2/activity/subscriptions/(\d+)", "activity", activity.unsubscribe),
            ("GET", r"/2/activity/stream", "activity", activity.stream),
            ("GET", r"/2/users/me", "me", reads.me),
            ("GET", r"/2/users/by/username/(\w+)", "users", reads.by_name),
            ("GET", r"/2/users/(\d+)", "users", reads.user),
            ("GET", r"/2/users/(\d+)/tweets", "timeline", reads.timeline),
            ("GET", r"/2/users/(\d+)/mentions", "mentions", reads.mentions),
            ("GET", r"/2/users/(\d+)/muting", "lists", lambda call, token, user: reads.people(
                call, token, user, "muted")),
            ("GET", r"/2/users/(\d+)/blocking", "lists", lambda call, token, user: reads.people(
                call, token, user, "blocked")),
            ("GET", r"/2/tweets/search/recent", "search", reads.search),
            ("GET", r"/2/tweets", "lookup", reads.lookup),
            ("GET", r"/2/tweets/(\d+)", "lookup", reads.lookup),
            ("PUT", r"/2/tweets/(\d+)/hidden", "hide", changes.hide),
            ("DELETE", r"/2/tweets/(\d+)", "delete", changes.delete),
            ("POST", r"/2/tweets", "create", self.publishing.create),
            ("POST", r"/2/media/upload", "upload", self.media.upload),
            ("GET", r"/2/media/upload", "upload", self.media.status),
            ("POST", r"/2/media/upload/initialize", "upload", self.media.initialize),
            ("POST", r"/2/media/upload/(\d+)/append", "upload", self.media.append),
            ("POST", r"/2/media/upload/(\d+)/finalize", "upload", self.media.finalize),
            ("POST", r"/2/media/metadata", "metadata", self.media.describe),
            ("POST", r"/2/users/(\d+)/muting", "mute", changes.mute),
            ("DELETE", r"/2/users/(\d+)/muting/(\d+)", "mute", changes.unmute),
            ("POST", r"/2/users/(\d+)/blocking", "mute", changes.block)]

    def catalogue(self):
        return faults.Catalogue(
            self.shape,
            instead={
                "rate_limited": self._rate_limited, "error": _custom,
                "credits_depleted": _raise(problems.credits_depleted), "unauthorized": _raise(problems.unauthorized),
                "duplicate_content": _raise(problems.duplicate_content),
                "reply_refused": _raise(problems.reply_refused), "not_enrolled": _raise(problems.not_enrolled),
                "oauth1_permissions": _raise(problems.oauth1_permissions), "forbidden": _raise(problems.forbidden),
                "not_found": _raise(lambda: problems.not_found("0")),
                "unsupported_authentication": _raise(
                    lambda: problems.unsupported_authentication("OAuth 2.0 User Context")),
                "usage_capped": lambda settings, call: _throw(problems.usage_capped(
                    settings.get("period", "Monthly"), settings.get("scope", "Product")))},
            tricks=("partial_errors", "absent_data", "missing_users", "stale_tokens", "duplicates", "cut_line"))

    def _rate_limited(self, settings, call):
        """`headers`: whether it says when to come back; `legacy`: in the former version's envelope."""
        headers = {}
        if settings.get("headers", True):
            headers = {"x-rate-limit-limit": "300", "x-rate-limit-remaining": "0",
                       "x-rate-limit-reset": str(int(self.clock.now() + settings.get("reset_seconds", 900)))}
        if settings.get("legacy"):
            refusal = problems.Legacy(429, 88, "Rate limit exceeded")
            refusal.headers.update(headers)
            raise refusal
        raise problems.too_many(headers)

    def control(self):
        return self._control.post, self._control.get

    def read(self, call):
        if not call.query:
            return
        try:
            pairs = parse_qsl(call.query, keep_blank_values=True, strict_parsing=True, errors="strict")
        except ValueError:
            raise problems.bad_body("The query string is not well formed") from None
        names = [name for name, _ in pairs]
        for name in names:
            if names.count(name) > 1:
                raise problems.invalid(name, name, f"The query parameter [{name}] was given twice")
        call.parameters = dict(pairs)

    def answer(self, call):
        if call.method == "GET" and call.path.startswith(PICTURES):
            return self._picture(call.path[len(PICTURES):].removesuffix(".jpg"))
        open_to_all = self._open.get((call.method, call.path))
        if open_to_all:
            return open_to_all(call)
        for method, pattern, endpoint, handler in self._routes:
            found = pattern.fullmatch(call.path)
            if method == call.method and found:
                return self._counted(call, endpoint, handler, found.groups())
        raise problems.Problem(404, "Not Found", "Not Found")

    def _picture(self, key):
        """The bytes of a picture that was uploaded, for everybody who knows its address."""
        picture = self.state.pictures.get(key)
        if picture is None or not picture.data:
            return Answer(raw=b"", status=404)
        return Answer(raw=picture.data, headers={"Content-Type": "image/jpeg"})

    def _counted(self, call, endpoint, handler, given):
        token = access.authenticate(self.state, call)
        headers = self.limits.count(endpoint, token)
        try:
            answer = handler(call, token, *given)
        except problems.Problem as problem:
            problem.headers.update(headers)
            raise
        answer.headers.update(headers)
        return answer

    def prepare(self, call):
        if call.path.startswith("/2/webhooks"):
            call.prepared = self.activity.prepared(call)

    def set_callback(self, given):
        """A webhook for everything, without the check."""
        hook = self.activity.add(given["url"])
        for user in {token.user_id for token in self.state.tokens.values() if token.user_id}:
            for kind in given.get("types", TYPES):
                self.activity.add_subscription({"event_type": kind, "filter": {"user_id": user}, "tag": kind,
                                                "webhook_id": hook.id})
        return {"webhook": hook.id}

    def end(self):
        self.activity.disconnect()

    def accounts(self):
        own = dict.fromkeys(token.user_id for token in self.state.tokens.values() if token.user_id)
        found = self.state.visible()
        return [(f"{user.name} (@{user.username})", [self._shown(post, found) for post in found if not post.reply_to
                                                     and user.id in (post.author_id, *post.mentions)])
                for user in (self.state.users[each] for each in own)]

    def _shown(self, post, found):
        words = Words(self.state.users[post.author_id].name, post.created, post.text)
        for each in reversed(found):
            if each.conversation_id == post.conversation_id and each.reply_to:
                author = self.state.users[each.author_id]
                words.below.append(Words(f"@{author.username}", each.created, each.text,
                                         "hidden" if each.hidden else "", each.reply_to != post.id, bool(each.media)))
        return words

    def remove(self, identity):
        self.state.delete(self.state.post(identity))


def _throw(problem):
    raise problem


def _raise(make):
    return lambda settings, call: _throw(make())


def _custom(settings, call):
    raise problems.Problem(settings.get("status", 400), settings.get("title", "Error"),
                           settings.get("detail", "An error"), settings.get("kind", ""))
