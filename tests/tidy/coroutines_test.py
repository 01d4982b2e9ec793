"""Spellings of co_await that gcc 12 gets wrong, each found, and those it gets right, each passed."""

import unittest

import coroutines
from cpp_text import stripped

WRONG = {
    "an aggregate": "auto n = co_await send(Request{.method = get, .target = path});",
    "bare braces": "co_await client.send({});",
    "a list of strings": 'auto n = co_await command({"XADD", key, "*"});',
    "a vector": "co_await write(std::vector<Item>{a, b});",
    "an array": "co_await write(std::array<Item, 2>{});",
    "a lambda with a copy": "co_await pool.run([text] { judge(text); });",
    "a lambda that moves": "co_await call([p = std::move(p)]() mutable -> Task<int> { co_return 1; });",
    "a lambda that copies everything": "co_await call([=] { return x; });",
    "a lambda with this": "co_await call([this] { return x; });",
    "one copy among references": "co_await call([&a, b] { return b; });",
    "a lambda called in place": "co_await [t]() -> Task<int> { co_return 1; }();",
    "a conditional around": "auto t = ready ? co_await make() : Item();",
    "a conditional argument": "co_await use(ready ? a : b);",
    "in a condition": "if (auto n = co_await send({1, 2}); n > 3) { again(); }",
    "in a loop's condition": "while (co_await send(Request{path})) { ++n; }",
    "co_await inside the braces": "co_return Page{co_await read(), 2};",
    "a list that contains it": 'std::vector<std::string> v{co_await name(), "b"};',
    "over several lines": "co_await send(first,\n              Request{path},\n              last);",
    "after the call": "co_await send(path), Item{1};",
    "in a nested call": "co_await outer(co_await inner(Item{1}));",
    "in an expectation": "EXPECT_EQ(co_await count(), Number{3});",
    "in a coroutine lambda": "auto f = [&]() -> Task<void> { co_await send(Item{1}); };",
    "behind a logical operator": "const bool done = a() == b() || co_await record(std::move(page));",
    "in a range": "for (auto& x : co_await read({1})) use(x);",
    "spawned with the executor": "spawn(co_await executor(), [x]() -> Task<void> { co_return; });",
}

RIGHT = {
    "named first": "Request request{.method = get};\nco_await send(std::move(request));",
    "made by a function": "co_await send(make_request(path));",
    "a class with parentheses": "co_await send(Request(path));",
    "a lambda by reference": "co_await call([&] { return Item{1}; });",
    "a lambda by one reference": "co_await call([&text] { judge(text); });",
    "a lambda without captures": "co_await call([]() -> Task<int> { co_return 3; });",
    "a structured binding": "auto [a, b] = co_await read();",
    "a block after a condition": "if (co_await ready()) { Item item{1}; use(item); }",
    "a block after a comparison": "while ((co_await read()).size() > 3) { list = {1, 2}; }",
    "a switch": "switch (co_await kind()) { case 1: x = {2}; break; default: y = a ? b : c; }",
    "a range": "for (auto& x : co_await read()) { list.push_back({x}); }",
    "braces on the line before": "auto item = Item{1};\nauto n = co_await send(item);\nauto other = Item{2};",
    "conditional on the line before": "const auto x = a ? b : c;\nco_await send(x);",
    "in a function": "Task<void> f(Item item) {\n    co_await send(item);\n}",
    "after a block": "if (x) { y = {1}; }\nco_await send(z);",
    "in a lambda with copies that is named": "auto f = [x]() -> Task<void> { co_await send(x); };",
    "a reference to a temporary": "auto&& n = co_await send(x);",
    "an index": "co_await send(items[i]);",
    "braces in a string": 'co_await send("{}?[x]");',
    "braces in a comment": "co_await send(x /* {1} ? */);  // { ? }",
    "try": "try { co_await send(x); } catch (const Error& error) { list = {1}; }",
    "else": "if (a) co_await f(x); else { list = {1}; }",
    "an initialised member": "struct S { int a{1}; };\nTask<void> f() { co_await g(); }",
}


class Spellings(unittest.TestCase):
    def test_every_wrong_spelling_is_found(self):
        for name, code in WRONG.items():
            with self.subTest(name):
                self.assertTrue(coroutines.complaints(stripped("Task<void> f() {\n" + code + "\n}")))

    def test_every_right_spelling_passes(self):
        for name, code in RIGHT.items():
            with self.subTest(name):
                self.assertEqual(coroutines.complaints(stripped(code)), [])

    def test_the_line_is_that_of_the_co_await(self):
        found = coroutines.complaints("int x;\n\nco_await f(Item{1});\n")
        self.assertEqual([line for line, _ in found], [3])


if __name__ == "__main__":
    unittest.main()
