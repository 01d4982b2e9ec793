#!/usr/bin/python3
"""From a threat being served to Gatehouse to its alert being accepted by the mail server: p50 and p99.

The poll interval is left out: the clock starts when the network's answer that holds the comment leaves.

    alert_bench.py DIRECTORY_OF_THE_BINARIES
"""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from stage import Stage  # noqa: E402

ALERTS = 200


def main():
    binaries = pathlib.Path(sys.argv[1])
    took = []
    with Stage(binaries / "gatehouse") as stage:
        stage.start_simulator()
        stage.start_smtp()
        stage.configure()
        page = stage.control("page", {"id": "104000000000011"})
        post = stage.control("post", {"message": "Sports day is on Friday."})["id"]
        stage.add_people("finch", "marsh", "quill")
        stage.authorise_channel(page["token"])
        stage.serve()
        for number in range(ALERTS):
            before = len(stage.mails())
            made = stage.control("comment", {"object": post, "message":
                                 f"Bringing a knife to pick up at 3.15 today, number {number}. Come out and say it"})
            stage.watch.until(lambda: made["id"] in stage.control("served"), "the comment is read")
            began = time.monotonic()
            stage.watch.until(lambda: len(stage.mails()) > before, "the alert is mailed")
            took.append((time.monotonic() - began) * 1000)
    took.sort()
    print(f"alert: p50 {took[len(took) // 2]:.0f} ms, p99 {took[int(len(took) * 0.99)]:.0f} ms, {ALERTS} alerts")


if __name__ == "__main__":
    main()
