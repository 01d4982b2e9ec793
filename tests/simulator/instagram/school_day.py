"""The invented school's Instagram: what was said in the last days, and what is said while you watch.

Nobody here exists: not the school, not its people, not those who comment.
"""
ACCOUNT_ID = "17841400000000051"
USERNAME = "bramblecoteprimary"

_HOUR = 3600

# Hours ago, pictures, alternative text, caption, and then: who, minutes later, what. "> " answers the one above.
POSTS = [
    (140, 1, "Painted stones in a row", "Kestrels painted kindness stones for the front path \U0001faa8", [
        ("thistle.and.co", 10, "gorgeous \U0001f60d"),
        ("vanstone_greta", 35, "Ours has been talking about it all week"),
        ("fen.runner", 90, "these are killing me, so cute \U0001f602"),
        ("", 100, "> Thank you! Come and see them by the gate.")]),
    (92, 4, "Children in wellies beside a pond", "Pond dipping with Harriers. Newts: 6. Wet socks: 23.", [
        ("hollis.appleyard", 12, "23 is a low estimate"),
        ("cerys_w", 18, "Best day EVER says mine"),
        ("yarrow.knits", 40, "why do the same kids always get picked for trips?"),
        ("", 75, "> Every class goes this term, Kestrels are next week."),
        ("fen.runner", 200, "beast of a newt in pic 3 \U0001f525")]),
    (46, 1, "A poster for the winter fair", "Winter fair on Saturday, doors at 11 ❄️", [
        ("cold.well.k", 8, "we'll be there!"),
        ("thistle.and.co", 22, "bringing the whole gang \U0001f44a"),
        ("esme.bakes", 61, "cake stall is going to be deadly this year \U0001f370")]),
    (6, 2, "A stage with paper stars", "Rehearsal stars ⭐ Year 6 are nearly ready.", [
        ("vanstone_greta", 9, "so proud"),
        ("cerys_w", 30, "that costume slays"),
        ("hollis.appleyard", 55, "when are the tickets out?"),
        ("", 70, "> Friday at 9 from the office.")]),
]

LINES = [
    (3, 0, "esme.bakes", "\U0001f44f\U0001f44f\U0001f44f"),
    (7, 1, "thistle.and.co", "see you at the cake stall"),
    (11, 0, "nul.l.skater", "imagine being that fat and going on stage \U0001f437 u should quit"),
    (17, 2, "cold.well.k", "what a lovely pond"),
    (23, 0, "freefollowz_4u", "DM me for 5k followers cheap \U0001f449 bit.ly/followz-now"),
    (29, 0, "yarrow.knits", "The second photo is so blurry, can you do better please?"),
    (35, 3, "ex_marsh_lad", "ill be waiting outside for that kid in the red coat. hes dead"),
    (41, 1, "fen.runner", "I'd kill for one of those gingerbread men \U0001f924"),
    (49, 0, "quiet.ivy.22", "nobody would notice if i wasnt here tmrw"),
    (58, 0, "older.friend.j", "hey u in the star hat, ur so mature. add me on snap, dont tell mum"),
    (66, 2, "vanstone_greta", "23 pairs of socks on our line too \U0001f602"),
    (75, 1, "crosswick_pete", "that teacher on the left is a drunk, everyone knows"),
    (88, 0, "cerys_w", "Well done everyone, break a leg tonight!"),
]

REGULARS = ["cerys_w", "cold.well.k", "esme.bakes", "fen.runner", "hollis.appleyard", "thistle.and.co",
            "vanstone_greta", "yarrow.knits"]
CHATTER = ["❤️", "love this", "so good \U0001f44f", "what a team", "made my day", "can't wait", "gorgeous photos",
           "is this the new hall?", "more of these please", "who took these? brilliant"]


def _person(name):
    names = sorted({*REGULARS, *(who for _, _, who, _ in LINES)})
    return str(1230000000000101 + names.index(name))


def seed(network):
    """Makes the account on the page that stands already. The id of the newest medium."""
    state, now = network.state, network.clock.now()
    account = network.link(next(iter(network.facebook().state.pages.values())), USERNAME, ACCOUNT_ID)
    media = None
    for hours, pictures, alt_text, caption, said in POSTS:
        made = now - hours * _HOUR
        kind = "CAROUSEL_ALBUM" if pictures > 1 else "IMAGE"
        media = state.add_media(account.id, USERNAME, caption, made, kind=kind, alt_text=alt_text)
        media.children = [state.add_media(account.id, USERNAME, created=made, parent_id=media.id).id
                          for _ in range(pictures if pictures > 1 else 0)]
        above = None
        for who, minutes, words in said:
            parent = above if words.startswith("> ") else None
            author = (_person(who), who) if who else (account.id, USERNAME)
            comment = state.add_comment(media.id, words.removeprefix("> "), *author, parent,
                                        min(made + minutes * 60, now - 60))
            above = parent or comment
    return media.id


def say(network, post, who, text):
    media = network.state.media_of(ACCOUNT_ID)
    network.state.add_comment(media[min(post, len(media) - 1)].id, text, _person(who), who)
