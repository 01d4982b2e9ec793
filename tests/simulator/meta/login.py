"""How a person lets the application in: the dialog, the code, and the exchange for a long-lived token."""
from facebook.state import ALL_TASKS, Token
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
        self.targets = {}     # permission -> ids of the only pages that the person grants it for
        self.tasks = set(ALL_TASKS)  # what the person may do on their pages
        self.says_life = True  # whether answers say how long a token lives
        self._declined = set()  # what was held back in an earlier dialog
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
        code = self._codes.give(given["redirect_uri"], self._granted(scopes, given.get("auth_type")))
        return back(given["redirect_uri"], code=code, state=given["state"])

    def _granted(self, scopes, auth_type):
        """What was declined before is not shown again, unless the client asks for that by name."""
        if auth_type not in (None, "rerequest", "reauthenticate", "reauthorize"):
            raise errors.bad_parameter(f"Invalid auth_type {auth_type}")
        shown = [scope for scope in scopes if auth_type == "rerequest" or scope not in self._declined]
        granted = [scope for scope in shown if scope not in self.without]
        self._declined = (self._declined | set(shown)) - set(granted)
        return granted

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

    def _made(self, permissions, seconds, known=None):
        """`known`: the token that it continues; without one, what the person said in the dialog counts."""
        pages = tuple(self.state.pages)
        token = Token(self._codes.value("user-token"), "user", next(iter(pages), ""), permissions)
        token.looks_after = known.looks_after if known else pages
        token.targets = known.targets if known else {scope: set(ids) for scope, ids in self.targets.items()}
        token.tasks = set(known.tasks if known else self.tasks)
        token.data_access_expires_at = known.data_access_expires_at if known else self.state.data_ends()
        token.expires_at = int(self.state.clock.now() + seconds)
        token.short = seconds == SHORT_SECONDS
        self.state.tokens[token.value] = token
        answer = {"access_token": token.value, "token_type": "bearer", "expires_in": seconds}
        return answer if self.says_life else {name: answer[name] for name in ("access_token", "token_type")}

    def _exchanged(self, value):
        token = self.state.tokens.get(value)
        if token is None or token.kind != "user":
            raise errors.unknown_token()
        if token.state(self.state.clock.now()):
            raise errors.token_error(token.state(self.state.clock.now()))
        return self._made(set(token.permissions), LONG_SECONDS, token)

    def pages_of(self, person):
        """The pages that `me/accounts` lists for a person's token."""
        pages = [self.state.page(page_id) for page_id in person.looks_after or (person.page_id,)]
        return [page for page in pages if person.permits("pages_show_list", page.id)
                and (not page.portfolio or "business_management" in person.permissions)]

    def page_token(self, person, page_id):
        """The page's token as this person gets it: it permits what was granted; of a short one, it dies with it."""
        same = (t for t in self.state.tokens.values() if t.kind == "page" and t.page_id == page_id
                and t.permissions >= person.permissions and t.targets == person.targets and t.tasks == person.tasks
                and not t.state(self.state.clock.now()) and not t.data_is_over(self.state.clock.now()))
        known = None if person.short else next(same, None)
        if known is not None:
            return known
        token = Token(self._codes.value("page-token"), "page", page_id, set(person.permissions), set(person.tasks))
        token.targets, token.data_access_expires_at = person.targets, person.data_access_expires_at
        token.expires_at = person.expires_at if person.short else 0
        return self.state.tokens.setdefault(token.value, token)
