"""Who asks, and what they may ask for."""
import hashlib
import hmac

from meta import errors


def proof(secret, token):
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def token_text(parameters, headers):
    """The access token as it was sent: `Authorization: Bearer` or the parameter."""
    bearer = headers.get("authorization", "")
    from_header = bearer[7:] if bearer.startswith("Bearer ") else ""
    from_parameter = parameters.get("access_token", "")
    if from_header and from_parameter and from_header != from_parameter:
        raise errors.bad_parameter("Two different access tokens were sent")
    return from_header or from_parameter


def authenticate(state, parameters, headers):
    """The token of a call. Anything wrong with it is the network's own error."""
    sent = token_text(parameters, headers)
    if not sent:
        raise errors.no_token()
    token = state.tokens.get(sent)
    if token is None:
        raise errors.unknown_token()
    trouble = token.state(state.clock.now())
    if trouble:
        raise errors.token_error(trouble)
    _check_proof(state.application, sent, parameters.get("appsecret_proof", ""))
    return token


def _check_proof(application, token, sent):
    if not sent:
        if application.require_proof:
            raise errors.GraphError(100, "API calls from the server require an appsecret_proof argument",
                                    kind="GraphMethodException")
        return
    if not hmac.compare_digest(sent.encode(), proof(application.secret, token).encode()):
        raise errors.GraphError(100, "Invalid appsecret_proof provided in the API argument",
                                kind="GraphMethodException")


def require(token, permission, tasks, page_id=""):
    """Refuses a call that lacks a permission for the page or all of the page tasks that would do."""
    if not token.permits(permission, page_id or token.page_id):
        raise errors.no_permission(f"Requires the '{permission}' permission to manage the object")
    if token.kind == "page" and not token.tasks & set(tasks):
        raise errors.no_permission("The user must be an administrator, editor, or moderator of the page in order to "
                                   "perform this action")


def require_any(token, permissions, tasks):
    held = [permission for permission in permissions if token.permits(permission, token.page_id)]
    require(token, held[0] if held else permissions[0], tasks)


def debug_token(state, parameters, headers):
    """GET /debug_token, with the application's own token."""
    if token_text(parameters, headers) != state.application.token():
        raise errors.GraphError(100, "(#100) You must provide an app access token, or a user access token that is an "
                                     "owner or developer of the app")
    asked = parameters.get("input_token", "")
    if not asked:
        raise errors.bad_parameter("The parameter input_token is required")
    token = state.tokens.get(asked)
    trouble = token.state(state.clock.now()) if token else "invalid"
    if trouble:
        subcode, message = errors.TOKEN_TROUBLE[trouble]
        return {"data": {"error": {"code": 190, "message": message, "subcode": subcode}, "is_valid": False,
                         "scopes": []}}
    return {"data": {"app_id": state.application.id, "type": token.kind.upper(), "application": state.application.name,
                     "data_access_expires_at": token.data_access_expires_at, "expires_at": token.expires_at,
                     "is_valid": True, "issued_at": 1794873600, "profile_id": token.page_id,
                     "scopes": sorted(token.permissions),
                     "granular_scopes": [_granular(state, token, scope) for scope in sorted(token.permissions)],
                     "user_id": "122000000000777"}}


def _granular(state, token, scope):
    """A permission with the pages, or Instagram accounts, that it was granted for; one without any is for all."""
    pages = sorted(token.targets.get(scope, token.looks_after or (token.page_id,)))
    if scope.startswith("pages_"):
        return {"scope": scope, "target_ids": pages}
    linked = (state.pages[page].instagram for page in pages if page in state.pages)
    ids = [account["id"] for account in linked if account]
    return {"scope": scope, "target_ids": ids} if scope.startswith("instagram_") and ids else {"scope": scope}
