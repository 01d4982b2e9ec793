"""OAuth 2.0 with PKCE as X has it: codes of thirty seconds, and refresh tokens that work once."""
import base64
import binascii

from network.calls import Answer
from network.oauth import Codes, back, challenge, form
from x import problems
from x.state import ALL_SCOPES, Token

CODE_SECONDS, ACCESS_SECONDS = 30, 7200
_ASKED = {"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}


class Login:
    def __init__(self, state):
        self.state = state
        self.denied = False  # what the person says
        self.says_life = True  # whether answers say how long a token lives
        self._codes = Codes("x", state.clock, CODE_SECONDS)
        self._refresh = {}  # value -> (user id, scopes); a used one is gone
        self._of_access = {}  # access token -> its refresh token

    def authorize(self, call):
        given, application = call.parameters, self.state.application
        if set(given) != _ASKED or given["response_type"] != "code" or given["client_id"] != application.client_id:
            raise problems.OAuthError("invalid_request", "Value passed for the parameter was invalid.")
        if given["redirect_uri"] != application.redirect_uri:
            raise problems.OAuthError("invalid_request", "Value passed for the redirect uri did not match the uri of "
                                                         "the authorization code.")
        scopes = given["scope"].split()
        if not set(scopes) <= set(ALL_SCOPES) or given["code_challenge_method"] != "S256":
            return back(given["redirect_uri"], error="invalid_scope", state=given["state"])
        if self.denied:
            return back(given["redirect_uri"], error="access_denied", state=given["state"])
        code = self._codes.give(given["redirect_uri"], scopes, given["code_challenge"])
        return back(given["redirect_uri"], state=given["state"], code=code)

    def token(self, call):
        given = self._client(call)
        if given.get("grant_type") == "authorization_code":
            grant = self._codes.take(given.get("code", ""))
            fits = grant and grant.redirect_uri == given.get("redirect_uri") and (
                challenge(given.get("code_verifier", "")) == grant.challenge)
            if not fits:
                raise problems.OAuthError("invalid_request", "Value passed for the authorization code was invalid.")
            own = next(iter(self.state.users), "")
            return Answer(self._pair(own, grant.scopes))
        if given.get("grant_type") == "refresh_token":
            known = self._refresh.pop(given.get("refresh_token", ""), None)
            if known is None:
                raise problems.OAuthError("invalid_request", "Value passed for the token was invalid.")
            return Answer(self._pair(*known))
        raise problems.OAuthError("unsupported_grant_type", "The grant type is not supported.")

    def revoke(self, call):
        value = self._client(call).get("token", "")
        self._refresh.pop(value, None)
        if value in self.state.tokens:
            self.state.tokens[value].revoked = True
            self._refresh.pop(self._of_access.get(value), None)
        return Answer({"revoked": True})

    def withdraw(self):
        """Nothing that a person ever granted is good any more."""
        self._refresh.clear()
        for token in self.state.tokens.values():
            token.revoked = token.revoked or bool(token.user_id)

    def application_token(self, call):
        """POST /oauth2/token with the consumer key: the application's own token."""
        given, application = form(call), self.state.application
        if given != {"grant_type": "client_credentials"} or _basic(call) != (application.consumer_key,
                                                                             application.consumer_secret):
            raise problems.Legacy(403, 99, "Unable to verify your credentials")
        token = Token(self._codes.value("app-token"), "")
        self.state.tokens[token.value] = token
        return Answer({"token_type": "bearer", "access_token": token.value})

    def _client(self, call):
        """The form of a client that says who it is: confidential ones by Basic, public ones by name."""
        given, application = form(call), self.state.application
        if given is None or call.parameters:
            raise problems.OAuthError("invalid_request", "The request is not a form.")
        if application.confidential:
            if _basic(call) != (application.client_id, application.client_secret):
                raise problems.OAuthError("unauthorized_client", "Missing valid authorization header", 401)
        elif given.get("client_id") != application.client_id:
            raise problems.OAuthError("invalid_request", "Value passed for the client id was invalid.")
        return given

    def _pair(self, user_id, scopes):
        token = Token(self._codes.value("access"), user_id, set(scopes), self.state.clock.now() + ACCESS_SECONDS)
        self.state.tokens[token.value] = token
        told = {"token_type": "bearer", "expires_in": ACCESS_SECONDS, "access_token": token.value,
                "scope": " ".join(scopes)}
        if not self.says_life:
            del told["expires_in"]
        if "offline.access" in scopes:
            told["refresh_token"] = self._codes.value("refresh")
            self._refresh[told["refresh_token"]] = (user_id, scopes)
            self._of_access[token.value] = told["refresh_token"]
        return told


def _basic(call):
    given = call.headers.get("authorization", "")
    try:
        name, _, secret = base64.b64decode(given[6:], validate=True).decode().partition(":")
    except (ValueError, binascii.Error):
        return None
    return (name, secret) if given.startswith("Basic ") else None
