"""Who asks: bearer tokens with scopes for one channel, or a key for what everybody may see."""
from dataclasses import dataclass

from youtube import errors
from youtube.state import FORCE_SSL, FULL, READONLY, UPLOAD, Token

COMMENTS = (FORCE_SSL,)
LISTS = (FORCE_SSL, FULL, READONLY)
CHANGES = (FORCE_SSL, FULL)
UPLOADS = (FORCE_SSL, FULL, UPLOAD)


@dataclass
class Caller:
    token: Token = None  # None: a key only

    def owns(self, channel_id):
        return self.token is not None and self.token.channel_id == channel_id


def caller(state, call, scopes, key_will_do=False):
    given = call.headers.get("authorization", "")
    if given.startswith("Bearer "):
        token = state.tokens.get(given[7:])
        if token is None or token.revoked or token.expires_at and token.expires_at <= state.clock.now():
            raise errors.GoogleError(401, "authError")
        if not token.scopes & set(scopes):
            raise errors.GoogleError(403, "insufficientPermissions")
        return Caller(token)
    key = call.parameters.get("key")
    if key is None:
        raise errors.GoogleError(401, "authError") if not key_will_do else errors.GoogleError(
            403, "forbidden", "The request is missing a valid API key.")
    if key != state.project.key:
        raise errors.bad("keyInvalid", "API key not valid. Please pass a valid API key.")
    if not key_will_do:
        raise errors.GoogleError(401, "authError")
    return Caller()
