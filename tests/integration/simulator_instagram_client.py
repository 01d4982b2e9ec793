"""A simulated Instagram with the school's account on its Facebook page, and one medium."""
import http.server
import threading
from urllib.parse import urlencode

from simulator_client import WorldCase

PAGE = "104000000000011"
TOKEN = "page-token-0001"
FIELDS = "id,text,timestamp,username,from,hidden,parent_id,replies{id,text,hidden,parent_id}"


class InstagramCase(WorldCase):
    network = "instagram"

    def setUp(self):
        super().setUp()
        self.facebook("page", id=PAGE, token=TOKEN, user_token="user-token-0001")
        self.account = self.control("account", page=PAGE)["id"]
        self.media = self.control("media", caption="Clay pots", age_seconds=7200)["id"]

    def facebook(self, verb, **given):
        self.network = ""
        try:
            return self.control(verb, **given)
        finally:
            self.network = "instagram"

    def call(self, method, path, token=TOKEN, **parameters):
        sent = {"Authorization": f"Bearer {token}"}
        coded = urlencode(parameters)
        if method == "POST":
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            return self.ask(method, f"/v26.0/{path}", coded, sent)
        return self.ask(method, f"/v26.0/{path}" + ("?" + coded if coded else ""), headers=sent)

    def get(self, path, **parameters):
        return self.call("GET", path, **parameters)

    def comment(self, text="Lovely", **given):
        return self.control("comment", media=self.media, text=text, **given)["id"]

    def comments(self, **parameters):
        return self.get(f"{self.media}/comments", **{"fields": FIELDS, "limit": 50, **parameters})

    def ids(self, reply):
        return [each["id"] for each in reply.json["data"]]

    def stored(self, comment):
        return self.look("state")["comments"][comment]


def jpeg(width=1080, height=1080, size=0):
    """The head of a picture, which is all that anybody looks at."""
    frame = b"\xff\xc0\x00\x0b\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + frame + b"\x00" * size + b"\xff\xd9"


class Pictures:
    """A server of pictures on the loopback."""

    def __init__(self, case):
        self.files, self.asked = {}, []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(handler):
                self.asked.append(handler.path)
                body = self.files.get(handler.path)
                handler.send_response(404 if body is None else 200)
                handler.end_headers()
                handler.wfile.write(body or b"")

            def log_message(handler, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        case.addCleanup(self.server.server_close)
        case.addCleanup(self.server.shutdown)

    def put(self, name, body):
        self.files["/" + name] = body
        return f"http://{self.host}/{name}"
