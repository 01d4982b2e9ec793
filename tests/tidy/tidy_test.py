"""Each rule finds what breaks it and passes what keeps it."""

import unittest

import rules
from cpp_text import functions, stripped
from tidy import Tree

MARK = "TO" + "DO"


def found(rule, files):
    """(file, line) of everything the rule says of these files."""
    tree = Tree(files, lambda path: files[path])
    return [(path, line) for path, line, _ in rule(tree)]


class CppText(unittest.TestCase):
    def test_comments_and_strings_are_blanked_and_lines_stay(self):
        code = stripped('a; // {\n/* {\n { */ b = "{\\"";\nc = R"x({)")x"; d = \'{\'; e = 1\'000;\n')
        self.assertNotIn("{", code)
        self.assertEqual(code.count("\n"), 4)
        self.assertIn("1'000", code)

    def test_functions_are_found_where_they_are(self):
        code = (
            "namespace a {\nstruct S {\n    int f() const {\n        return 1;\n    }\n    int x{3};\n};\n"
            "template <class T>\nvoid g(T t = {})\n{\n    if (t) {\n    }\n}\n"
            "constexpr int table[] = {1, 2};\nS::S(int y) : x{y} {\n}\nTEST_F(A, B) {\n}\n}\n"
        )
        self.assertEqual([(first, last) for first, last, _ in functions(code)], [(3, 5), (8, 13), (15, 16), (17, 18)])


