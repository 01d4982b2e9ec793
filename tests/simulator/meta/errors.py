"""The error envelope of the Graph API."""
from network.calls import Refusal

TRACE = "Axample0001"


class GraphError(Refusal):
    """An answer that says no. `user` holds the title and the text that are meant for people."""

    def __init__(self, code, message, subcode=None, kind="OAuthException", status=400, transient=None, headers=None,
                 user=None):
        super().__init__(message, headers)
        self.code = code
        self.message = message
        self.subcode = subcode
        self.kind = kind
        self.status = status
        self.transient = transient
        self.user = user

    def body(self):
        error = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.transient is not None:
            error["is_transient"] = self.transient
        if self.user:
            error["error_user_title"], error["error_user_msg"] = self.user
        error["fbtrace_id"] = TRACE
        return {"error": error}


TOKEN_TROUBLE = {
    "expired": (463, "Error validating access token: Session has expired on Friday, 20-Nov-26 09:00:00 PST. "
                     "The current time is Friday, 20-Nov-26 09:15:00 PST."),
    "password_changed": (460, "Error validating access token: The session has been invalidated because the user "
                              "changed their password or Facebook has changed the session for security reasons."),
    "app_removed": (458, "Error validating access token: The user has not authorized application 700100200300."),
    "checkpoint": (459, "Error validating access token: You cannot access the app till you log in to "
                        "www.facebook.com and follow the instructions given."),
    "invalid": (467, "Error validating access token: Session is invalid. This could be because the application "
                     "was uninstalled after the session was created."),
    "role_lost": (492, "Error validating access token: Session does not match current stored session. This may be "
                       "because the user is no longer an admin of the page."),
}


def token_error(trouble):
    subcode, message = TOKEN_TROUBLE[trouble]
    return GraphError(190, message, subcode=subcode, headers=_refusal(message))


def unknown_token():
    message = "Invalid OAuth access token - Cannot parse access token"
    return GraphError(190, message, headers=_refusal(message))


def no_token():
    message = "An access token is required to request this resource."
    return GraphError(104, message, headers=_refusal(message))


def _refusal(message):
    return {"WWW-Authenticate": f'OAuth "Facebook Platform" "invalid_token" "{message}"'}


def gone(verb, object_id):
    return GraphError(
        100,
        f"Unsupported {verb} request. Object with ID '{object_id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation. Please read the Graph API documentation at "
        "https://developers.facebook.com/docs/graph-api",
        subcode=33, kind="GraphMethodException")


def bad_parameter(message):
    return GraphError(100, f"(#100) {message}")


def no_permission(message):
    return GraphError(200, f"(#200) {message}", status=403)


THROTTLE_TEXT = {
    4: "(#4) Application request limit reached",
    17: "(#17) User request limit reached",
    32: "(#32) Page request limit reached",
    341: "(#341) Application limit reached",
    613: "(#613) Calls to this api have exceeded the rate limit.",
    80001: "(#80001) There have been too many calls to this Page account. Wait a bit and try again.",
    80002: "(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.",
}


def throttled(code, status=400):
    return GraphError(code, THROTTLE_TEXT[code], subcode=2446079 if code in (80001, 80002) else None, status=status)
