"""What Meta sends by itself: subscriptions, their verification, and signed deliveries."""
import hmac
import itertools

from meta import access, errors
from meta.parameters import only
from network import callbacks
from network.calls import Answer

FIELDS = {"page": {"feed", "mention"}, "instagram": {"comments", "live_comments", "mentions", "story_insights"}}
_COMMON = {"access_token", "appsecret_proof"}
_numbers = itertools.count(1158201444)


def signature(secret, body, digest="sha256"):
    return f"{digest}=" + hmac.new(secret.encode(), body, digest).hexdigest()


def verified(url, verify_token):
    """Asks a callback whether it is meant. Not under the lock."""
    challenge = str(next(_numbers))
    address = callbacks.with_query(url, {"hub.mode": "subscribe", "hub.challenge": challenge,
                                         "hub.verify_token": verify_token})
    try:
        return callbacks.send("GET", address) == (200, challenge.encode())
    except callbacks.Unreachable:
        return False


class Webhooks:
    """The application's subscriptions, one for each kind of object, and the pages that take part."""

    def __init__(self, state, waiting):
        self.state = state
        self._waiting = waiting
        self.subscriptions = {}  # object -> {"callback_url", "fields"}
        self.pages = {}          # page id -> fields

    def wants_check(self, call):
        asked = call.method == "POST" and call.path.endswith("/subscriptions") and "callback_url" in call.parameters
        return asked and access.token_text(call.parameters, call.headers) == self.state.application.token()

    def subscriptions_of(self, call):
        """/{app-id}/subscriptions, with the application's own token."""
        if access.token_text(call.parameters, call.headers) != self.state.application.token():
            raise errors.GraphError(15, "(#15) This method must be called with an app access_token")
        given = call.parameters
        if call.method == "GET":
            return Answer({"data": [{"object": name, "callback_url": each["callback_url"], "active": True,
                                     "fields": [{"name": field, "version": "v26.0"} for field in each["fields"]]}
                                    for name, each in self.subscriptions.items()]})
        if call.method == "DELETE":
            only(given, _COMMON | {"object", "fields"})
            self.subscriptions.pop(given.get("object", ""), None)
            return Answer({"success": True})
        only(given, _COMMON | {"object", "callback_url", "fields", "verify_token", "include_values"})
        fields = [field for field in given.get("fields", "").split(",") if field]
        known = FIELDS.get(given.get("object", ""), set())
        if not fields or not set(fields) <= known or not given.get("verify_token"):
            raise errors.bad_parameter("Param object, fields or verify_token is not valid")
        if not call.prepared:
            raise errors.GraphError(2200, "(#2200) Callback verification failed: the challenge was not returned")
        self.subscriptions[given["object"]] = {"callback_url": given["callback_url"], "fields": fields}
        return Answer({"success": True})

    def page(self, call, token, page):
        """/{page-id}/subscribed_apps."""
        access.require(token, "pages_manage_metadata", ("MODERATE", "MANAGE"))
        application = self.state.application
        if call.method == "GET":
            fields = sorted(self.pages.get(page.id, ()))
            return {"data": [{"id": application.id, "name": application.name, "subscribed_fields": fields}]
                    if fields else []}
        if call.method == "DELETE":
            self.pages.pop(page.id, None)
            return {"success": True}
        only(call.parameters, _COMMON | {"subscribed_fields"})
        fields = set(filter(None, call.parameters.get("subscribed_fields", "").split(",")))
        if not fields or not fields <= FIELDS["page"]:
            raise errors.bad_parameter("Param subscribed_fields must be one of {feed, mention}")
        self.pages[page.id] = fields
        return {"success": True}

    def set_callback(self, kind, url, fields):
        """What a test sets up without asking anybody."""
        self.subscriptions[kind] = {"callback_url": url, "fields": sorted(fields or FIELDS[kind])}
        for page_id in self.state.pages:
            self.pages.setdefault(page_id, FIELDS["page"])

    def tell(self, network, encode, kind, page_id, field, entry):
        """One delivery, if somebody subscribed to it."""
        found = self.subscriptions.get(kind)
        if not found or field not in found["fields"] or page_id not in self.pages:
            return
        if kind == "page" and field not in self.pages[page_id]:
            return
        body = encode({"object": kind, "entry": [entry]})
        secret = self.state.application.secret
        self._waiting.queue(network, found["callback_url"], {
            "Content-Type": "application/json", "X-Hub-Signature-256": signature(secret, body),
            "X-Hub-Signature": signature(secret, body, "sha1")}, body)
