#!/usr/bin/python3
"""The review list with 100,000 open items: requests a second and p99, against a bare Beast handler that sends as
many bytes. Also: resident memory of `serve` and the time from start to the first page.

    page_bench.py DIRECTORY_OF_THE_BINARIES
"""
import pathlib
import re
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from stage import Stage  # noqa: E402
from visitor import Visitor  # noqa: E402

ITEMS = 100_000
CONNECTIONS = 16
SECONDS = 10


def wrk(url, cookie=None):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    if cookie:
        command += ["-H", "Cookie: " + cookie]
    text = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text:
        raise SystemExit("the page answered with an error: " + text)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), re.search(r"99%\s+(\S+)", text)[1]


def resident_mib(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def main():
    binaries = pathlib.Path(sys.argv[1])
    with Stage(binaries / "gatehouse") as stage:
        stage.start_simulator()
        stage.configure()
        page = stage.control("page", {"id": "104000000000011"})
        stage.add_people("finch", "marsh", "quill")
        channel = stage.authorise_channel(page["token"])
        subprocess.run([str(binaries / "tests/bench/bench_queue"), *stage.arguments(), str(ITEMS), channel], check=True)
        began = time.monotonic()
        stage.serve()
        urllib.request.urlopen(f"http://127.0.0.1:{stage.web_port}/sign-in").read()
        print(f"start to first page: {(time.monotonic() - began) * 1000:.0f} ms; resident memory of serve: "
              f"{resident_mib(stage.processes['gatehouse'].pid):.0f} MiB")
        url = f"http://127.0.0.1:{stage.web_port}/review"
        cookie = Visitor(stage.web_port, "marsh").cookie()
        request = urllib.request.Request(url, headers={"Cookie": cookie})
        size = len(urllib.request.urlopen(request).read())
        ours, ours_p99 = wrk(url, cookie)
        ready = stage.directory / "bare.port"
        stage.start("bare", [str(binaries / "tests/bench/bench_bare_beast"), str(ready), str(size)])
        bare, bare_p99 = wrk(f"http://127.0.0.1:{stage.port_from('bare', ready)}/")
        stage.stop("bare")
    print(f"page: {ours:.0f} requests/s, p99 {ours_p99} ({size} bytes); bare Beast handler: {bare:.0f} requests/s, "
          f"p99 {bare_p99}; ratio {ours / bare:.3f}")


if __name__ == "__main__":
    main()
