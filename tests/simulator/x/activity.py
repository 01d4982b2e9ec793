"""What X sends by itself: webhooks with their check, subscriptions, deliveries and the stream."""
import base64
import hashlib
import hmac
import itertools
import json
import queue
from dataclasses import dataclass
from urllib.parse import urlsplit

from network import callbacks
from network.calls import Answer
from x import access, nodes, problems
from x.changes import body_of
from x.words import OLD

TYPES = ("post.mention.create", "post.reply.create", "post.quote.create", "post.delete")
WEBHOOKS_MAX, SUBSCRIPTIONS_MAX = 5, 1500


@dataclass
class Webhook:
    id: str
    url: str
    created: float
    valid: bool = True


def signature(secret, message):
    mac = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return "sha256=" + base64.b64encode(mac).decode()


class Activity:
    def __init__(self, state, waiting):
        self.state = state
        self._waiting = waiting
        self.public_only = False     # webhooks only at https addresses without a port, as the real one has it
        self.keep_alive_seconds = 20.0
        self.webhooks, self.subscriptions = {}, {}
        self._streams = []
        self._numbers = itertools.count(3091827364059182736)

    # webhooks

    def check(self, url):
        """The CRC: whether the one who answers knows the secret. Not under the lock."""
        token = f"challenge-{next(self._numbers)}"
        right = signature(self.state.application.consumer_secret, token.encode())
        try:
            status, body = callbacks.send("GET", callbacks.with_query(url, {"crc_token": token}))
            return status == 200 and json.loads(body) == {"response_token": right}
        except (callbacks.Unreachable, ValueError):
            return False

    def check_all(self, given):
        """The regular check of all webhooks comes due: what fails is told nothing any more."""
        for hook in list(self.webhooks.values()):
            hook.valid = self.check(hook.url)
        return {hook.id: hook.valid for hook in self.webhooks.values()}

    def prepared(self, call):
        """Registering and renewing ask for the check; it runs before the call is answered."""
        try:
            if call.method == "POST" and call.path == "/2/webhooks":
                return self.check(str(json.loads(call.body)["url"]))
        except (ValueError, KeyError, TypeError):
            return False
        hook = self.webhooks.get(call.path.rpartition("/")[2])
        return self.check(hook.url) if call.method == "PUT" and hook else False

    def register(self, call, token):
        access.require(token, (), app_only=True)
        url = body_of(call, ("url",))["url"]
        parts = urlsplit(str(url))
        if parts.scheme not in ("http", "https") or self.public_only and (parts.scheme != "https" or parts.port):
            raise _failed("UrlValidationFailed")
        if any(hook.url == url for hook in self.webhooks.values()):
            raise _failed("DuplicateUrlFailed")
        if len(self.webhooks) >= WEBHOOKS_MAX:
            raise _failed("WebhookLimitExceeded")
        if not call.prepared:
            raise _failed("CrcValidationFailed")
        return Answer({"data": self._hook(self.add(url))})

    def add(self, url):
        hook = Webhook(str(next(self._numbers)), url, self.state.clock.now())
        self.webhooks[hook.id] = hook
        return hook

    def _hook(self, hook):
        return {"id": hook.id, "url": hook.url, "valid": hook.valid, "created_at": nodes.stamp(hook.created)}

    def hooks(self, call, token):
        access.require(token, (), app_only=True)
        data = [self._hook(hook) for hook in self.webhooks.values()]
        return Answer({"data": data, "meta": {"result_count": len(data)}} if data else {"meta": {"result_count": 0}})

    def renew(self, call, token, hook_id):
        access.require(token, (), app_only=True)
        hook = self._known(self.webhooks, hook_id, "webhook")
        hook.valid = bool(call.prepared)
        if not hook.valid:
            raise _failed("CrcValidationFailed")
        return Answer({"data": {"valid": True}})

    def forget(self, call, token, hook_id):
        access.require(token, (), app_only=True)
        self._known(self.webhooks, hook_id, "webhook")
        del self.webhooks[hook_id]
        return Answer({"data": {"deleted": True}})

    def _known(self, known, identity, kind):
        if identity not in known:
            raise problems.not_found(identity, "id", kind)
        return known[identity]

    # subscriptions

    def subscribe(self, call, token):
        access.require(token, ("tweet.read",), user_only=True)
        given = body_of(call, ("event_type", "filter"), ("tag", "webhook_id"))
        if given["event_type"] not in TYPES or given["filter"] != {"user_id": token.user_id}:
            raise problems.bad_body("$.event_type or $.filter: is not valid for this user")
        if given.get("webhook_id"):
            self._known(self.webhooks, given["webhook_id"], "webhook")
        if len(self.subscriptions) >= SUBSCRIPTIONS_MAX:
            raise problems.forbidden("The limit of subscriptions is reached")
        made = self.add_subscription(given)
        return Answer({"data": [made], "meta": {"total_subscriptions": len(self.subscriptions)}})

    def add_subscription(self, given):
        now = nodes.stamp(self.state.clock.now())
        made = {"subscription_id": str(next(self._numbers)), "created_at": now, "updated_at": now, **given}
        self.subscriptions[made["subscription_id"]] = made
        return made

    def subscribed(self, call, token):
        access.require(token, ("tweet.read",))
        found = list(self.subscriptions.values())
        return Answer({"data": found, "meta": {"total_subscriptions": len(found)}} if found else
                      {"meta": {"total_subscriptions": 0}})

    def unsubscribe(self, call, token, identity):
        access.require(token, ("tweet.read",), user_only=True)
        self._known(self.subscriptions, identity, "subscription")
        del self.subscriptions[identity]
        return Answer({"data": {"deleted": True}, "meta": {"total_subscriptions": len(self.subscriptions)}})

    # events

    def tell(self, post, deleted=False):
        """What a post is to those who subscribed."""
        for subscription in list(self.subscriptions.values()):
            if self._concerns(subscription, post, deleted):
                self._send(subscription, post)

    def _concerns(self, subscription, post, deleted):
        user, kind = subscription["filter"]["user_id"], subscription["event_type"]
        if deleted or post.author_id == user:
            return kind == "post.delete" and deleted and post.author_id == user
        quoted = self.state.posts.get(post.quotes)
        return {"post.mention.create": user in post.mentions, "post.reply.create": post.reply_to_user == user,
                "post.quote.create": quoted is not None and quoted.author_id == user}.get(kind, False)

    def _send(self, subscription, post):
        payload = {name: value for name, value in nodes.post_values(self.state, OLD, post).items() if value is not None}
        payload["public_metrics"] |= {f"{name}_str": str(value) for name, value in payload["public_metrics"].items()}
        if post.reply_to:
            payload["in_reply_to_tweet_id"] = post.reply_to
        event = {"event_uuid": str(next(self._numbers)), "filter": subscription["filter"],
                 "event_type": subscription["event_type"], "tag": subscription.get("tag", ""), "payload": payload}
        body = json.dumps({"data": {**event, "includes": {}}}, separators=(",", ":")).encode()
        hook = self.webhooks.get(subscription.get("webhook_id", ""))
        if hook is None:
            for stream in self._streams:
                stream.put(body + b"\r\n")
        else:
            signed = {"Content-Type": "application/json", "x-twitter-webhooks-signature": signature(
                self.state.application.consumer_secret, body)}
            self._waiting.queue("x", hook.url, signed, body, lambda: hook.valid and hook.id in self.webhooks)

    # the stream

    def stream(self, call, token):
        """GET /2/activity/stream: lines as they come, and empty ones to show that it lives."""
        access.require(token, (), app_only=True)
        lines = queue.Queue()
        self._streams.append(lines)
        cut = "cut_line" in call.tricks
        return Answer(stream=self._lines(lines, cut), headers={"Content-Type": "application/json; charset=utf-8"})

    def _lines(self, lines, cut):
        try:
            yield b"\r\n"
            while True:
                try:
                    line = lines.get(timeout=self.keep_alive_seconds)
                except queue.Empty:
                    line = b"\r\n"
                if line is None:
                    return
                if cut:
                    yield line[:len(line) // 2]
                    return
                yield line
        finally:
            self._streams.remove(lines)

    def disconnect(self):
        """Ends all streams."""
        for stream in self._streams:
            stream.put(None)


def _failed(reason):
    return problems.Problem(400, reason, reason, "invalid-request", errors=[{"message": reason}])
