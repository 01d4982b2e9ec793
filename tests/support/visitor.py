"""A person at a browser, as far as HTTP goes: keeps cookies, fills in the forms of the pages, follows nothing by
itself. Python's standard library only."""
import html
import http.client
import re
import urllib.parse

from stage import LIMIT_SECONDS, PASSWORD

FORM = re.compile(r'<form (?=[^>]*method="post")[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)"')


class Page:
    def __init__(self, path, status, headers, body):
        self.path = path
        self.status = status
        self.headers = headers
        self.body = body
        self.text = body.decode("utf-8")
        self.unmarked = re.sub("</?mark>", "", self.text)  # the words as they were written

    @property
    def location(self):
        return dict(self.headers).get("Location", "")

    def form(self, action):
        """What the form that leads to this address would send before anybody typed into it."""
        for address, content in FORM.findall(self.text):
            if html.unescape(address) == action:
                return dict(HIDDEN.findall(content))
        raise AssertionError(f"{self.path} has no form to {action}")

    def items(self):
        """The items that the page leads to, in its order."""
        return list(dict.fromkeys(re.findall(r'href="/items/([a-z0-9.-]+)"', self.text)))


class Visitor:
    def __init__(self, port, person=None, host="127.0.0.1"):
        self.host = host
        self.port = port
        self.cookies = {}
        self.pages = []  # every answer, oldest first
        if person:
            self.sign_in(person)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=LIMIT_SECONDS)
        try:
            connection.request(method, path, body, {"Cookie": self.cookie(), **(headers or {})})
            answer = connection.getresponse()
            page = Page(path, answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()
        for name, value in page.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        self.pages.append(page)
        return page

    def cookie(self):
        """The Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def get(self, path):
        return self.ask("GET", path)

    def send(self, path, fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields),
                        {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, person):
        fields = self.get("/sign-in").form("/sign-in")
        answer = self.send("/sign-in", {**fields, "person": person, "password": PASSWORD})
        if answer.status != 303:
            raise AssertionError(f"{person} could not sign in: {answer.status}")

    def press(self, page, action, **fields):
        """Sends the form of a page that was loaded before."""
        return self.send(action, {**page.form(action), **fields})

    def grant(self, login, network_port):
        """Goes on to the network's own page, says yes there, and comes back with what it gives. Returns where the
        browser was sent to, and what the page says to which it came back."""
        there = urllib.parse.urlsplit(self.get(login).location)
        told = Visitor(network_port).get(f"{there.path}?{there.query}").location
        here = urllib.parse.urlsplit(told)
        return there, self.get(f"{here.path}?{here.query}")
