"""Who asks: OAuth 2.0 bearer tokens with scopes, the application's own token, and OAuth 1.0a signatures."""
import base64
import hashlib
import hmac
import re
from urllib.parse import parse_qsl, quote, unquote

from x import problems

SKEW_SECONDS_MAX = 300


def _pct(text):
    return quote(text, safe="-._~")


def base_string(method, url, pairs):
    """`pairs`: query, form and oauth_* parameters together, not yet encoded."""
    joined = "&".join(f"{name}={value}" for name, value in sorted((_pct(n), _pct(v)) for n, v in pairs))
    return f"{method.upper()}&{_pct(url)}&{_pct(joined)}"


def signature(method, url, pairs, consumer_secret, token_secret):
    key = f"{_pct(consumer_secret)}&{_pct(token_secret)}".encode()
    return base64.b64encode(hmac.new(key, base_string(method, url, pairs).encode(), hashlib.sha1).digest()).decode()


def authenticate(state, call):
    """The token of a call."""
    given = call.headers.get("authorization", "")
    if not state.application.enrolled:
        raise problems.not_enrolled()
    if given.startswith("OAuth "):
        return _signed(state, call, given[6:])
    token = state.tokens.get(given[7:]) if given.startswith("Bearer ") else None
    if token is None or token.revoked or token.expires_at and token.expires_at <= state.clock.now():
        raise problems.unauthorized()
    return token


def _signed(state, call, header):
    given = dict(re.findall(r'(oauth_\w+)="([^"]*)"', header))
    given = {name: unquote(value) for name, value in given.items()}
    token = state.tokens1.get(given.get("oauth_token", ""))
    application = state.application
    if token is None or token.revoked or given.get("oauth_consumer_key") != application.consumer_key:
        raise problems.unauthorized()
    if given.get("oauth_signature_method") != "HMAC-SHA1" or given.get("oauth_version", "1.0") != "1.0":
        raise problems.unauthorized()
    _fresh(state, given)
    pairs = [(name, value) for name, value in given.items() if name != "oauth_signature"]
    pairs += parse_qsl(call.query, keep_blank_values=True)
    if call.content_type() == "application/x-www-form-urlencoded":
        pairs += parse_qsl(call.body.decode(), keep_blank_values=True)
    right = signature(call.method, call.base_url + call.path, pairs, application.consumer_secret, token.secret)
    if not hmac.compare_digest(right, given.get("oauth_signature", "")):
        raise problems.unauthorized()
    return token


def _fresh(state, given):
    """A time-stamp that is near, and a nonce that was never used."""
    stamp, nonce = given.get("oauth_timestamp", ""), given.get("oauth_nonce", "")
    if not stamp.isdigit() or abs(int(stamp) - state.clock.now()) > SKEW_SECONDS_MAX:
        raise problems.unauthorized()
    if not nonce or (nonce, stamp) in state.nonces:
        raise problems.unauthorized()
    state.nonces.add((nonce, stamp))


def require(token, scopes, user_only=False, app_only=False):
    """Refuses a token of the wrong kind, or one without a scope. OAuth 1.0a tokens read, and write if they may."""
    if user_only and not token.user_id:
        raise problems.unsupported_authentication("OAuth 1.0a User Context, OAuth 2.0 User Context")
    if app_only and token.user_id:
        raise problems.unsupported_authentication("OAuth 2.0 Application-Only")
    if token.secret:
        if not token.may_write and any(scope.endswith("write") for scope in scopes):
            raise problems.oauth1_permissions()
    elif token.user_id and not set(scopes) <= token.scopes:
        raise problems.forbidden()
