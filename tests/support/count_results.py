#!/usr/bin/python3
"""Adds up what tests/run left behind, and prints `N passed, N failed` as its last line.

    */ctest.xml      which test programs ran, and whether ctest was content with them
    */<name>.json    the single cases of one of them, from GoogleTest or from run_cases.py
    single.tsv       name, passed|failed|skipped, reason
    browser.count    a line `N passed, N failed`
"""
import glob
import json
import os
import re
import sys
import xml.etree.ElementTree


class Total:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.notes = []

    def add(self, name, passed, failed, skipped=0, reason=""):
        self.passed += passed
        self.failed += failed
        if failed:
            self.notes.append(f"failed: {name} ({failed}){': ' + reason if reason else ''}")
        if skipped:
            self.notes.append(f"skipped: {name} ({skipped}){': ' + reason if reason else ''}")


def cases(report):
    """(passed, failed, skipped) of one report."""
    if "testsuites" not in report:  # run_cases.py
        skipped = report.get("disabled", 0)
        return report["tests"] - report["failures"] - skipped, report["failures"], skipped
    passed = failed = skipped = 0
    for suite in report["testsuites"]:
        for case in suite["testsuite"]:
            if case.get("failures"):
                failed += 1
            elif case.get("result") == "COMPLETED":
                passed += 1
            else:  # SKIPPED, SUPPRESSED or never run
                skipped += 1
    return passed, failed, skipped


def read_report(directory, name):
    try:
        with open(os.path.join(directory, name + ".json"), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None  # it has no cases, or did not live to write them


def unittest_cases(output):
    """The same of a program that only printed what Python's unittest prints, or None."""
    ran = re.search(r"^Ran (\d+) tests? in ", output, re.MULTILINE)
    if not ran:
        return None
    failed = sum(int(number) for number in re.findall(r"(?:failures|errors)=(\d+)", output))
    skipped = sum(int(number) for number in re.findall(r"skipped=(\d+)", output))
    return int(ran[1]) - failed - skipped, failed, skipped


def add_ctest(total, path):
    directory = os.path.dirname(path)
    for test in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        name, good = test.get("name"), test.get("status") == "run"
        label = f"{os.path.basename(directory)} {name}"
        report = read_report(directory, name)
        printed = unittest_cases(test.findtext("system-out") or "")
        passed, failed, skipped = cases(report) if report else printed or (int(good), 0, 0)
        if not good and not failed:
            total.add(label, passed, 1, skipped, "the program itself failed: it crashed, leaked, or took too long")
        else:
            total.add(label, passed, failed, skipped)


def add_singles(total, path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, outcome, reason = line.rstrip("\n").split("\t")
            total.add(name, int(outcome == "passed"), int(outcome == "failed"), int(outcome == "skipped"), reason)


def count(directory):
    total = Total()
    for path in sorted(glob.glob(os.path.join(directory, "*", "ctest.xml"))):
        add_ctest(total, path)
    singles = os.path.join(directory, "single.tsv")
    if os.path.exists(singles):
        add_singles(total, singles)
    browser = os.path.join(directory, "browser.count")
    if os.path.exists(browser):
        with open(browser, encoding="utf-8") as file:
            passed, failed = re.match(r"(\d+) passed, (\d+) failed", file.read()).groups()
        total.add("browser", int(passed), int(failed))
    return total


def main():
    total = count(sys.argv[1])
    print()
    for note in total.notes:
        print(note)
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
