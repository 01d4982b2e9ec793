#!/usr/bin/env python3
"""Checks the rules of this source tree that no compiler checks. One line per violation; exit 1 with any.

usage: tidy.py [folder]
"""

import os
import subprocess
import sys

import rules
from cpp_text import stripped


class Tree:
    """The files of a source tree, by their paths from its top."""

    def __init__(self, files, read):
        self.files = sorted(files)
        self.all = set(self.files)
        self._read = read
        self._texts = {}
        self._codes = {}

    def named(self, *endings):
        return [path for path in self.files if path.endswith(endings)]

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def code(self, path):
        """The text without comments and literals; of languages other than C++ as it stands."""
        if path not in self._codes:
            cpp = path.endswith((".cpp", ".hpp", ".h"))
            self._codes[path] = stripped(self.text(path)) if cpp else self.text(path)
        return self._codes[path]


def files_of(folder):
    """What git would commit; everything but dot-folders where there is no git."""
    command = ["git", "-C", folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
        files = [path for path in listed if path and os.path.isfile(os.path.join(folder, path))]
        if files:
            return files
    except (OSError, subprocess.CalledProcessError):
        pass
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name not in ("node_modules", "__pycache__")]
        found += [os.path.relpath(os.path.join(root, name), folder) for name in names]
    return found


def tree_of(folder):
    def read(path):
        with open(os.path.join(folder, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    return Tree(files_of(folder), read)


def violations(tree):
    found = set()
    for rule in rules.ALL:
        for path, line, what in rule(tree):
            found.add((path, line, f"{what} [{rule.__name__}]"))
    return sorted(found)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "..")
    found = violations(tree_of(folder))
    for path, line, what in found:
        print(f"{path}:{line}: {what}" if line else f"{path}: {what}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
