"""An invented school's page: what was said in the last days, and what is said while you watch.

Nobody here exists: not the school, not its people, not those who comment.
"""
PAGE_ID = "104000000000011"
PAGE_NAME = "Bramblecote Primary School"
PAGE_TOKEN = "bramblecote-page-token"

_HOUR = 3600

# Hours ago, photos, what the school wrote, and then: who, minutes later, what they wrote. "> " replies to the one
# above; nobody's name is the school's.
POSTS = [
    (150, 0, "Open morning for new Reception families: Thursday 9.30, no need to book. Prospectus and dates are on our "
             "website too.", [
        ("Greta Vanstone", 14, "We came last year and never looked back. Lovely school ❤️"),
        ("Hollis Appleyard", 31, "Is there parking?"),
        ("", 40, "> Please use the village hall, it is two minutes on foot."),
        ("Kezia Coldwell", 75, "Can grandparents come too?"),
        ("", 90, "> Of course!"),
        ("Bryn Underhay", 160, "Fantastic school, both of mine went there"),
        ("Imogen Yarrow", 400, "See you there!")]),
    (126, 2, "Kestrels planted two hundred bulbs with the gardening club. Wellies were needed.", [
        ("Fergus Brackenbury", 8, "So proud of Kestrels \U0001f979\U0001f44f"),
        ("Cerys Winterbourne", 22, "he's so hands-on with the gardening club, comes home covered in mud"),
        ("Alma Thistlewood", 25, "@gran look!!"),
        ("Dilwyn Yarrow", 61, "Brilliant. Spring is going to look amazing"),
        ("Esme Coldwell", 130, "black, white and red are the house colours, shame there are no black tulips"),
        ("Lorcan Appleyard", 190, "Fell off my chair laughing at the wellies, call an ambulance \U0001f602\U0001f691"),
        ("Jago Vanstone", 600, "Well done all!")]),
    (102, 0, "Reminder: inset day on Monday. School opens to pupils on Tuesday at 8.45.", [
        ("Hollis Appleyard", 6, "Another inset day? Some of us work!! \U0001f621"),
        ("Greta Vanstone", 19, "It has been in the calendar since July to be fair"),
        ("Bryn Underhay", 33, "Could we get more notice next time please?"),
        ("Kezia Coldwell", 47, "Is breakfast club on?"),
        ("", 70, "> Breakfast club is closed on Monday and open again on Tuesday."),
        ("Imogen Yarrow", 300, "phonics will be the death of me \U0001f629 see you tuesday")]),
    (78, 1, "Sports results: Bramblecote 3, Nettlefield 1. Well played both teams.", [
        ("Fergus Brackenbury", 5, "savage tackle from the U9s \U0001f4aa"),
        ("Jago Vanstone", 7, "Get in!!! ⚽"),
        ("Dilwyn Yarrow", 12, "kids were shooting hoops all lunch as well, what a day"),
        ("Cerys Winterbourne", 28, "Kestrels 3 Harriers 1"),
        ("Lorcan Appleyard", 44, "Mr T \U0001f410 (greatest of all time)"),
        ("Alma Thistlewood", 51, "sick teacher \U0001f918"),
        ("Esme Coldwell", 140, "Well done Alfie! \U0001f31f"),
        ("Hollis Appleyard", 180, "Great sportsmanship from everyone")]),
    (54, 0, "Parents' evening is on Wednesday and Thursday. Times are on the slip in book bags; tell the office if you "
            "did not get one.", [
        ("Kezia Coldwell", 10, "What time is the last slot?"),
        ("", 35, "> The last appointments are at 18.50."),
        ("Bryn Underhay", 80, "Never got a slip again. This school has gone downhill since the merger. Fact."),
        ("Greta Vanstone", 95, "Email the office Bryn, they sorted mine in five minutes"),
        ("Imogen Yarrow", 130, "pm'd you hun"),
        ("Jago Vanstone", 200, "Mrs Quill and the team are wonderful, thank you")]),
    (30, 3, "The Year 6 production opens tonight. Two more shows tomorrow. Thank you to the families who sewed the "
            "costumes.", [
        ("Alma Thistlewood", 9, "I'm dead \U0001f480 that donkey costume"),
        ("Fergus Brackenbury", 15, "she smashed it, absolute bomb of a performance"),
        ("Cerys Winterbourne", 21, "slay \U0001f485"),
        ("Esme Coldwell", 35, "mine was the grumpiest sheep ever \U0001f602 proud mum"),
        ("Dilwyn Yarrow", 40, "the monkeys in Class 3's play were brilliant \U0001f412"),
        ("Lorcan Appleyard", 66, "I died when he forgot his line \U0001f602"),
        ("Hollis Appleyard", 90, "dad jokes should be a crime, hang him \U0001f602"),
        ("Kezia Coldwell", 140, "Wicked, sick assembly and now this!"),
        ("Jago Vanstone", 200, "Are there tickets left for Friday?"),
        ("", 230, "> A few, ask at the office."),
        ("Imogen Yarrow", 320, "Bravo Bramblecote \U0001f3ad")]),
    (8, 0, "The winter fair is this Saturday ❄️ Doors at 11, at the village hall. Cakes and helpers welcome.", [
        ("Greta Vanstone", 4, "What time does the fair open?"),
        ("", 9, "> Eleven, see the poster \U0001f642"),
        ("Dilwyn Yarrow", 30, "drop me a line if you can help at the fair"),
        ("Esme Coldwell", 55, "hot dogs, get your hot dogs"),
        ("Bryn Underhay", 70, "I'll bring the gingerbread"),
        ("Alma Thistlewood", 85, "selling my blazer age 9 £5 at the second hand stall"),
        ("Cerys Winterbourne", 150, "Happy to do the raffle again"),
        ("Fergus Brackenbury", 210, "Can we bring the dog?")]),
    (3, 0, "Harriers visited the lifeboat station today and asked forty-one questions. The crew counted.", [
        ("Lorcan Appleyard", 6, "Best trip ever according to mine"),
        ("Jago Vanstone", 12, "Thank you to the helpers!"),
        ("Hollis Appleyard", 25, "Great, another trip we can't afford \U0001f44f"),
        ("Imogen Yarrow", 32, "Mr and Mrs Marchbanks thank everyone"),
        ("Kezia Coldwell", 51, "What time is pick up from the trip?"),
        ("", 58, "> The coach was back at 3.05."),
        ("Greta Vanstone", 80, "Amazing, well done Harriers")]),
]

