"""A school of its own for each case, with the real program, one authorised channel and people who sign in. Every
case is followed by a look at all that was written during it: no content where no content may stand."""
import email
import os
import unittest
import urllib.request

import leaks
from stage import LIMIT_SECONDS, Stage
from visitor import Visitor

PEOPLE = ("finch", "marsh", "quill", "okafor")
THREAT = "Bringing a knife to pick up at 3.15 today. Come out and say it to my face"
RUDE = "you are a bunch of useless idiots, the lot of you"
METRICS_PORT = 9464  # on a loopback address that nobody else has


class JourneyCase(unittest.TestCase):
    ROLES = ()
    SETTINGS = {}
    PEOPLE = PEOPLE

    def setUp(self):
        self.planted = leaks.Planted()
        self.pages = []
        self.stage = Stage(os.environ["GATEHOUSE_BINARY"]).__enter__()
        self.addCleanup(self.stage.__exit__)
        self.addCleanup(self.assert_nothing_came_out)
        self.prepare()
        self.channel = self.open_channel()
        self.stage.serve(*self.ROLES)

    def prepare(self):
        self.stage.start_simulator()
        self.stage.start_smtp()
        self.stage.configure(web__address=own_loopback(), web__metrics_port=METRICS_PORT, **self.SETTINGS)
        self.stage.add_people(*self.PEOPLE)

    def open_channel(self):
        page = self.stage.control("page", {"id": "104000000000011"})
        self.post = self.stage.control("post", {"message": "Sports day is on Friday."})["id"]
        return self.stage.authorise_channel(page["token"])

    # the network

    def comment(self, message, **more):
        """Somebody writes. What they write, and their name, must come out nowhere but on the item's pages."""
        self.planted.text(message, "a comment")
        self.planted.name(more.get("author_name", "Sample Parent"), "an author's name")
        return self.stage.control("comment", {"object": self.post, "message": message, **more})["id"]

    def edit(self, comment, message):
        self.planted.text(message, "an edited comment")
        self.stage.control("edit", {"id": comment, "message": message})

    def on_network(self, comment):
        return self.stage.control("state")["comments"][comment]

    # the program

    def until(self, condition, what):
        return self.stage.watch.until(condition, what)

    def visitor(self, person):
        visitor = Visitor(self.stage.web_port, person, self.stage.settings["web.address"])
        self.pages.append(visitor.pages)
        return visitor

    def item(self, visitor, words):
        """The id of the one item that shows these words, as soon as it is there."""
        def look():
            for item in visitor.get("/review?show=all").items():
                if words in visitor.get(f"/items/{item}").unmarked:
                    return item
            return None
        return self.until(look, "the comment is on the list")

    def metrics(self):
        url = f"http://{self.stage.settings['web.address']}:{METRICS_PORT}/metrics"
        with urllib.request.urlopen(url, timeout=LIMIT_SECONDS) as answer:
            return answer.read().decode()

    def metric(self, name):
        """The sum over all labels."""
        return sum(float(line.rsplit(" ", 1)[1]) for line in self.metrics().splitlines()
                   if line.startswith((name + " ", name + "{")))

    def lines(self, kind):
        return [line for line in self.stage.journal() if line.get("kind") == kind]

    def sealed(self, kind, count=1):
        return self.until(lambda: len(self.lines(kind)) >= count and self.lines(kind), f"{kind} is in the journal")

    @staticmethod
    def plain(mail):
        """The message as its reader sees it."""
        message = email.message_from_string(mail)
        return "\n".join(part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart())

    # what must never come out

    def all_written(self):
        yield from leaks.written(self.stage.directory)
        yield from leaks.shown(page for pages in self.pages for page in pages)
        if "gatehouse" in self.stage.processes:
            yield "the metrics", self.metrics()

    def assert_nothing_came_out(self):
        for name, text in self.all_written():
            self.assertEqual(self.planted.found_in(text), [], f"content stands in {name}")


def own_loopback():
    """An address that no other process of the tests uses, so that its ports need not be shared out."""
    process = os.getpid()
    return f"127.{64 + (process >> 16) % 128}.{(process >> 8) & 255}.{process & 255}"
