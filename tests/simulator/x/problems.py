"""How X says no: problem documents in the shapes its documentation shows."""
from network.calls import Refusal

OLD_HOST, NEW_HOST = "api.twitter.com", "api.x.com"


class Problem(Refusal):
    """`kind` is the last part of the type's address, or "" for about:blank."""

    def __init__(self, status, title, detail, kind="", headers=None, **more):
        super().__init__(detail, headers)
        self.status = status
        self.code = kind or status
        self._body = {"title": title, "detail": detail, "type": address(kind), **more}
        if not kind or status in (402, 403, 429):
            self._body["status"] = status
        self.headers.setdefault("Content-Type", "application/problem+json")

    def body(self):
        return self._body


class Legacy(Refusal):
    """The envelope of the former version, which still comes through now and then."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status = status
        self.code = code

    def body(self):
        return {"errors": [{"code": self.code, "message": str(self)}]}


class OAuthError(Refusal):
    """What the token address answers."""

    def __init__(self, error, description, status=400):
        super().__init__(description)
        self.status = status
        self.code = error

    def body(self):
        return {"error": self.code, "error_description": str(self)}


def address(kind, host=OLD_HOST):
    return f"https://{host}/2/problems/{kind}" if kind else "about:blank"


def invalid(parameter, value, message):
    return Problem(400, "Invalid Request", "One or more parameters to your request was invalid.", "invalid-request",
                   errors=[{"parameters": {parameter: [value]}, "message": message}])


def unknown_parameter(name, value):
    return invalid(name, value, f"The query parameter [{name}] is not one of the expected parameters")


def bad_body(message):
    return Problem(400, "Invalid Request", "One or more parameters to your request was invalid.", "invalid-request",
                   errors=[{"message": message}])


def unauthorized():
    return Problem(401, "Unauthorized", "Unauthorized")


def forbidden(detail="You are not permitted to perform this action."):
    return Problem(403, "Forbidden", detail)


def not_found(value, parameter="id", kind="tweet"):
    return Problem(404, "Not Found Error", f"Could not find {kind} with {parameter}: [{value}].", "resource-not-found",
                   value=value, parameter=parameter, resource_id=value, resource_type=kind)


def missing(value, parameter, kind):
    """One entry of `errors` beside `data`."""
    return {"value": value, "detail": f"Could not find {kind} with {parameter}: [{value}].", "title": "Not Found Error",
            "resource_type": kind, "parameter": parameter, "resource_id": value, "type": address("resource-not-found")}


def unsupported_authentication(wanted):
    return Problem(403, "Unsupported Authentication",
                   "Authenticating with this method is forbidden for this endpoint. Supported authentication types are "
                   f"[{wanted}].", "unsupported-authentication")


def not_enrolled():
    return Problem(403, "Client Forbidden", "When authenticating requests to the X API v2 endpoints, you must use keys "
                   "and tokens from a developer App that is attached to a Project.", "client-forbidden",
                   reason="client-not-enrolled", client_id="700100300", required_enrollment="Appropriate Level of API "
                   "Access", registration_url="https://developer.x.com/en/docs/projects/overview")


def oauth1_permissions():
    return Problem(403, "Forbidden", "Your client app is not configured with the appropriate oauth1 app permissions "
                   "for this endpoint.", "oauth1-permissions")


def too_many(headers=None):
    return Problem(429, "Too Many Requests", "Too Many Requests", headers=headers)


def usage_capped(period="Monthly", scope="Product"):
    return Problem(429, "UsageCapExceeded", f"Usage cap exceeded: {period} product cap", "usage-capped", period=period,
                   scope=scope, account_id="1500000000000000001")


def credits_depleted():
    return Problem(402, "CreditsDepleted", "Your enrolled account does not have any credits to fulfill this request.",
                   "credits")


def duplicate_content():
    return forbidden("You are not allowed to create a Tweet with duplicate content.")


def reply_refused():
    return forbidden("Reply to this conversation is not allowed because you have not been mentioned or otherwise "
                     "engaged by the author of the post you are replying to.")
