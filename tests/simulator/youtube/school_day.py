"""The invented school on YouTube: what was said in the last days, and what is said while you watch.

Nobody here exists: not the school, not its people, not those who comment.
"""
from youtube.state import Token

CHANNEL_ID = "UCbramblecoteprimary0001"
HANDLE = "@bramblecoteprimary"
TOKEN = "bramblecote-google-token"

_HOUR = 3600

# Hours ago, title, description, and then: who, minutes later, what, and how the network took it.
POSTS = [
    (160, "Harvest assembly", "Songs by Reception and Year 1.", [
        ("@grandpa_wilf", 30, "I played this three times. Bravo.", ""),
        ("@alder_lane_cat", 95, "who's the little one with the tambourine, what a star", ""),
        ("@school_of_rockers", 400, "sick drumming \U0001f941", "")]),
    (88, "How we built the bug hotel", "Gardening club, with thanks to Mr T.", [
        ("@beekeeper_una", 22, "Lovely work. The bees say thank you.", ""),
        ("@dr_dribble", 64, "first", ""),
        ("@freegiftcards_zz", 70, "FREE gift cards click my channel", "likelySpam"),
        ("@alder_lane_cat", 300, "could you film in landscape next time please", "")]),
    (20, "Winter concert, rehearsal", "A first look at the songs for December.", [
        ("@grandpa_wilf", 15, "The second song gives me goosebumps", ""),
        ("@beekeeper_una", 40, "What date is the concert?", ""),
        ("", 60, "> 11 December at 2 pm, in the hall.", ""),
        ("@loud_lenny", 75, "that kid sings like a strangled goose get off", "heldForReview")]),
]

LINES = [
    (6, 0, "@school_of_rockers", "the bass line is filthy, love it"),
    (13, 1, "@beekeeper_una", "We copied this at home, thank you"),
    (19, 0, "@loud_lenny", "the boy at 0:42 is so ugly lol put a bag on his head"),
    (26, 0, "@grandpa_wilf", "Turn it up!"),
    (34, 2, "@subbot_9000", "sub 4 sub?? watch LIVE here bit.ly/concert-live-hd"),
    (43, 0, "@watcher_v", "1:07 front row. love watching these. where do they practise after school?"),
    (52, 1, "@alder_lane_cat", "The sound is awful on this one, sorry to say"),
    (61, 0, "@hollow_reed", "i hope your whole school burns down with you in it"),
    (70, 0, "@dr_dribble", "goosebumps, this murdered the original"),
    (80, 0, "@tired_teacher_x", "Can we get a version without the coughing \U0001f602"),
    (92, 1, "@beekeeper_una", "More bugs, more videos!"),
]

REGULARS = ["@alder_lane_cat", "@beekeeper_una", "@grandpa_wilf", "@school_of_rockers"]
CHATTER = ["Wonderful", "Bravo!", "Lovely singing", "Watching from Wales", "Thank you for filming this", "Great video",
           "Encore!", "Who wrote the second song?"]


def _person(handle):
    return "UCperson" + handle.strip("@").replace("_", "-").ljust(16, "0")[:16], handle


def seed(network):
    """Makes the channel with its last days. The id of the newest video."""
    state, now = network.state, network.clock.now()
    channel = state.add_channel("Bramblecote Primary School", HANDLE, CHANNEL_ID)
    state.tokens[TOKEN] = Token(TOKEN, channel.id)
    video = None
    for hours, title, description, said in POSTS:
        made = now - hours * _HOUR
        video = state.add_video(channel.id, title, made, description=description)
        above = None
        for who, minutes, words, status in said:
            parent = above if words.startswith("> ") else None
            author = _person(who) if who else (channel.id, HANDLE)
            comment = state.add_comment(channel.id, words.removeprefix("> "), author, video.id, parent=parent,
                                        created=min(made + minutes * 60, now - 60), status=status or "published")
            above = parent or comment
    return video.id


def say(network, post, who, text):
    videos = network.state.videos_of(CHANNEL_ID)
    network.state.add_comment(CHANNEL_ID, text, _person(who), videos[min(post, len(videos) - 1)].id)
