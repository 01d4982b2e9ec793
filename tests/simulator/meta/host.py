"""The Graph API's host: how calls are read and answers are written there, and what goes wrong."""
import json
from urllib.parse import parse_qsl

from meta import access, errors
from network import damage, faults, multipart
from network.network import Network


class GraphNetwork(Network):
    """Facebook and Instagram: `tokens` are the same for both, the rate limits are not."""

    server = "proxygen-bolt"
    secrets = ("access_token", "appsecret_proof", "input_token", "client_secret", "code", "fb_exchange_token",
               "verify_token")
    throttle_code = 80001

    def catalogue(self, more=None):
        """`more`: answers in place of the real one that only one of the two networks has."""
        return faults.Catalogue(
            self.shape,
            instead={
                "throttle": self._throttle, "transient": _transient, "error": _custom,
                "expired_token": _raise(lambda settings: errors.token_error("expired")),
                "password_changed": _raise(lambda settings: errors.token_error("password_changed")),
                "blocked_for_misuse": _raise(lambda settings: errors.GraphError(
                    368, "The action attempted has been deemed abusive or is otherwise disallowed")),
                "no_permission": _raise(lambda settings: errors.no_permission(
                    f"Requires the '{settings.get('permission', 'pages_read_user_content')}' permission to manage the "
                    "object")),
                "gone": _raise(lambda settings: errors.gone("get", "0")),
                "reduce_data": _raise(lambda settings: errors.GraphError(
                    1, "Please reduce the amount of data you're asking for, then retry your request", status=500)),
                **(more or {})},
            tricks=("duplicates", "empty_page", "stale_cursors"),
            changes={"short_ids": lambda settings, body: _shorten_ids(body, self.shape)},
            checks={"throttle": self._known_code})

    def _known_code(self, settings):
        if settings.setdefault("code", self.throttle_code) not in errors.THROTTLE_TEXT:
            raise ValueError(f"throttle codes: {sorted(errors.THROTTLE_TEXT)}")

    def _throttle(self, settings, call):
        error = errors.throttled(settings["code"], settings.get("status", 400))
        if settings.get("regain_minutes") is not None:
            token = self.tokens().get(access.token_text(call.parameters, call.headers))
            error.headers = self.usage.headers(self.counted(token) if token else "0", self.clock.now(),
                                               settings["regain_minutes"])
        raise error

    def tokens(self):
        raise NotImplementedError

    def counted(self, token):
        """The id of the business object that a token's calls are counted for."""
        return token.page_id

    def read(self, call):
        call.parameters = _parameters(call)

    def encode(self, body):
        """As Meta writes JSON: everything outside ASCII escaped, and the slash too."""
        return json.dumps(body, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode("ascii")

    def headers(self, call):
        return {"Content-Type": "application/json; charset=UTF-8", "facebook-api-version": call.path.split("/")[1]}


def _raise(make):
    def strike(settings, call):
        raise make(settings)
    return strike


def _transient(settings, call):
    code = settings.get("code", 1)
    text = {1: "An unknown error has occurred.",
            2: "An unexpected error has occurred. Please retry your request later."}
    raise errors.GraphError(code, text[code], transient=True, status=settings.get("status", 500))


def _custom(settings, call):
    raise errors.GraphError(settings.get("code", 1), settings.get("message", "An error"), settings.get("subcode"),
                            settings.get("type", "OAuthException"), settings.get("status", 400),
                            settings.get("is_transient"))


def _shorten_ids(body, shape):
    """In some places only the comment's part of an id is written."""
    for element in damage.elements_of(body, shape):
        if isinstance(element.get("id"), str):
            element["id"] = element["id"].split("_")[-1]


def _parameters(call):
    """Query and form together. A name that comes twice is a defect of the client."""
    pairs = _pairs(call.query)
    if call.body:
        if call.method == "GET":
            raise errors.bad_parameter("A GET request has no body")
        if call.content_type() == "multipart/form-data":
            return _multipart(call, pairs)
        if call.content_type() != "application/x-www-form-urlencoded":
            raise errors.bad_parameter("Unsupported content type")
        pairs += _pairs(call.body.decode("ascii", "strict") if call.body.isascii() else None)
    return _once(pairs)


def _once(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise errors.bad_parameter("A parameter was given twice")
    return dict(pairs)


def _multipart(call, pairs):
    try:
        parts = multipart.parts(call)
    except ValueError:
        raise errors.bad_parameter("The form is not well formed") from None
    call.files = {part.name: part for part in parts if part.filename is not None}
    return _once(pairs + [(part.name, part.data.decode()) for part in parts if part.filename is None])


def _pairs(text):
    try:
        return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")
    except (ValueError, AttributeError):
        raise errors.bad_parameter("The parameters are not well formed") from None
