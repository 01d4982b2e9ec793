"""Many comments: the same seed gives the same texts, authors and order."""
import random
import threading

_OPENINGS = ("So proud of", "Well done", "What a lovely day for", "Thank you to", "Brilliant work by", "Loved seeing",
             "A big cheer for", "Cannot believe how grown up", "Fantastic effort from", "Wonderful to watch")
_WHO = ("Kestrels", "Harriers", "Reception", "Year 2", "Year 6", "the choir", "the gardening club", "the netball team",
        "everyone at Bramblecote", "Mrs Quill and the team")
_ENDINGS = ("!", " \U0001f44f", " today.", " this morning \U0001f60a", ", thank you.", " \U0001f389\U0001f389",
            ". When is the next one?", " ❤️", ", what a treat.", "!!")
_FIRST = ("Alma", "Bryn", "Cerys", "Dilwyn", "Esme", "Fergus", "Greta", "Hollis", "Imogen", "Jago", "Kezia", "Lorcan")
_LAST = ("Thistlewood", "Underhay", "Vanstone", "Winterbourne", "Yarrow", "Appleyard", "Brackenbury", "Coldwell")
PEOPLE = 400


class Load:
    """Writes comments under one object from its own thread, `per_second` of them until `count` are written."""

    def __init__(self, network, object_id, count, per_second, seed):
        self._network = network
        self._world = network.world
        self._object_id = object_id
        self._count = count
        self._per_second = per_second
        self._dice = random.Random(seed)
        self.written = 0

    def run_now(self):
        with self._world.lock:
            while self.written < self._count:
                self._write_one()

    def start(self):
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        pause = threading.Event()  # never set: a wait with nobody to wake it
        while self.written < self._count and not self._world.stopping.is_set():
            with self._world.lock:
                if self._world.networks["facebook"] is not self._network:
                    return  # everything was reset meanwhile
                self._write_one()
            pause.wait(1 / self._per_second)

    def _write_one(self):
        dice = self._dice
        person = dice.randrange(PEOPLE)
        author = (str(6690000000000000 + person), f"{_FIRST[person % len(_FIRST)]} {_LAST[person % len(_LAST)]}")
        text = f"{dice.choice(_OPENINGS)} {dice.choice(_WHO)}{dice.choice(_ENDINGS)}"
        try:
            self._network.state.add_comment(self._object_id, text, author)
        except PermissionError:
            pass  # that person was blocked
        self.written += 1
