"""The mailbox as a page: what a member of staff would find in their inbox.

    GET /          the messages, newest first          GET /messages    the same as JSON
    POST /control  {"slow_ms": 500, "drop_after_data": 1}: trouble on demand
"""
import email
import email.policy
import http.server
import json
import threading
from html import escape

_STYLE = """
body{font-family:Helvetica,Arial,sans-serif;background:#f3f2f1;color:#0b0c0c;margin:0 auto;max-width:760px;padding:16px}
article{background:#fff;border:1px solid #b1b4b6;margin-bottom:16px;padding:12px 16px}
h2{font-size:19px;margin:0 0 4px}p{margin:0;color:#505a5f;font-size:14px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:15px}
"""


def start(postmaster, port):
    """Serves the page on the loopback from a thread of its own. The port."""
    handler = type("BoundInbox", (Inbox,), {"postmaster": postmaster})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def read(entry):
    """An envelope with the message's subject, id and text."""
    message = email.message_from_bytes(entry["content"], policy=email.policy.default)
    part = message.get_body(("plain",))
    result = {name: value for name, value in entry.items() if name != "content"}
    result.update(subject=str(message.get("Subject", "")), message_id=str(message.get("Message-ID", "")),
                  text=part.get_content() if part else "")
    return result


def page(messages):
    listed = "".join(
        f"<article><h2>{escape(message['subject'])}</h2><p>To {escape(', '.join(message['to']))}</p>"
        f"<pre>{escape(message['text'])}</pre></article>" for message in reversed(messages))
    return ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">'
            f"<title>Inbox ({len(messages)})</title><style>{_STYLE}</style></head><body><h1>Inbox of the school</h1>"
            f"{listed or '<p>No message yet.</p>'}</body></html>")


class Inbox(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    postmaster = None  # set by start()

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        with self.postmaster.lock:
            messages = [read(entry) for entry in self.postmaster.messages]
        if self.path == "/":
            self._send(200, "text/html; charset=utf-8", page(messages).encode("utf-8", "replace"))
        elif self.path == "/messages":
            self._send(200, "application/json", json.dumps(messages).encode())
        else:
            self._send(404, "text/plain", b"not here\n")

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        try:
            wanted = json.loads(self.rfile.read(length))
            for name, value in wanted.items():
                if name not in ("slow_ms", "drop_after_data"):
                    raise ValueError(f"unknown: {name}")
                setattr(self.postmaster, name, int(value))
            self._send(200, "application/json", b"{}")
        except (ValueError, AttributeError) as problem:
            self._send(400, "text/plain", f"{problem}\n".encode())

    def _send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
