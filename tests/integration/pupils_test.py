"""A school's register of pupils with the real program: proposed at the command line, agreed to by a second colleague on
the page, changed for one pupil; and no name of a pupil in anything that was written, in Redis, a log or an address."""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import JourneyCase  # noqa: E402

PUPILS = ("Perpetua Thistlewood", "Bartholomew Quillfeather", "Maximiliane Fotheringay")
HEADER = "UPN;Forename;Surname;Year;Class;Consent: Photos - Social Media\r\n"


class Pupils(JourneyCase):
    def export(self, *answers, name="export.csv"):
        """As a school's information system writes it, in Windows-1252 and with semicolons."""
        lines = [HEADER]
        for number, (pupil, answer) in enumerate(zip(PUPILS, answers)):
            for part in pupil.split():
                self.planted.name(part, "a name of a pupil")
            forename, surname = pupil.split()
            lines.append(f"A10000000000{number};{forename};{surname};4;Kestrels\xe9;{answer}\r\n")
        file = self.stage.directory / "school" / name
        file.write_bytes("".join(lines).encode("cp1252"))
        return str(file)

    def propose(self, file, person="quill", **more):
        secret = str(self.stage.directory / "password")
        return self.stage.run("import", file, "--person", person, "--password-file", secret, **more)

    def test_an_import_takes_two_people_and_one_pupil_is_changed_by_hand(self):
        said = self.propose(self.export("Yes", "No", "")).stdout
        self.assertIn("3 read, 3 new", said)
        self.assertIn("Proposed.", said)
        self.assertEqual(self.planted.found_in(said), [])
        again = self.propose(self.export("Yes", "Yes", "Yes"), check=False)
        self.assertEqual(again.returncode, 1)
        self.assertIn("proposed already", again.stderr)

        quill = self.visitor("quill")
        page = quill.get("/pupils")
        self.assertEqual(quill.press(page, "/pupils/agree").status, 403)
        marsh = self.visitor("marsh")
        page = marsh.get("/pupils")
        self.assertEqual(self.planted.found_in(page.text), [])
        self.assertEqual(marsh.press(page, "/pupils/agree").status, 303)

        page = marsh.get("/pupils")
        self.assertIn("It holds 3 pupils.", page.text)
        found = marsh.press(page, "/pupils/find", name="thistle")
        self.assertIn("Perpetua Thistlewood", found.text)
        path = re.search(r'href="(/pupils/[0-9a-f]+)"', found.text).group(1)
        one = marsh.get(path)
        form = one.form(path + "/answer")
        change = {**form, "giver": "0", "uses": "social_media", "decision": "withdrawn", "form": "0", "naming": "0"}
        self.assertEqual(marsh.send(path + "/answer", change).status, 303)
        self.assertEqual(marsh.send(path + "/answer", change).status, 409, "the register was changed since")
        self.assertIn("Withdrawn", marsh.get(path).text)
        self.sealed("pupils.agreed")
        self.sealed("pupils.consent_withdrawn")
        self.assertEqual(self.visitor("finch").get(path).status, 403)

    def test_a_line_that_cannot_be_right_is_said_without_its_child_and_proposes_nothing(self):
        refused = self.propose(self.export("Yes", "perhaps"), check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("line 3, column Consent: Photos - Social Media: is neither yes nor no nor blank", refused.stderr)
        self.assertIn("Nothing was proposed.", refused.stderr)
        self.assertEqual(self.planted.found_in(refused.stdout + refused.stderr), [])
        self.assertEqual(self.propose(self.export("Yes"), person="finch", check=False).returncode, 1)
        page = self.visitor("quill").get("/pupils")
        self.assertNotIn("A proposed import", page.text)


if __name__ == "__main__":
    unittest.main()
