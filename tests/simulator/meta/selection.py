"""The `fields=` language: `id,from{id,name},comments.limit(0).summary(true){id}`."""
from dataclasses import dataclass, field

from meta.errors import GraphError

_NAME = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_DEPTH_MAX = 8


@dataclass
class Field:
    name: str
    arguments: dict = field(default_factory=dict)
    fields: list = None  # None: none asked for, the node's default applies


class _Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def fail(self, wanted):
        raise GraphError(2500, f'Syntax error "Expected {wanted}." at character {self.at}: {self.text}')

    def take(self, character):
        if self.peek() != character:
            self.fail(f'"{character}"')
        self.at += 1

    def name(self):
        start = self.at
        while self.peek() in _NAME and self.peek():
            self.at += 1
        if self.at == start:
            self.fail("name")
        return self.text[start:self.at]

    def fields(self, depth):
        if depth > _DEPTH_MAX:
            self.fail("less nesting")
        found = [self.field(depth)]
        while self.peek() == ",":
            self.take(",")
            found.append(self.field(depth))
        return found

    def field(self, depth):
        result = Field(self.name())
        while self.peek() in (".", "{") and self.peek():
            if self.peek() == ".":
                self.take(".")
                argument = self.name()
                self.take("(")
                result.arguments[argument] = self.name()
                self.take(")")
            else:
                if result.fields is not None:
                    self.fail("one selection")
                self.take("{")
                result.fields = self.fields(depth + 1)
                self.take("}")
        return result


def parse(text):
    """The fields of a selection. A syntax error is the network's own error 2500."""
    if text is None or text == "":
        return None
    reader = _Reader(text)
    found = reader.fields(0)
    if reader.at != len(text):
        reader.fail("end of string")
    return found
