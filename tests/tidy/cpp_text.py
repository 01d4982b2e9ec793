"""Reads C++ as far as the rules need it: without comments and strings, as functions and as expressions."""

import re

_LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^()\\\s]{0,16})\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


def blanked(match):
    """What a match found as spaces, with its line breaks kept."""
    return re.sub(r"[^\n]", " ", match.group(0))


def stripped(text):
    """The text with comments and the insides of literals blanked; every line stays where it was."""

    def blank(match):
        found = match.group(0)
        if found[0] == "/":
            return blanked(match)
        return '"' + re.sub(r"[^\n]", "_", found[1:-1]) + '"'

    return _LITERAL.sub(blank, text)


def line_at(text, position):
    return text.count("\n", 0, position) + 1


_CONTAINER = re.compile(r"\b(?:namespace|class|struct|union|enum|extern)\b")
_PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE)


def functions(code):
    """(first line, last line, what stands before the body) of every function of stripped code."""
    code = _PREPROCESSOR.sub(blanked, code)
    found, open_braces, start, depth = [], [], 0, 0
    for at, char in enumerate(code):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == ";" and depth == 0:
            start = at + 1
        elif char == "{":
            before = code[start:at]
            inside = any(kind == "function" for kind, _, _, _ in open_braces)
            open_braces.append((_kind_of_brace(before, inside, depth), start, before, depth))
            depth = 0
            if open_braces[-1][0] != "value":
                start = at + 1
        elif char == "}" and open_braces:
            kind, begin, before, depth = open_braces.pop()
            if kind == "function":
                first = begin + len(before) - len(before.lstrip())
                found.append((line_at(code, first), line_at(code, at), " ".join(before.split())))
            if kind != "value":
                start = at + 1
    return found


def _kind_of_brace(before, inside_function, depth):
    if inside_function or depth > 0:
        return "value"
    head = before.strip()
    if _CONTAINER.search(head) and "(" not in head:
        return "container"
    member_of_a_constructor = before[-1:].isalnum() or before[-1:] in ("_", ">")
    if ")" in head and not member_of_a_constructor and not re.search(r"=\s*[\w:<>, ]*$|[,(]\s*$", head):
        return "function"
    return "value"


_BLOCK_BEFORE = re.compile(r"(?:\)|\]|\b(?:else|do|try|const|noexcept|override|mutable)|[;{}:]|^)\s*$")
_LAMBDA_RESULT = re.compile(r"->\s*[\w:<>,*& ]+$")
_CONDITION = re.compile(r"\b(?:if|while|for|switch|catch)(?:\s+constexpr)?\s*$")


def opens_block(code, at):
    """Whether the brace at this place begins statements, rather than a list of values."""
    before = code[max(0, at - 200) : at].rstrip()
    return bool(_BLOCK_BEFORE.search(before) or _LAMBDA_RESULT.search(before.rsplit(";", 1)[-1]))


def full_expression(code, at):
    """(begin, end, inside a braced list) of the full expression around a place in stripped code."""
    depth, begin, braced = 0, at, False
    while begin > 0:
        char = code[begin - 1]
        if char in ")]}" and not (char == "}" and depth == 0 and _ends_block(code, begin - 1)):
            depth += 1
        elif char == "}" or (char == ";" and depth == 0):
            break
        elif char in "([{":
            if depth > 0:
                depth -= 1
            elif char == "{":
                if opens_block(code, begin - 1):
                    break
                braced = True
            elif char == "(" and _CONDITION.search(code[max(0, begin - 40) : begin - 1]):
                break
        begin -= 1
    return begin, _end_of_expression(code, begin), braced


def _ends_block(code, at):
    """Whether the closing brace at this place ends statements."""
    depth = 0
    for place in range(at, -1, -1):
        depth += {"}": 1, "{": -1}.get(code[place], 0)
        if depth == 0:
            lambda_body = re.search(r"\]\s*(?:\([^{}]*\)[^{};]*)?$", code[max(0, place - 300) : place])
            return opens_block(code, place) and not lambda_body
    return True


def _end_of_expression(code, begin):
    depth = 0
    for place in range(begin, len(code)):
        char = code[place]
        if char in "([{":
            if char == "{" and depth == 0 and opens_block(code, place):
                return place
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth < 0:
                return place
        elif char == ";" and depth == 0:
            return place
    return len(code)


_LAMBDA = re.compile(
    r"(?:^|[(,={;:&|!?<>+]|\b(?:return|co_return|co_await))\s*\[(?P<captures>[^\[\]]*)\](?=\s*[({<]|\s*mutable)"
)


def lambdas(expression):
    """(captures, begin of the body, end of the body) of the lambdas of an expression."""
    found = []
    for match in _LAMBDA.finditer(expression):
        body = expression.find("{", match.end())
        if body < 0:
            body = len(expression)
        depth, end = 0, body - 1
        for end in range(body, len(expression)):
            depth += {"{": 1, "}": -1}.get(expression[end], 0)
            if depth == 0:
                break
        found.append((match.group("captures").strip(), body, end + 1))
    return found
