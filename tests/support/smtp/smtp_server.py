#!/usr/bin/python3
"""A real SMTP server on the loopback that keeps what it is given, for tests and for the demonstration.

    smtp_server.py --port 0 --ready-file F --mailbox DIR [--tls CERT KEY] [--auth user:password]
                   [--inbox-port 0] [--slow-ms N] [--drop-after-data N]

Writes its port into the ready file when it accepts connections (the inbox's port on a second line), and stops on
SIGTERM or SIGINT. With --tls nothing is accepted before STARTTLS; with --auth nothing before a right password.
Recipients `refuse...@` are refused for good (550), `later...@` for the moment (451).

Every accepted message becomes DIR/0001.eml, as received, and then DIR/0001.json, its envelope.
"""
import argparse
import asyncio
import json
import os
import signal
import ssl
import sys
import threading
import time

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import inbox  # noqa: E402


class Postmaster:
    """Takes messages and keeps them. `slow_ms` and `drop_after_data` may be changed while it runs."""

    def __init__(self, directory, slow_ms=0, drop_after_data=0):
        os.makedirs(directory, exist_ok=True)
        self._directory = directory
        self.slow_ms = slow_ms
        self.drop_after_data = drop_after_data
        self.messages = []  # envelopes, oldest first
        self.lock = threading.Lock()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse"):
            return "550 5.1.1 no such mailbox here"
        if address.startswith("later"):
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.slow_ms:
            await asyncio.sleep(self.slow_ms / 1000)
        number = self._keep(session, envelope)
        if self.drop_after_data > 0:
            self.drop_after_data -= 1
            server.transport.abort()  # accepted, and the sender will never know
        return f"250 OK queued as {number:04}"

    def _keep(self, session, envelope):
        with self.lock:
            number = len(self.messages) + 1
            entry = {"number": number, "from": envelope.mail_from, "to": list(envelope.rcpt_tos),
                     "tls": session.ssl is not None, "authenticated": bool(session.authenticated),
                     "at": time.time(), "file": f"{number:04}.eml"}
            self._write(entry["file"], envelope.content)
            self._write(f"{number:04}.json", json.dumps(entry).encode())
            self.messages.append(dict(entry, content=envelope.content))
        return number

    def _write(self, name, content):
        path = os.path.join(self._directory, name)
        with open(path + ".new", "wb") as file:
            file.write(content)
        os.replace(path + ".new", path)


def authenticator(expected):
    """`handled=False`: the server answers a wrong password itself; otherwise the client waits for ever."""
    user, _, password = expected.partition(":")

    def decide(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=False)

    return decide


def smtp_options(given):
    options = {"hostname": "mail.bramblecote.example", "enable_SMTPUTF8": True}
    if given.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(given.tls[0], given.tls[1])
        options.update(tls_context=context, require_starttls=True)
    if given.auth:
        options.update(authenticator=authenticator(given.auth), auth_required=True, auth_require_tls=bool(given.tls))
    return options


async def serve(given):
    postmaster = Postmaster(given.mailbox, given.slow_ms, given.drop_after_data)
    options = smtp_options(given)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(postmaster, loop=loop, **options), "127.0.0.1", given.port)
    ports = [server.sockets[0].getsockname()[1]]
    if given.inbox_port is not None:
        ports.append(inbox.start(postmaster, given.inbox_port))
    if given.ready_file:
        with open(given.ready_file + ".new", "w", encoding="ascii") as file:
            file.write("".join(f"{port}\n" for port in ports))
        os.replace(given.ready_file + ".new", given.ready_file)
    print(f"mail server on 127.0.0.1:{ports[0]}", flush=True)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--ready-file", help="where to write the port")
    parser.add_argument("--mailbox", required=True, help="where messages are kept")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"), help="STARTTLS, and nothing without it")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="nothing without this sign-in")
    parser.add_argument("--inbox-port", type=int, help="also a page that lists the messages")
    parser.add_argument("--slow-ms", type=int, default=0, help="wait before answering DATA")
    parser.add_argument("--drop-after-data", type=int, default=0, help="keep so many messages, then hang up unanswered")
    asyncio.run(serve(parser.parse_args()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
