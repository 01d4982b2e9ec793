#!/usr/bin/python3
"""Plays the social networks on the loopback, for tests and for the demonstration.

    simulator.py --port 0 --ready-file F [--seed-demo] [--day]

Writes the port into the ready file when it accepts connections, and stops on SIGTERM or SIGINT.
    /v26.0/...   the Graph API        /x/...   X        /youtube/...   YouTube
    /control/... the tests' own entrance        /   the page for people
"""
import argparse
import os
import signal
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from network import server  # noqa: E402
from world import World  # noqa: E402


def announce(path, text):
    """The file appears complete or not at all."""
    with open(path + ".new", "w", encoding="ascii") as file:
        file.write(text + "\n")
    os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--ready-file", help="where to write the port")
    parser.add_argument("--seed-demo", action="store_true", help="begin with the invented school's last days")
    parser.add_argument("--day", action="store_true", help="comments arrive while you watch (implies --seed-demo)")
    parser.add_argument("--speed", type=float, default=1.0, help="how much faster than time the day goes")
    given = parser.parse_args()

    world = World()
    if given.seed_demo or given.day:
        world.seed_demo()
    listener = server.listen(world, given.port)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, frame: stop.set())
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    if given.day:
        world.begin_day(given.speed)
    if given.ready_file:
        announce(given.ready_file, str(world.port))
    print(f"simulated networks on http://127.0.0.1:{world.port}/", flush=True)
    stop.wait()
    world.stopping.set()
    listener.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