class Rules(unittest.TestCase):
    def test_arrows_point_one_way(self):
        def includes(home, target):
            return found(rules.include_arrows, {home: f'#include "{target}"\n', target: ""})

        for home, target in [
            ("config/runtime/a.cpp", "config/settings.hpp"), ("config/a.cpp", "models/b.hpp"),
            ("models/a.cpp", "ingest/b.hpp"), ("ingest/a.cpp", "moderation/b.hpp"), ("notifier/a.cpp", "ingest/b.hpp"),
            ("moderation/a.cpp", "notifier/b.hpp"), ("moderation/a.cpp", "moderation/web/b.hpp"),
            ("moderation/store/a.cpp", "moderation/web/b.hpp"), ("moderation/store/a.cpp", "moderation/b.hpp"),
            ("moderation/web/a.cpp", "tests/support/b.hpp"), ("gatehouse.cpp", "tests/b.hpp"),
        ]:
            with self.subTest(home=home, target=target):
                self.assertEqual(includes(home, target), [(home, 1)])
        for home, target in [
            ("config/a.cpp", "config/runtime/b.hpp"), ("models/text/a.cpp", "config/runtime/b.hpp"),
            ("moderation/web/a.cpp", "moderation/store/b.hpp"), ("moderation/a.cpp", "moderation/store/b.hpp"),
            ("gatehouse.cpp", "notifier/b.hpp"), ("tests/unit/a.cpp", "moderation/web/b.hpp"),
        ]:
            with self.subTest(home=home, target=target):
                self.assertEqual(includes(home, target), [])

    def test_what_is_included_is_there(self):
        self.assertEqual(found(rules.include_arrows, {"config/a.cpp": '\n#include "b.hpp"\n', "config/b.hpp": ""}),
                         [("config/a.cpp", 2)])
        self.assertEqual(found(rules.include_arrows, {"tests/a.cpp": '#include "b.hpp"\n', "tests/b.hpp": ""}), [])

    def test_functions_have_a_length(self):
        for lines, expected in [(68, []), (69, [("config/a.cpp", 1)])]:
            code = "void f() {\n" + "    x();\n" * lines + "}\n"
            self.assertEqual(found(rules.function_length, {"config/a.cpp": code}), expected)

    def test_files_and_lines_have_a_length(self):
        self.assertEqual(found(rules.file_length, {"config/a.cpp": "\n" * 300, "config/a.hpp": "\n" * 150}), [])
        self.assertEqual(len(found(rules.file_length, {"config/a.cpp": "\n" * 301, "config/a.hpp": "\n" * 151})), 2)
        lines = "x" * 120 + "\n" + "é" * 121
        self.assertEqual(found(rules.line_length, {"config/a.cpp": lines}), [("config/a.cpp", 2)])
        self.assertEqual(found(rules.line_length, {"moderation/web/assets/built/a.js": lines}), [])

    def test_nothing_is_detached(self):
        for code in ["co_spawn(a, f(), asio::detached);", "thread.detach();", "p->detach();"]:
            self.assertEqual(found(rules.nothing_detached, {"config/a.cpp": code}), [("config/a.cpp", 1)])
        self.assertEqual(found(rules.nothing_detached, {"config/a.cpp": "// nothing is detached\n"}), [])

    def test_only_the_table_knows_networks_by_name(self):
        for code in ['"Hidden on Facebook"', "Network::x", "// as on YouTube", "-- instagram"]:
            for path in ("moderation/web/a.cpp", "moderation/store/lua/a.lua", "notifier/a.hpp"):
                self.assertEqual(found(rules.network_names, {path: code}), [(path, 1)])
        for path in ("models/domain/capability.cpp", "ingest/x/actor.cpp", "config/settings.hpp"):
            self.assertEqual(found(rules.network_names, {path: '"Facebook"'}), [])
        self.assertEqual(found(rules.network_names, {"moderation/a.cpp": "models::Network network; http::x;"}), [])

    def test_tests_do_not_wait(self):
        for path, code in [
            ("tests/a.cpp", "std::this_thread::sleep_for(1s);"), ("tests/a.cpp", "std::this_thread::sleep_until(t);"),
            ("tests/a.cpp", "::usleep(10);"), ("tests/a.cpp", "sleep(1);"), ("tests/a.py", "time.sleep(0.1)"),
            ("tests/a.py", "await asyncio.sleep(1)"), ("tests/a.mjs", "await page.waitForTimeout(100)"),
            ("tests/a.mjs", "new Promise(resolve => setTimeout(resolve, 100))"), ("tests/a.sh", "  sleep 1"),
        ]:
            with self.subTest(code):
                self.assertEqual(found(rules.no_sleep_in_tests, {path: code}), [(path, 1)])
        for path, code in [
            ("tests/a.cpp", "co_await clock.sleep_for(1s);"), ("tests/a.cpp", "runner.start(sleep(10s));"),
            ("config/a.cpp", "std::this_thread::sleep_for(1s);"), ("tests/a.py", "await asyncio.sleep(0)"),
            ("tests/simulator/a.py", "await asyncio.sleep(delay)"),
        ]:
            with self.subTest(code):
                self.assertEqual(found(rules.no_sleep_in_tests, {path: code}), [])

    def test_every_source_is_listed(self):
        listing = "module(config\n  SOURCES\n    a.cpp\n    policy/b.cpp)\n"
        files = dict.fromkeys(["config/a.cpp", "config/policy/b.cpp", "config/policy/a.cpp"], "")
        files["config/CMakeLists.txt"] = listing
        self.assertEqual(found(rules.listed_sources, files), [("config/policy/a.cpp", 0)])
        files = {"config/CMakeLists.txt": "set(p lua/one.lua)\n", "config/lua/one.lua": "", "config/lua/two.lua": ""}
        self.assertEqual(found(rules.listed_sources, files), [("config/lua/two.lua", 0)])

    def test_only_the_agreed_folders_stand_at_the_top(self):
        files = {name: "" for name in ["utils/a.cpp", "main.cpp", "config/a.cpp", ".github/x.yml", "gatehouse.cpp"]}
        self.assertEqual(found(rules.top_level, files), [("main.cpp", 0), ("utils/a.cpp", 0)])

    def test_nothing_is_left_for_later(self):
        files = {"a.md": f"x\n{MARK}: more", "config/a.cpp": f"// {MARK}", "config/b.cpp": f"mk{MARK}temp"}
        self.assertEqual(found(rules.nothing_left_over, files), [("a.md", 2), ("config/a.cpp", 1)])

    def test_other_peoples_namespaces_stay_closed(self):
        for name in ["std", "boost::asio", "simdjson", "config2", "std::chrono::foo"]:
            files = {"config/a.cpp": f"using namespace {name};"}
            self.assertEqual(found(rules.no_using_namespace, files), [("config/a.cpp", 1)], name)
        for name in ["std::chrono", "std::chrono_literals", "std::literals", "config", "std::string_view_literals"]:
            files = {"config/a.cpp": f"using namespace {name};"}
            self.assertEqual(found(rules.no_using_namespace, files), [], name)

    def test_json_is_read_as_a_dom(self):
        self.assertEqual(len(found(rules.no_on_demand, {"ingest/a.cpp": "simdjson::ondemand::parser p;"})), 1)

    def test_headers_are_read_once(self):
        self.assertEqual(found(rules.headers_once, {"a/a.hpp": "#pragma once\n", "a/b.hpp": "// x\n#pragma once\n"}),
                         [("a/b.hpp", 1)])

    def test_links_lead_somewhere(self):
        files = {"deploy/a.md": "[a](b.md) [b](../x.md#y)\n[c](https://x/y.md) [d](#z) `[e](f)` [g](../config)",
                 "deploy/b.md": "", "config/a.cpp": ""}
        self.assertEqual(found(rules.links_lead_somewhere, files), [("deploy/a.md", 1)])

    def test_co_await_is_spelt_for_every_compiler(self):
        self.assertEqual(found(rules.co_await, {"ingest/a.cpp": "x();\nco_await f(Item{1});"}), [("ingest/a.cpp", 2)])


if __name__ == "__main__":
    unittest.main()
