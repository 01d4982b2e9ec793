"""The rules of this source tree. Each takes a Tree and yields (file, line, what is wrong)."""

import os
import re

import coroutines
from cpp_text import blanked, functions, line_at

MAX_FUNCTION_LINES = 70
MAX_FILE_LINES = 300
MAX_HEADER_LINES = 150
MAX_SCRIPT_LINES = 400
MAX_COLUMNS = 120

# Contracts that many read together, and the reason why each is longer than a header should be.
LONG_FILES = {
    "moderation/store/store.hpp": 270,  # the one interface to the store
    "moderation/store/records.hpp": 260,  # its values
    "config/settings.hpp": 170,  # everything that can be set, in one place
    "gatehouse.cpp": 650,  # the one place that may know ingest, moderation and notifier together
}

FOLDERS = {"config", "models", "ingest", "moderation", "notifier", "tests", "deploy"}
TOP_FILES = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "gatehouse.cpp",
    "store_ports.hpp", "network_ports.hpp", "picture_ports.hpp", "notifier_ports.hpp",
    "package.json", "package-lock.json",
}

# What a folder may include. The longest name that fits a file counts.
ARROWS = {
    "config/runtime": ["config/runtime"],
    "config": ["config"],
    "models": ["config", "models"],
    "ingest": ["config", "models", "ingest"],
    "moderation/store": ["config", "models", "moderation/store"],
    "moderation/web": ["config", "models", "moderation"],
    "moderation": ["config", "models", "moderation", "!moderation/web"],
    "notifier": ["config", "models", "notifier"],
    "gatehouse.cpp": [
        "config", "models", "ingest", "moderation", "notifier", "store_ports.hpp", "network_ports.hpp",
        "notifier_ports.hpp",
    ],
    "store_ports.hpp": ["config", "models", "ingest", "moderation", "notifier"],
    "network_ports.hpp": ["config", "models", "ingest", "moderation", "picture_ports.hpp"],
    "picture_ports.hpp": ["config", "models", "ingest", "moderation"],
    "notifier_ports.hpp": ["config", "models", "moderation", "notifier"],
    "tests": ["config", "models", "ingest", "moderation", "notifier", "tests", "store_ports.hpp", "network_ports.hpp"],
}

CODE = (".cpp", ".hpp", ".h", ".lua", ".py", ".js", ".mjs", ".sh", ".cmake")
WORDS = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]) + r")\b")


def _under(path, folder):
    return path == folder or path.startswith(folder + "/")


def top_level(tree):
    for path in tree.files:
        top = path.split("/")[0]
        if top.startswith("."):
            continue
        if top not in (FOLDERS if "/" in path else TOP_FILES):
            yield path, 0, "has no place at the top: see the list of folders in ARCHITECTURE.md"


def include_arrows(tree):
    for path in tree.named(".cpp", ".hpp", ".h"):
        homes = [folder for folder in ARROWS if _under(path, folder)]
        if not homes:
            continue
        home = max(homes, key=len)
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"', tree.text(path), re.MULTILINE):
            target = match.group(1)
            line = line_at(tree.text(path), match.start(1))
            if _under(path, "tests") and (os.path.dirname(path) + "/" + target) in tree.all:
                continue
            if target not in tree.all:
                yield path, line, f'includes "{target}", which is not there: write the path from the top folder'
                continue
            allowed = any(_under(target, each) for each in ARROWS[home] if each[0] != "!")
            refused = any(_under(target, each[1:]) for each in ARROWS[home] if each[0] == "!")
            if refused or not allowed:
                yield path, line, f'includes "{target}": {home} must not know {os.path.dirname(target)}'


def function_length(tree):
    for path in tree.named(".cpp", ".hpp", ".h"):
        for first, last, head in functions(tree.code(path)):
            if last - first + 1 > MAX_FUNCTION_LINES:
                yield path, first, f"a function of {last - first + 1} lines (at most {MAX_FUNCTION_LINES}): {head[:60]}"


def _written(tree):
    """Code that people write; what a build tool made of it is not looked at."""
    return [path for path in tree.named(*CODE) if "/built/" not in path]


def file_length(tree):
    for path in _written(tree):
        usual = MAX_HEADER_LINES if path.endswith((".hpp", ".h")) else MAX_FILE_LINES
        usual = usual if path.endswith((".cpp", ".hpp", ".h", ".lua")) else MAX_SCRIPT_LINES
        most = LONG_FILES.get(path, usual)
        lines = tree.text(path).count("\n")
        if lines > most:
            yield path, 0, f"has {lines} lines (at most {most}): split it by idea"


def line_length(tree):
    for path in _written(tree):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if len(line) > MAX_COLUMNS:
                yield path, number, f"is {len(line)} characters wide (at most {MAX_COLUMNS})"


