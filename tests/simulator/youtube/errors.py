"""The error envelope of Google's APIs."""
from network.calls import Refusal

_STATUS = {401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}
_DOMAINS = {"quotaExceeded": "youtube.quota", "dailyLimitExceeded": "usageLimits", "rateLimitExceeded": "usageLimits",
            "userRateLimitExceeded": "usageLimits", "accessNotConfigured": "usageLimits", "keyInvalid": "usageLimits",
            "authError": "global", "insufficientPermissions": "global", "backendError": "global",
            "SERVICE_UNAVAILABLE": "youtube.api", "missingRequiredParameter": "youtube.parameter",
            "unexpectedParameter": "youtube.parameter", "incompatibleParameters": "youtube.parameter",
            "invalidPageToken": "youtube.parameter"}
TEXTS = {
    "quotaExceeded": "The request cannot be completed because you have exceeded your quota.",
    "commentsDisabled": "The video identified by the <code><a href=\"/youtube/v3/docs/commentThreads/list#videoId\">"
                        "videoId</a></code> parameter has disabled comments.",
    "forbidden": "One or more of the comments could not be processed due to insufficient permissions. The request "
                 "might not be properly authorized.",
    "processingFailure": "The API server failed to successfully process the request.",
    "insufficientPermissions": "Request had insufficient authentication scopes.",
    "authError": "Request had invalid authentication credentials.",
}
# What a fault of this name answers with: status and reason.
NAMED = {
    "quota_exceeded": (403, "quotaExceeded"), "daily_limit": (403, "dailyLimitExceeded"),
    "auth_error": (401, "authError"), "forbidden": (403, "forbidden"),
    "insufficient_permissions": (403, "insufficientPermissions"), "comments_disabled": (403, "commentsDisabled"),
    "processing_failure": (400, "processingFailure"), "backend_error": (503, "backendError"),
    "service_unavailable": (409, "SERVICE_UNAVAILABLE"), "account_closed": (403, "authenticatedUserAccountClosed"),
    "account_suspended": (403, "authenticatedUserAccountSuspended"),
    "not_a_channel": (403, "authenticatedUserNotChannel"),
    "delegation_forbidden": (403, "accountDelegationForbidden"), "ineligible_account": (403, "ineligibleAccount"),
    "access_not_configured": (403, "accessNotConfigured"), "key_invalid": (400, "keyInvalid"),
    "comment_not_found": (404, "commentNotFound"), "video_not_found": (404, "videoNotFound"),
    "operation_not_supported": (400, "operationNotSupported"),
}


class GoogleError(Refusal):
    def __init__(self, status, reason, message="", location="", location_type="parameter"):
        super().__init__(message or TEXTS.get(reason, f"The request failed: {reason}."))
        self.status = status
        self.code = reason
        self._location = (location, location_type)

    def body(self):
        entry = {"message": str(self), "domain": _DOMAINS.get(self.code, "youtube.commentThread"), "reason": self.code}
        if self._location[0] or self.code == "missingRequiredParameter":
            entry["location"], entry["locationType"] = self._location
        error = {"code": self.status, "message": str(self), "errors": [entry]}
        if self.status in (401, 403) and self.code in ("authError", "insufficientPermissions"):
            error["status"] = _STATUS[self.status]
        return {"error": error}


class PlainError(Refusal):
    """Other bodies that come through: a bare text, or the form of the token address."""

    def __init__(self, status, error, description=None):
        super().__init__(error)
        self.status = status
        self.code = error
        self._description = description

    def body(self):
        if self._description is None:
            return {"error": self.code}
        return {"error": self.code, "error_description": self._description}


def bad(reason, message="", location=""):
    return GoogleError(400, reason, message, location)


def missing(kind, identity=""):
    return GoogleError(404, f"{kind}NotFound", f"The {kind} identified by <code>{identity}</code> could not be found.")


def forbidden():
    return GoogleError(403, "forbidden")
