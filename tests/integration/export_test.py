"""The journal in files that people open in a spreadsheet: on demand, and each day, late rather than not at all."""
import csv
import datetime
import hashlib
import io
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import RUDE, JourneyCase  # noqa: E402

DAYS_DOWN = 4
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1")


class Export(JourneyCase):
    def prepare(self):
        self.stage.start_redis()
        super().prepare()

    def key(self, name):
        return "gh:{bramblecote}:" + name

    def export(self, kind, first="2020-01-01", last="2099-12-31"):
        path = self.stage.directory / f"{first}.{kind}"
        self.stage.run("export", "--from", first, "--to", last, "--format", kind, "--output", str(path))
        return path.read_bytes(), json.loads((path.parent / (path.name + ".manifest.json")).read_text())["manifest"]

    def plant_formulas(self):
        """As if somebody got past every check in front of the journal."""
        for number, formula in enumerate(FORMULAS):
            answer = self.stage.redis("FCALL", "journal", "2", self.key("journal"), self.key("seq"), "test.planted",
                                      formula, str(10**17 + number), "{}", str(1_795_000_000_000))
            self.assertEqual(answer, "ok")
        self.sealed("test.planted", len(FORMULAS))

    def test_an_export_is_safe_in_a_spreadsheet_and_says_what_the_journal_says(self):
        self.comment(RUDE)
        self.sealed("item.recorded")
        self.plant_formulas()
        self.stage.stop("gatehouse")
        content, manifest = self.export("csv")
        self.assertTrue(content.startswith(b"\xef\xbb\xbf"))
        text = content.decode("utf-8-sig")
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        rows = list(csv.reader(io.StringIO(text, newline="")))
        lines = [line for line in self.stage.journal() if "seq" in line and "kind" in line]
        self.assertEqual([row[0] for row in rows[1:]], [str(line["seq"]) for line in lines])
        self.assertEqual(len({len(row) for row in rows}), 1)
        self.assertFalse([cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")])
        planted = [row for row in rows if row[3] == "test.planted"]
        self.assertEqual([row[4] for row in planted], ["'" + formula for formula in FORMULAS])
        self.assertEqual([row[5] for row in planted], ["'" + str(10**17 + n) for n in range(len(FORMULAS))])
        self.assertEqual(manifest["sha256"], hashlib.sha256(content).hexdigest())
        self.assertEqual(manifest["entries"], len(lines))

        exported, _ = self.export("jsonl")
        self.assertEqual([json.loads(line) for line in exported.splitlines()], lines)
        nothing, manifest = self.export("csv", "2020-01-01", "2020-12-31")
        self.assertEqual((len(nothing.splitlines()), manifest["entries"]), (1, 0))

    def daily(self):
        folder = self.stage.directory / "data/exports"
        return sorted(path.name for path in folder.glob("journal-*.csv"))

    def window(self, name):
        path = self.stage.directory / "data/exports" / (name + ".manifest.json")
        manifest = json.loads(path.read_text())["manifest"]
        return manifest["from"], manifest["to"]

    def test_a_daily_export_that_was_missed_is_made_late_and_leaves_no_day_out(self):
        self.until(self.daily, "the first export is made")
        self.sealed("schedule.ran")
        self.stage.stop("gatehouse")
        last = datetime.datetime.fromtimestamp(
            int(self.stage.redis("HGET", self.key("lastrun"), "export:daily")) / 1000, datetime.timezone.utc)
        down = last - datetime.timedelta(days=DAYS_DOWN)
        self.stage.redis("HSET", self.key("lastrun"), "export:daily", str(int(down.timestamp() * 1000)))
        self.stage.serve()
        self.sealed("schedule.ran", 1 + DAYS_DOWN)
        made = self.daily()
        self.assertEqual(len(made), DAYS_DOWN)
        windows = [self.window(name) for name in made]
        self.assertEqual(windows[0][0][:16], down.isoformat()[:16])
        for earlier, later in zip(windows, windows[1:]):
            self.assertEqual(earlier[1], later[0])
        for name in made:
            self.assertTrue((self.stage.directory / "data/exports" / (name[:-4] + ".head.txt")).exists())


if __name__ == "__main__":
    unittest.main()
