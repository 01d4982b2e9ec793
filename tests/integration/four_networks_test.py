"""The demo school on all four networks with the real program: each is read and acted on in its own way, and one that
is unplugged is noticed and comes back by itself."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from journey import JourneyCase  # noqa: E402

ACCOUNTS = {
    "facebook": ("104000000000011", "bramblecote-page-token"),
    "instagram": ("17841400000000051", "bramblecote-page-token"),
    "x": ("1500000000000000001", "bramblecote-x-token"),
    "youtube": ("UCbramblecoteprimary0001", "bramblecote-google-token"),
}
POLLS_MAX = 3


class FourNetworks(JourneyCase):
    def open_channel(self):
        self.newest = {network: self.stage.control(f"{network}/seed_demo", {})["post"] for network in ACCOUNTS}
        self.channels = {network: self.stage.authorise_channel(token, account, network)
                         for network, (account, token) in ACCOUNTS.items()}
        return self.channels["facebook"]

    def say(self, network, words):
        """Somebody comments under the school's newest post there. Returns the comment's id."""
        self.planted.text(words, "a comment")
        under = self.newest[network]
        verb, given = {
            "facebook": ("comment", {"object": under, "message": words, "author_name": "Perpetua Hedgerow"}),
            "instagram": ("comment", {"media": under, "text": words, "username": "perpetua.hedgerow"}),
            "x": ("reply", {"to": under, "text": words, "username": "perpetuahedgerow"}),
            "youtube": ("comment", {"video": under, "text": words, "author_name": "@perpetuahedgerow"}),
        }[network]
        return self.stage.control(f"{network}/{verb}", given)["id"]

    def out_of_sight(self, network, comment):
        state = self.stage.control(f"{network}/state")
        if network == "youtube":
            return state["comments"][comment]["status"] == "heldForReview"
        return state["posts" if network == "x" else "comments"][comment]["hidden"]

    def channel_page(self, visitor, network):
        return visitor.get(f"/channels/{self.channels[network]}").text

    def rounds(self, network):
        lines = self.stage.log("gatehouse").splitlines()
        return sum("round ended" in line and self.channels[network] in line for line in lines)


class Live(FourNetworks):
    def test_all_four_are_read_and_what_a_person_hides_is_out_of_sight_there(self):
        marsh = self.visitor("marsh")
        for network, where in (
                ("facebook", "Hidden on Facebook: the author"), ("instagram", "Hidden on Instagram: its"),
                ("x", "Hidden on X: everybody"), ("youtube", "Held on YouTube: nobody but")):
            with self.subTest(network):
                self.until(lambda: "Last read: never" not in self.channel_page(marsh, network), "the channel is read")
                words = f"you are a bunch of useless idiots over at {network}"
                comment = self.say(network, words)
                item = self.item(marsh, words)
                path = f"/items/{item}"
                decided = marsh.press(marsh.get(path), f"{path}/decide", verb="hide")
                self.assertEqual((decided.status, decided.location), (303, f"{path}?done=hide"))
                self.until(lambda: self.out_of_sight(network, comment), "the comment is hidden")
                self.until(lambda: where in marsh.get(path).text, "the page says what that means")
        names = {network: marsh.get(f"/channels/{channel}").text for network, channel in self.channels.items()}
        for network, account in (("facebook", "Facebook Page"), ("instagram", "Instagram account"), ("x", "X account"),
                                 ("youtube", "YouTube channel")):
            self.assertIn(account, names[network])

    def test_what_the_machine_hides_by_itself_can_be_taken_back_everywhere(self):
        marsh = self.visitor("marsh")
        for network in ACCOUNTS:
            with self.subTest(network):
                words = f"Bringing a knife to pick up at 3.15 today {network}. Come out and say it to my face"
                comment = self.say(network, words)
                self.until(lambda: self.out_of_sight(network, comment), "the threat is hidden")
                path = f"/items/{self.item(marsh, words)}"
                self.until(lambda: 'value="unhide"' in marsh.get(path).text, "the page offers to show it again")
                marsh.press(marsh.get(path), f"{path}/decide", verb="unhide")
                okafor = self.visitor("okafor")
                okafor.press(okafor.get(path), f"{path}/agree")
                self.until(lambda: not self.out_of_sight(network, comment), "the threat is shown again")


class Decided(FourNetworks):
    """What takes two people: proposed by the DSL, agreed to by the head."""

    def rude(self, network, words):
        marsh = self.visitor("marsh")
        words = f"what useless idiots, {words} on {network}"
        comment = self.say(network, words)
        return marsh, comment, f"/items/{self.item(marsh, words)}"

    def by_two(self, marsh, path, **fields):
        proposed = marsh.press(marsh.get(path), f"{path}/decide", **fields)
        self.assertEqual((proposed.status, proposed.location), (303, f"{path}?done=proposed"))
        quill = self.visitor("quill")
        agreed = quill.press(quill.get(path), f"{path}/agree")
        self.assertEqual((agreed.status, agreed.location), (303, f"{path}?done=agreed"))

    def carried_out(self, marsh, path, times):
        self.until(lambda: marsh.get(path).text.count(": done.") >= times, "the page says that it was carried out")

    def test_an_answer_that_two_stand_for_is_said_once_on_every_network(self):
        self.stage.control("x/switches", {"replies": "everyone"})
        for network in ACCOUNTS:
            with self.subTest(network):
                marsh, _, path = self.rude(network, "answer me")
                words = f"Please call the office about {network}."
                self.planted.text(words, "an answer")
                self.by_two(marsh, path, verb="reply", text=words)
                self.carried_out(marsh, path, 1)
                state = self.stage.control(f"{network}/state")
                said = state["posts" if network == "x" else "comments"].values()
                self.assertEqual(sum(words in str(each) for each in said), 1)

    def test_an_author_is_kept_away_and_let_in_again_where_that_can_be(self):
        marsh, comment, path = self.rude("facebook", "ban me")
        author = self.stage.control("facebook/state")["comments"][comment]["author_id"]
        self.by_two(marsh, path, verb="ban")
        self.until(lambda: author in self.stage.control("facebook/state")["pages"]["104000000000011"]["blocked"],
                   "the author is blocked")
        self.carried_out(marsh, path, 1)
        self.by_two(marsh, path, verb="unban")
        self.until(lambda: author not in self.stage.control("facebook/state")["pages"]["104000000000011"]["blocked"],
                   "the author is let in again")

        marsh, comment, path = self.rude("youtube", "ban me")
        self.by_two(marsh, path, verb="ban")
        self.until(lambda: self.stage.control("youtube/state")["comments"][comment]["status"] == "rejected",
                   "the comment is rejected")
        self.until(lambda: "Rejected on YouTube by the school" in marsh.get(path).text, "the page says so")
        self.assertTrue(self.stage.control("youtube/state")["channels"]["UCbramblecoteprimary0001"]["banned"])

    def test_an_author_on_x_is_muted_and_unmuted(self):
        def muted():
            return self.stage.control("x/state")["users"]["1500000000000000001"]["muted"]
        marsh, _, path = self.rude("x", "mute me")
        self.by_two(marsh, path, verb="mute")
        self.until(muted, "the author is muted")
        self.carried_out(marsh, path, 1)
        self.by_two(marsh, path, verb="unmute")
        self.until(lambda: not muted(), "the author is unmuted")

    def test_comments_are_switched_off_and_on_under_a_post_on_instagram(self):
        def enabled():
            return self.stage.control("instagram/state")["media"][self.newest["instagram"]]["comments_enabled"]
        marsh, _, path = self.rude("instagram", "close it")
        self.by_two(marsh, path, verb="comments_off")
        self.until(lambda: not enabled(), "comments are off")
        self.carried_out(marsh, path, 1)
        self.by_two(marsh, path, verb="comments_on")
        self.until(enabled, "comments are on")


class Unplugged(FourNetworks):
    def test_an_unplugged_network_shows_within_three_polls_and_heals_without_a_hand(self):
        marsh = self.visitor("marsh")
        for network in ACCOUNTS:
            with self.subTest(network):
                self.until(lambda: self.rounds(network) > 0, "the channel is read")
                self.stage.control(f"{network}/fault", {"name": "drop", "times": 0})
                before = self.rounds(network)
                self.until(lambda: "Not reading: the network does not answer" in self.channel_page(marsh, network),
                           "the channel's page says so")
                self.assertLessEqual(self.rounds(network) - before, POLLS_MAX)
                words = f"what useless idiots, and {network} was away"
                self.say(network, words)
                self.stage.control(f"{network}/clear_faults", {})
                self.until(lambda: "Not reading" not in self.channel_page(marsh, network), "the channel is read again")
                self.item(marsh, words)


if __name__ == "__main__":
    unittest.main()
