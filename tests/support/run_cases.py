#!/usr/bin/python3
"""Runs one file of Python unittest cases, and says in $GATEHOUSE_REPORTS/<name>.json how many there were, in the
form in which GoogleTest says it."""
import importlib.util
import json
import os
import sys
import unittest


def load(path):
    sys.path.insert(0, os.path.dirname(path))
    name = os.path.splitext(os.path.basename(path))[0]
    specification = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return name, unittest.defaultTestLoader.loadTestsFromModule(module)


def main():
    name, cases = load(os.path.abspath(sys.argv[1]))
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(cases)
    failed = len({str(case) for case, _ in result.failures + result.errors}) + len(result.unexpectedSuccesses)
    directory = os.environ.get("GATEHOUSE_REPORTS")
    if directory:
        report = {"name": name, "tests": result.testsRun, "failures": failed, "disabled": len(result.skipped)}
        with open(os.path.join(directory, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(report, file)
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
