"""A connection that a network refuses is named on the channel's page, and somebody connects it again: at the command
line or on the page, on each of the four networks. What was said meanwhile is read then."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from four_networks_test import ACCOUNTS, FourNetworks  # noqa: E402

BACK = "http://127.0.0.1/channels/connected"
PAGE, YOUTUBE_CHANNEL = ACCOUNTS["facebook"][0], ACCOUNTS["youtube"][0]


class Reconnected(FourNetworks):
    PEOPLE = ("finch", "marsh", "quill", "okafor", "byte")

    def prepare(self):
        super().prepare()
        self.stage.configure_apps()

    def open_channel(self):
        channel = super().open_channel()
        for network, app in (("facebook", "application"), ("x", "application"), ("youtube", "project")):
            self.stage.control(f"{network}/{app}", {"redirect_uri": BACK})
        return channel

    def withdraw(self, network):
        """What opened the channel is worth nothing any more. One token opens a Page and its Instagram account."""
        token = ACCOUNTS[network][1]
        if network in ("facebook", "instagram"):
            self.stage.control("facebook/token", {"token": token, "trouble": "password_changed"})
        else:
            self.stage.control(f"{network}/token", {"token": token, "revoked": True})

    def another_token(self, network):
        token = f"another-{network}-token"
        control, given = {
            "facebook": ("facebook", {"kind": "page", "page": PAGE}),
            "instagram": ("facebook", {"kind": "page", "page": PAGE}),
            "x": ("x", {"user": ACCOUNTS["x"][0]}),
            "youtube": ("youtube", {"channel": YOUTUBE_CHANNEL}),
        }[network]
        self.stage.control(f"{control}/token", {"token": token, **given})
        return token

    def after_trouble(self, connect):
        marsh = self.visitor("marsh")
        for network in ACCOUNTS:
            with self.subTest(network):
                self.until(lambda: self.rounds(network) > 0, "the channel is read")
                self.withdraw(network)
                self.until(lambda: "The network refuses the connection" in self.channel_page(marsh, network),
                           "the channel's page says so")
                words = f"what useless idiots, while nobody read {network}"
                self.say(network, words)
                connect(network)
                self.item(marsh, words)
                self.assertNotIn("The network refuses the connection", self.channel_page(marsh, network))

    def test_at_the_command_line(self):
        self.after_trouble(lambda network: self.stage.connect_channel(self.channels[network],
                                                                      self.another_token(network)))

    def test_on_the_page(self):
        byte = self.visitor("byte")

        def connect(network):
            channel = self.channels[network]
            _, done = byte.grant(f"/channels/{channel}/login", self.stage.simulator_port)
            self.assertEqual(done.location, f"/channels/{channel}?done=channel-connected")
        self.after_trouble(connect)


if __name__ == "__main__":
    unittest.main()