def co_await(tree):
    for path in tree.named(".cpp", ".hpp", ".h"):
        for line, what in coroutines.complaints(tree.code(path)):
            yield path, line, what


def _banned(tree, paths, pattern, what):
    for path in paths:
        code = tree.code(path)
        for match in re.finditer(pattern, code):
            yield path, line_at(code, match.start()), what


def nothing_detached(tree):
    pattern = r"\bdetached\b|[.>]\s*detach\s*\("
    yield from _banned(tree, tree.named(".cpp", ".hpp"), pattern, "nothing is detached: every task has an owner")


def network_names(tree):
    """models/domain/capability.hpp says what differs between networks; whoever decides and shows only reads it."""
    pattern = r"(?i)\b(?:facebook|instagram|youtube|twitter)|\bNetwork::\w"
    for path in tree.named(".cpp", ".hpp", ".lua"):
        if _under(path, "moderation") or _under(path, "notifier"):
            for match in re.finditer(pattern, tree.text(path)):
                line = line_at(tree.text(path), match.start())
                yield path, line, "names a network: read models/domain/capability.hpp"


def no_sleep_in_tests(tree):
    what = "a test waits for real time: hand in a clock, or wait for the event"
    tests = [path for path in tree.named(*CODE) if _under(path, "tests")]
    cpp = [path for path in tests if path.endswith((".cpp", ".hpp"))]
    yield from _banned(tree, cpp, r"\bthis_thread::sleep|\b(?:usleep|nanosleep)\s*\(|\bsleep\s*\(\s*\d+\s*\)", what)
    # The simulated servers are slow on purpose when a test asks them to be.
    servers = ("tests/simulator", "tests/support", "tests/tidy")
    python = [path for path in tests if path.endswith(".py") and not any(_under(path, each) for each in servers)]
    yield from _banned(tree, python, r"\btime\.sleep\b|\basyncio\.sleep\(\s*[^0\s)]", what)
    browser = [path for path in tests if path.endswith((".js", ".mjs"))]
    yield from _banned(tree, browser, r"\bwaitForTimeout\b|\bsetTimeout\s*\(\s*(?:resolve|done|r)\b", what)
    yield from _banned(tree, [path for path in tests if path.endswith(".sh")], r"(?m)^\s*sleep\s", what)


def listed_sources(tree):
    lists = {path: tree.text(path) for path in tree.files if os.path.basename(path) == "CMakeLists.txt"}
    for path in tree.named(".cpp", ".lua"):
        parts = path.split("/")
        for depth in range(len(parts) - 1, -1, -1):
            listing = lists.get("/".join(parts[:depth] + ["CMakeLists.txt"]), "")
            name = re.escape("/".join(parts[depth:]))
            if re.search(r"(?<![\w./-])" + name + r"(?![\w.-])", listing):
                break
        else:
            yield path, 0, "stands in no CMakeLists.txt"


def nothing_left_over(tree):
    for path in tree.files:
        if path.endswith(CODE + (".md", ".txt", ".toml", ".html", ".css", ".yml", ".service")):
            for match in WORDS.finditer(tree.text(path)):
                line = line_at(tree.text(path), match.start())
                yield path, line, f"{match.group(0)}: do it, or say it in the documentation"


def no_using_namespace(tree):
    ours = "std::chrono|std::(?:[a-z]+::)*[a-z_]*literals|config|models|runtime|ingest|moderation|notifier|web|tests"
    pattern = r"\busing\s+namespace\s+(?!(?:::)?(?:" + ours + r")\b(?!::))"
    what = "opens a namespace that is not ours: name what you use"
    yield from _banned(tree, tree.named(".cpp", ".hpp", ".h"), pattern, what)


def no_on_demand(tree):
    what = "simdjson's DOM only: in On-Demand a look-up by name is unsafe on foreign bytes"
    yield from _banned(tree, tree.named(".cpp", ".hpp", ".h"), r"\bondemand\b", what)


def headers_once(tree):
    for path in tree.named(".hpp"):
        if not tree.text(path).startswith("#pragma once\n"):
            yield path, 1, "must begin with #pragma once"


def links_lead_somewhere(tree):
    for path in tree.named(".md"):
        text = re.sub(r"```.*?```|`[^`\n]*`", blanked, tree.text(path), flags=re.DOTALL)
        for match in re.finditer(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)", text):
            target = match.group(1)
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            place = os.path.normpath(os.path.join(os.path.dirname(path), target))
            if place not in tree.all and not any(_under(file, place) for file in tree.all):
                yield path, line_at(text, match.start()), f"links to {target}, which is not there"


ALL = [
    top_level, include_arrows, function_length, file_length, line_length, co_await, nothing_detached, no_sleep_in_tests,
    network_names, listed_sources, nothing_left_over, no_using_namespace, no_on_demand, headers_once,
    links_lead_somewhere,
]
