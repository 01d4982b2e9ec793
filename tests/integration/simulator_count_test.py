"""The closing line of tests/run counts single cases, and a test program that dies is a failure."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Counting(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def write(self, name, text):
        path = os.path.join(self.directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def ctest(self, **tests):
        cases = "".join(f'<testcase name="{name}" status="{status}"/>' for name, status in tests.items())
        self.write("asan-tests/ctest.xml", f"<testsuite>{cases}</testsuite>")

    def google(self, name, *results):
        """Each result is COMPLETED, SKIPPED or FAILED."""
        cases = [{"name": str(n), "result": "COMPLETED" if result == "FAILED" else result,
                  **({"failures": [{"failure": "no"}]} if result == "FAILED" else {})}
                 for n, result in enumerate(results)]
        self.write(f"asan-tests/{name}.json", json.dumps({"testsuites": [{"testsuite": cases}]}))

    def outcome(self):
        program = os.path.join(TESTS, "support", "count_results.py")
        run = subprocess.run([sys.executable, "-B", program, self.directory], capture_output=True, text=True)
        return run.stdout.splitlines()[-1], run.returncode

    def test_cases_are_counted_and_not_programs(self):
        self.ctest(one="run", two="run")
        self.google("one", "COMPLETED", "COMPLETED", "SKIPPED")
        self.write("asan-tests/two.json", '{"name": "two", "tests": 5, "failures": 0, "disabled": 1}')
        self.assertEqual(self.outcome(), ("6 passed, 0 failed", 0))

    def test_a_failed_case_fails_the_run(self):
        self.ctest(one="fail")
        self.google("one", "COMPLETED", "FAILED")
        self.assertEqual(self.outcome(), ("1 passed, 1 failed", 1))

    def test_a_program_that_dies_is_one_failure(self):
        self.ctest(died="fail", leaked="fail", absent="notrun")
        self.google("leaked", "COMPLETED")
        self.assertEqual(self.outcome(), ("1 passed, 3 failed", 1))

    def test_a_program_without_cases_counts_as_one(self):
        self.ctest(tidy="run")
        self.assertEqual(self.outcome(), ("1 passed, 0 failed", 0))

    def test_what_pythons_unittest_printed_is_counted(self):
        output = "....s\nRan 5 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)"
        self.write("dev-tests-tidy/ctest.xml", '<testsuite><testcase name="tidy_rules" status="fail"><system-out>'
                   f"{output}</system-out></testcase></testsuite>")
        self.assertEqual(self.outcome(), ("2 passed, 2 failed", 1))

    def test_singles_and_the_browser_are_added(self):
        self.write("single.tsv", "fuzz parser\tpassed\t\nbuild-tsan\tfailed\t\nbrowser\tskipped\tno node\n")
        self.write("browser.count", "7 passed, 1 failed\n")
        self.assertEqual(self.outcome(), ("8 passed, 2 failed", 1))

    def test_nothing_at_all_is_a_failure(self):
        self.assertEqual(self.outcome(), ("0 passed, 0 failed", 1))


if __name__ == "__main__":
    unittest.main()
