"""Whether anything that somebody wrote, or who wrote it, came out where no content may stand: logs, metrics, mails,
addresses, error pages, the journal, exports, and all that lies in Redis. Python's standard library only.

    leaks.py DIRECTORY <WHAT     what simulated networks had, as a JSON list of their states: says where it came out
"""
import email
import email.policy
import html
import json
import os
import pathlib
import re
import sys
import urllib.parse

WINDOW = 3  # words that follow one another are enough to know a text by
START = 5   # words at its start, where nobody chose the text: three begin many a sentence
SHORTEST = 8
ADDRESS = re.compile(r'(?:href|action|src)="([^"]*)"')
# What the stage itself lays down, and the network's own log.
GIVEN = ("simulator.log", "password", "page.token")
GIVEN_FOLDERS = ("school",)


class Planted:
    """What must not come out. `text` makes several markers of one text, so that a part of it is found as well."""

    def __init__(self):
        self.markers = {}  # spelling -> what it is, without saying it

    def text(self, text, what):
        words = [word for word in text.replace("\0", " ").split() if word]
        for start in range(max(1, min(len(words) - WINDOW + 1, 50))):
            self.name(" ".join(words[start:start + WINDOW])[:200], what)

    def name(self, name, what):
        if len(name) < SHORTEST:
            return
        for spelling in (name, urllib.parse.quote(name), urllib.parse.quote_plus(name), json.dumps(name)[1:-1],
                         html.escape(name)):
            self.markers[spelling.casefold()] = what

    def network(self, state):
        """How everything begins that strangers have on a simulated network, and their names."""
        own = {*state.get("pages", ()), *state.get("accounts", ()), *state.get("channels", ())}
        written = [*state.get("comments", {}).values(), *(state["posts"].values() if "users" in state else ())]
        for one in written:
            if one["author_id"] not in own:
                text = one.get("message") or one.get("text") or ""
                self.name(" ".join(text.split()[:START]), "what a stranger wrote")
                self.name(one.get("author_name") or one.get("username") or "", "an author's name")
        for user in state.get("users", {}).values():
            if user["id"] not in own:
                self.name(user["name"], "an author's name")

    def found_in(self, text):
        """What of it stands in a text; never the text itself."""
        folded = text.casefold()
        return sorted({what for spelling, what in self.markers.items() if spelling in folded})


def mail_as_read(content):
    """A message with all its headers, and its parts decoded."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([f"{name}: {value}" for name, value in message.items()] + parts)


def written(directory):
    """(name, text) of everything that the programs wrote below a stage's directory."""
    for path in sorted(pathlib.Path(folder, file) for folder, _, files in os.walk(directory) for file in files):
        name = path.relative_to(directory).as_posix()
        if not path.is_file() or name in GIVEN or name.split("/")[0] in GIVEN_FOLDERS:
            continue
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # a program that runs has renamed it
            continue
        yield name, content.decode("utf-8", "replace")
        if path.suffix == ".eml":
            yield name, mail_as_read(content)


def addresses(page):
    """Where a page was, where it sends people, and where it could lead them."""
    return [page.path, page.location, *ADDRESS.findall(page.text)]


def shown(pages):
    """(name, text) of what pages say where no content belongs. Answers 403, 409 and 422 show the item again."""
    for page in pages:
        yield f"an address of {page.status} {page.path.split('?')[0]}", "\n".join(addresses(page))
        if page.status in (400, 404, 405, 413) or page.status >= 500:
            yield f"the error page {page.status} {page.path.split('?')[0]}", page.text


def came_out(planted, directory):
    """Where it stands in what the programs wrote: (name, what), and nothing of what was planted."""
    return [(name, what) for name, text in written(directory) for what in planted.found_in(text)]


def main():
    planted = Planted()
    for state in json.load(sys.stdin):
        planted.network(state)
    found = came_out(planted, pathlib.Path(sys.argv[1]))
    for name, what in found:
        print(f"{name}: {what}")
    return 1 if found or not planted.markers else 0


if __name__ == "__main__":
    sys.exit(main())
