"""What `gatehouse parse` promises support: every saved answer is read or refused with a reason, line by line."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BINARY = os.environ["GATEHOUSE_BINARY"]
DATA = pathlib.Path(__file__).resolve().parents[1] / "data"
NETWORKS = ("facebook", "instagram", "x", "youtube")
FOUND = {"file", "kind", "external_id", "parent_id", "created_at", "author", "text", "attachments"}
PROBLEM = {"file", "kind", "reason"}


def parse(*arguments, code=0):
    ran = subprocess.run([BINARY, "parse", *map(str, arguments)], capture_output=True, text=True, timeout=120)
    if ran.returncode != code:
        raise AssertionError(f"it ended with {ran.returncode}")
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr


def payloads(network):
    return sorted(path for path in (DATA / network).rglob("*.json*"))


class Recorded(unittest.TestCase):
    def test_every_recorded_answer_is_read_or_refused_for_a_reason(self):
        for network in NETWORKS:
            files = payloads(network)
            self.assertTrue(files, network)
            lines, _ = parse(network, "auto", *files)
            self.assertEqual({line["file"] for line in lines}, {str(path) for path in files})
            for line in lines:
                wanted = PROBLEM if line["kind"] == "problem" else FOUND
                self.assertEqual(set(line), wanted)
                self.assertTrue(line.get("reason", "") or line.get("external_id", ""))
            self.assertTrue(any(line["kind"] == "item" for line in lines), network)
            self.assertTrue(any(line["kind"] == "post" for line in lines), network)

    def test_answers_cut_off_anywhere_are_no_reason_to_fall_over(self):
        with tempfile.TemporaryDirectory() as folder:
            for network in NETWORKS:
                files = []
                for number, path in enumerate(payloads(network)[::3]):
                    content = path.read_bytes()
                    for part in (1, 3, 7):
                        files.append(pathlib.Path(folder) / f"{network}-{number}-{part}.json")
                        files[-1].write_bytes(content[:len(content) * part // 8])
                lines, _ = parse(network, "auto", *files)
                self.assertEqual(len({line["file"] for line in lines}), len(files))


class Saved(unittest.TestCase):
    def file(self, content, name="answer.json"):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    def test_a_post_with_its_comments_and_their_replies(self):
        reply = {"id": "1_3", "message": "Eleven", "created_time": "2026-11-20T10:20:44+0000"}
        comment = {"id": "1_2", "message": "When?", "from": {"id": "9", "name": "Perpetua Hedgerow"},
                   "comments": {"data": [reply]}}
        post = {"id": "104_1", "message": "The fair", "created_time": "2026-11-19T16:02:11+0000",
                "comments": {"data": [comment]}}
        lines, _ = parse("facebook", "auto", self.file({"data": [post]}))
        self.assertEqual([(line["kind"], line["external_id"], line["parent_id"]) for line in lines],
                         [("post", "104_1", None), ("item", "1_2", "104_1"), ("item", "1_3", "1_2")])
        self.assertEqual(lines[1]["author"], "Perpetua Hedgerow")
        self.assertEqual(lines[2]["created_at"], "2026-11-20T10:20:44.000Z")

    def test_one_damaged_element_costs_that_element(self):
        good = {"id": "1_2", "message": "Lovely", "created_time": "2026-11-20T10:20:44+0000", "can_hide": True}
        lines, _ = parse("facebook", "comments", self.file({"data": [good, {"id": {}}, {**good, "id": "1_3"}]}))
        self.assertEqual(sorted(line["kind"] for line in lines), ["item", "item", "problem"])

    def test_json_lines_and_recordings_hold_several_answers(self):
        post = {"data": [{"id": "19", "text": "Hello"}]}
        lines, _ = parse("x", "posts", self.file(json.dumps(post) + "\n\n" + json.dumps(post), "saved.jsonl"))
        self.assertEqual([line["kind"] for line in lines], ["post", "post"])
        recording = {"interactions": [{"response": {"json": post}}, {"response": {"json": {"title": "Forbidden"}}}]}
        lines, _ = parse("x", "auto", self.file(recording))
        self.assertEqual([line["kind"] for line in lines], ["post", "problem"])

    def test_what_makes_no_sense_on_the_command_line_is_said(self):
        for arguments in (("friendster", "auto"), ("x", "selfies")):
            _, problems = parse(*arguments, self.file("{}"), code=1)
            self.assertIn("youtube: auto, threads", problems)
        _, problems = parse("x", "auto", "/nowhere/answer.json", code=1)
        self.assertIn("cannot be read", problems)


if __name__ == "__main__":
    unittest.main()