# Seconds after the start, post (counted from the newest), who, what.
LINES = [
    (2, 0, "Dilwyn Yarrow", "Lovely photos, thank you for sharing"),
    (5, 2, "Alma Thistlewood", "The Year 6 production killed it! \U0001f525"),
    (8, 0, "Esme Coldwell", "Forty-one! Poor crew \U0001f602"),
    (12, 1, "Rufus Blackthorn",
     "Bringing a bl@de to pick up 3.15 today. Tell Quill to come out n say it to my face"),
    (16, 1, "Greta Vanstone", "See you all on Saturday ❄️"),
    (20, 5, "Fergus Brackenbury", "guilty of being the best TA! \U0001f389"),
    (24, 2, "sk8 or fade", "dm me ur number and ill send u robux \U0001f911"),
    (28, 0, "Cerys Winterbourne", "Is there homework this week?"),
    (32, 2, "Odette Ravenscar", "She's at nan's on Alder Lane Mon-Weds if anyone wants to play"),
    (36, 4, "Bryn Underhay", "I've emailed the office twice about the car park and heard nothing. Poor."),
    (40, 4, "Piers Hollowell", "Quill is a useless cow, always has been"),
    (44, 1, "Live Now TV", "LIVE NOW \U0001f534 watch Sports Day here \U0001f449 bit.ly/bramblecote-live"),
    (48, 3, "Hollis Appleyard", "Disgusting how late the fixtures are posted, sort it out"),
    (52, 0, "Kezia Coldwell", "Mr T got attacked with sponges at the fete \U0001f9fd still the best photo"),
    (57, 1, "Jago Vanstone", "PTA raffle link is on the school website, prizes are great this year"),
    (63, 2, "Imogen Yarrow", "sick fit on the scarecrow \U0001f525"),
    (70, 3, "Ivo Larkspur", "nobody likes u jayden do us all a favour and move skool"),
    (78, 5, "Lorcan Appleyard", "Cutting and sticking club is the highlight of the week ✂️"),
    (86, 4, "Basil Underhay", "half the kids have scabies they're hiding it"),
    (95, 0, "Greta Vanstone", "Thank you Bramblecote, what a week"),
    (104, 6, "Hollis Appleyard", "Tell the head the gate was locked again at 8.40, not good enough"),
    (115, 1, "Odette Ravenscar", "That's Ottilie Marchbanks in Kestrels, Mrs Quill's class"),
]

CHATTER = [
    "Well done everyone!", "Lovely to see \U0001f60a", "So proud of Harriers \U0001f44f", "What time does it start?",
    "Thank you Mrs Quill and team", "Brilliant \U0001f389", "My 9 year old loved it", "See you on Saturday",
    "Is it on if it rains?", "Great work Kestrels", "This made my morning",
    "copying this idea for our school, love it!",
    "we're so wet after that walk home \U0001f327️", "Can't wait!", "The gardening club is a gem", "Happy Friday all",
    "Could the dates go in the newsletter too please?", "Miss Farrow is an absolute legend", "Well said",
    "Another year gone already, how?"]

REGULARS = sorted(name for *_, said in POSTS for name, _, _ in said if name)


def _person(name):
    names = sorted(set(REGULARS) | {who for _, _, who, _ in LINES})
    return str(6600000000000101 + names.index(name)), name


def seed(network):
    """Makes the page with its last days. The id of the newest post."""
    state = network.state
    page, _ = state.add_page(PAGE_NAME, PAGE_ID, PAGE_TOKEN)
    now = state.clock.now()
    post = None
    for hours, photos, text, said in POSTS:
        made = now - hours * _HOUR
        post = state.add_post(page.id, text, created=made, photos=photos)
        above = None
        for who, minutes, words in said:
            parent = above.id if words.startswith("> ") else ""
            author = _person(who) if who else (page.id, page.name)
            moment = min(made + minutes * 60, now - 60)
            comment = state.add_comment(post.id, words.removeprefix("> "), author, parent, moment)
            above = above if parent else comment
    return post.id


def say(network, post, who, text):
    posts = network.state.posts_of(PAGE_ID, ("own",))
    network.state.add_comment(posts[min(post, len(posts) - 1)].id, text, _person(who))
