"""How long a post is by X's own measure."""
import re
import unicodedata

MAX = 280
_ENDINGS = "com|org|net|uk|io|co|school|example"
_LINK = re.compile(rf"(?:https?://|\b)(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/\S*)?", re.IGNORECASE)
_LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_EMOJI = "[\U0001F1E6-\U0001F1FF]{2}|[#*0-9]\ufe0f?\u20e3"
_FACE = "[\u00a9\u00ae\u203c-\u3299\U0001F000-\U0001FAFF]\ufe0f?[\U0001F3FB-\U0001F3FF]?"
_SEQUENCE = re.compile(f"{_EMOJI}|{_FACE}(?:\u200d{_FACE})*")


def weight(text):
    """Links weigh 23, an emoji sequence 2, most letters of Latin scripts 1, everything else 2."""
    text = unicodedata.normalize("NFC", text)
    total, at = 0, 0
    for match in _LINK.finditer(text):
        total += _plain(text[at:match.start()]) + 23
        at = match.end()
    return total + _plain(text[at:])


def _plain(text):
    total, at = 0, 0
    while at < len(text):
        found = _SEQUENCE.match(text, at)
        if found and not _light(text[at]) or found and len(found.group()) > 1:
            total, at = total + 2, found.end()
        else:
            total, at = total + (1 if _light(text[at]) else 2), at + 1
    return total


def _light(character):
    return any(least <= ord(character) <= most for least, most in _LIGHT)
