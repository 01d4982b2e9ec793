"""How a person lets the application in: the dialog, the code, and the exchange for a long-lived token."""
from facebook.state import Token
from meta import errors
from meta.parameters import only
from network.calls import Answer
from network.oauth import Codes, back

CODE_SECONDS, SHORT_SECONDS, LONG_SECONDS = 600, 3600, 60 * 86400
PERMISSIONS = {"pages_show_list", "pages_read_engagement", "pages_read_user_content", "pages_manage_posts",
               "pages_manage_engagement", "pages_manage_metadata", "instagram_basic", "instagram_manage_comments",
               "instagram_content_publish", "ads_management", "ads_read", "business_management", "public_profile"}


class Login:
    def __init__(self, state):
        self.state = state
        self.denied = False  # what the person says in the dialog
        self.without = set()  # what the person does not grant
        self._codes = Codes("meta", state.clock, CODE_SECONDS)

    def dialog(self, call):
        """GET /v26.0/dialog/oauth, which a person sees in the browser."""
        given = call.parameters
        only(given, {"client_id", "redirect_uri", "state", "scope", "response_type", "auth_type"})
        application = self.state.application
        if given.get("client_id") != application.id:
            raise errors.GraphError(101, "Error validating application. Invalid application ID.")
        if given.get("redirect_uri") != application.redirect_uri:
            raise errors.GraphError(191, "The domain of this URL isn't included in the app's domains.")
        if given.get("response_type", "code") != "code" or not given.get("state"):
            raise errors.bad_parameter("response_type must be code, and a state is wanted")
        scopes = given.get("scope", "").replace(",", " ").split()
        for scope in scopes:
            if scope not in PERMISSIONS:
                raise errors.bad_parameter(f"Invalid Scopes: {scope}. This message is only shown to developers.")
        if self.denied:
            return back(given["redirect_uri"], error="access_denied", error_reason="user_denied", error_code="200",
                        error_description="Permissions error", state=given["state"])
        code = self._codes.give(given["redirect_uri"], [scope for scope in scopes if scope not in self.without])
        return back(given["redirect_uri"], code=code, state=given["state"])

    def access_token(self, call):
        """GET /oauth/access_token: a code, or a token that is still good, for a token."""
        given = call.parameters
        application = self.state.application
        if given.get("client_id") != application.id:
            raise errors.GraphError(101, "Error validating application. Invalid application ID.")
        if given.get("client_secret") != application.secret:
            raise errors.GraphError(1, "Error validating client secret.")
        if given.get("grant_type") == "fb_exchange_token":
            only(given, {"client_id", "client_secret", "grant_type", "fb_exchange_token"})
            return Answer(self._exchanged(given.get("fb_exchange_token", "")))
        only(given, {"client_id", "client_secret", "redirect_uri", "code"})
        grant = self._codes.take(given.get("code", ""))
        if grant is None:
            raise errors.GraphError(100, "This authorization code has been used.", 36009)
        if grant.redirect_uri != given.get("redirect_uri"):
            raise errors.GraphError(100, "Error validating verification code. Please make sure your redirect_uri is "
                                         "identical to the one you used in the OAuth dialog request", 36008)
        return Answer(self._made(set(grant.scopes), SHORT_SECONDS))

    def _made(self, permissions, seconds):
        page_id = next(iter(self.state.pages), "")
        token = Token(self._codes.value("user-token"), "user", page_id, permissions)
        token.expires_at = int(self.state.clock.now() + seconds)
        token.short = seconds == SHORT_SECONDS
        self.state.tokens[token.value] = token
        return {"access_token": token.value, "token_type": "bearer", "expires_in": seconds}

    def _exchanged(self, value):
        token = self.state.tokens.get(value)
        if token is None or token.kind != "user":
            raise errors.unknown_token()
        if token.state(self.state.clock.now()):
            raise errors.token_error(token.state(self.state.clock.now()))
        return self._made(set(token.permissions), LONG_SECONDS)

    def page_token(self, user_token):
        """The page's token as this person gets it: it permits what was granted; of a short one, it dies with it."""
        same = (t for t in self.state.tokens.values() if t.kind == "page" and t.page_id == user_token.page_id
                and t.permissions >= user_token.permissions and not t.state(self.state.clock.now()))
        known = None if user_token.short else next(same, None)
        if known is not None:
            return known
        token = Token(self._codes.value("page-token"), "page", user_token.page_id, set(user_token.permissions))
        token.expires_at = user_token.expires_at if user_token.short else 0
        return self.state.tokens.setdefault(token.value, token)
