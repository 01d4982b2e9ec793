"""The spelling of co_await that every supported compiler gets right.

gcc 12 frees a full expression's temporaries twice when it contains a co_await together with a braced list, a
lambda that captures by value or a conditional operator, and breaks down on one behind || or && that has temporaries
before it. So those are named on the line before.
"""

import re

from cpp_text import full_expression, lambdas, line_at

_CO_AWAIT = re.compile(r"\bco_await\b")
_BEHIND_LOGIC = re.compile(r"(\|\||&&)\s*\(*\s*co_await\b")


def _captures_by_value(captures):
    return any(part.strip() and not part.strip().startswith("&") for part in captures.split(","))


def complaints(code):
    """(line, what is wrong) for every full expression of stripped code with a bad spelling."""
    seen, found = set(), []
    for match in _CO_AWAIT.finditer(code):
        begin, end, braced = full_expression(code, match.start())
        if (begin, end) in seen:
            continue
        seen.add((begin, end))
        what = _complaint(code[begin:end], braced)
        if what:
            remedy = "in one expression with co_await: name it on the line before"
            found.append((line_at(code, match.start()), f"{what} {remedy}"))
    return found


def _complaint(expression, braced):
    if braced:
        return "a braced list"
    for captures, body, end in reversed(lambdas(expression)):
        if _captures_by_value(captures):
            return "a lambda that captures by value"
        expression = expression[:body] + " " * (end - body) + expression[end:]
    if "?" in expression:
        return "a conditional operator"
    if _BEHIND_LOGIC.search(expression):
        return "|| or && before it"
    if "{" in expression:
        return "a braced list"
    return None
