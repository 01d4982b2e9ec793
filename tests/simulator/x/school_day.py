"""The invented school on X: what was said in the last days, and what is said while you watch.

Nobody here exists: not the school, not its people, not those who answer.
"""
from x.state import Token

OWN_ID = "1500000000000000001"
USERNAME = "bramblecote"
TOKEN = "bramblecote-x-token"

_HOUR = 3600

# Hours ago, what the school wrote, and then: who, minutes later, what. "> " answers the one above.
POSTS = [
    (120, "Thank you to the crossing volunteers, out in all weathers this week.", [
        ("marsh_commuter", 15, "Legends, all of them"),
        ("parkgate_dad", 44, "Still no zebra crossing though. Five years of asking the council."),
        ("bellringer_jo", 80, "> The parish has it on the agenda for December, come along!")]),
    (74, "Gates open at 8.35 from Monday, ten minutes earlier than before.", [
        ("parkgate_dad", 9, "Would have been nice to be asked first."),
        ("tall_pines_mum", 20, "This helps so much with work, thank you"),
        ("marsh_commuter", 32, "Is the back gate the same?"),
        ("", 50, "> Yes, both gates.")]),
    (31, "Our Year 5 team came second at the county maths day. Seven schools took part.", [
        ("numbers_nerd", 6, "Crushed it! \U0001f4aa"),
        ("bellringer_jo", 13, "robbed of first place, an absolute crime \U0001f602"),
        ("tall_pines_mum", 61, "So proud of them all")]),
    (5, "The winter fair is this Saturday at the village hall. Doors at 11.", [
        ("marsh_commuter", 11, "Parking?"),
        ("", 25, "> Please use the field behind the hall."),
        ("numbers_nerd", 70, "The tombola maths never adds up but I love it")]),
]

LINES = [
    (4, 0, "tall_pines_mum", "See you there!"),
    (9, 1, "numbers_nerd", "Proud neighbour of this school \U0001f44f"),
    (14, 0, "gutter_press_99", "go back where you came from, half that school cant even speak english"),
    (21, 2, "parkgate_dad", "8.35 and the gate was shut again this morning. Shambles."),
    (27, 0, "win_crypto_daily", "I made £4,000 a week with this, parents look \U0001f449 bit.ly/fair-cash"),
    (33, 0, "bellringer_jo", "Bells at noon, bring ear plugs \U0001f514"),
    (40, 1, "anon_heron", "Quill wants her car torching. I know which one it is, KX silver by the bins"),
    (48, 3, "marsh_commuter", "It poured again and they were still out there. Heroes."),
    (56, 0, "anon_heron", "his dad is Colm Ravenscar, 14 Alder Lane, ask him about the police"),
    (65, 1, "spelling_bea", "second is first loser lol (joking, well done!!)"),
    (74, 2, "late_again_lee", "I shot myself in the foot by complaining about 8.45, didn't I"),
    (85, 0, "tall_pines_mum", "Do you need more cakes?"),
]

REGULARS = ["bellringer_jo", "marsh_commuter", "numbers_nerd", "parkgate_dad", "tall_pines_mum"]
CHATTER = ["Good news", "Well done all", "Thanks for letting us know", "What time does it finish?", "Great to hear",
           "Will it be on the website?", "Lovely village, lovely school", "Hear hear"]


def _answer(state, target, author_id, text, created=None):
    """An answer as the network writes it: the mention comes first."""
    mention = "@" + state.users[target.author_id].username
    return state.add_post(author_id, f"{mention} {text}", target, created)


def seed(network):
    """Makes the account with its last days. The id of the newest post."""
    state, now = network.state, network.clock.now()
    own = state.add_user("Bramblecote Primary School", USERNAME, OWN_ID)
    state.tokens[TOKEN] = Token(TOKEN, own.id)
    post = None
    for hours, text, said in POSTS:
        made = now - hours * _HOUR
        post = above = state.add_post(own.id, text, created=made)
        for who, minutes, words in said:
            author = state.add_user(who, who) if who else own
            target = above if words.startswith("> ") else post
            answer = _answer(state, target, author.id, words.removeprefix("> "), min(made + minutes * 60, now - 60))
            above = above if words.startswith("> ") else answer
    return post.id


def say(network, post, who, text):
    state = network.state
    own = [each for each in state.visible() if each.author_id == OWN_ID and not each.reply_to]
    _answer(state, own[min(post, len(own) - 1)], state.add_user(who, who).id, text)
