"""Google's OAuth 2.0: refresh tokens come once, stay the same, and die of several causes."""
from network.calls import Answer
from network.oauth import Codes, back, challenge, form
from youtube import errors
from youtube.state import FORCE_SSL, FULL, READONLY, UPLOAD, Token

CODE_SECONDS, ACCESS_SECONDS = 600, 3599
TESTING_SECONDS, UNUSED_SECONDS, KEPT = 7 * 86400, 182 * 86400, 100
_ASKED = {"client_id", "redirect_uri", "response_type", "scope", "state", "access_type", "prompt", "code_challenge",
          "code_challenge_method", "include_granted_scopes", "login_hint"}


class Login:
    def __init__(self, state):
        self.state = state
        self.denied = False   # what the person says
        self.says_life = True  # whether answers say how long a token lives
        self.channel_id = ""  # the identity the person picks; empty: the first channel
        self._codes = Codes("google", state.clock, CODE_SECONDS)
        self._refresh = {}    # value -> [channel id, scopes, born, last used], the oldest first
        self._granted = set()  # channels that consented before: no refresh token without asking for consent

    def authorize(self, call):
        given, project = call.parameters, self.state.project
        if set(given) - _ASKED or given.get("client_id") != project.client_id or given.get("response_type") != "code":
            raise errors.PlainError(400, "invalid_request", "Bad Request")
        if given.get("redirect_uri") != project.redirect_uri:
            raise errors.PlainError(400, "redirect_uri_mismatch", "Bad Request")
        scopes = given.get("scope", "").split()
        if not scopes or not set(scopes) <= {FORCE_SSL, FULL, READONLY, UPLOAD}:
            raise errors.PlainError(400, "invalid_scope", "Some requested scopes were invalid.")
        if self.denied:
            return back(given["redirect_uri"], error="access_denied", state=given.get("state"))
        channel = self._channel()
        offline = given.get("access_type") == "offline" and (given.get("prompt") == "consent"
                                                             or channel not in self._granted)
        self._granted.add(channel)
        code = self._codes.give(given["redirect_uri"], scopes, given.get("code_challenge", ""), offline)
        return back(given["redirect_uri"], state=given.get("state"), code=code, scope=" ".join(scopes))

    def _channel(self):
        return self.channel_id or next(iter(self.state.channels), "")

    def token(self, call):
        given, project = form(call), self.state.project
        if given is None:
            raise errors.PlainError(400, "invalid_request", "Bad Request")
        if (given.get("client_id"), given.get("client_secret")) != (project.client_id, project.client_secret):
            raise errors.PlainError(401, "invalid_client", "Unauthorized")
        if given.get("grant_type") == "authorization_code":
            grant = self._codes.take(given.get("code", ""))
            fits = grant and grant.redirect_uri == given.get("redirect_uri") and (
                not grant.challenge or challenge(given.get("code_verifier", "")) == grant.challenge)
            if not fits:
                raise errors.PlainError(400, "invalid_grant", "Bad Request")
            return Answer(self._made(self._channel(), grant.scopes, grant.offline))
        if given.get("grant_type") == "refresh_token":
            return Answer(self._made(*self._alive(given.get("refresh_token", "")), False))
        raise errors.PlainError(400, "unsupported_grant_type", "Invalid grant_type")

    def _alive(self, value):
        now = self.state.clock.now()
        known = self._refresh.get(value)
        if known is None or self.state.project.testing and now - known[2] >= TESTING_SECONDS or (
                now - known[3] >= UNUSED_SECONDS):
            raise errors.PlainError(400, "invalid_grant", "Token has been expired or revoked.")
        known[3] = now
        return known[0], known[1]

    def _made(self, channel_id, scopes, offline):
        now = self.state.clock.now()
        token = Token(self._codes.value("access"), channel_id, set(scopes), now + ACCESS_SECONDS)
        self.state.tokens[token.value] = token
        told = {"access_token": token.value, "expires_in": ACCESS_SECONDS, "scope": " ".join(scopes),
                "token_type": "Bearer"}
        if not self.says_life:
            del told["expires_in"]
        if offline:
            told["refresh_token"] = self._codes.value("refresh")
            self._refresh[told["refresh_token"]] = [channel_id, scopes, now, now]
            if len(self._refresh) > KEPT:
                del self._refresh[next(iter(self._refresh))]
        return told

    def withdraw(self):
        """Nothing that anybody ever granted is good any more."""
        self._refresh.clear()
        for token in self.state.tokens.values():
            token.revoked = True

    def revoke(self, call):
        value = call.parameters.get("token") or (form(call) or {}).get("token", "")
        if value not in self._refresh and value not in self.state.tokens:
            raise errors.PlainError(400, "invalid_token", "Token expired or revoked")
        self._refresh.pop(value, None)
        if value in self.state.tokens:
            self.state.tokens[value].revoked = True
        return Answer({})
