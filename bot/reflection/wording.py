"""What a few words come to: yes, no, don't know; a vague answer; nothing readable; another language."""

from __future__ import annotations

import re

_FINE = re.compile(
    r"^(?:(?:i |we )?(?:really |honestly |just )?(?:don'?t|do not) (?:really )?know|not sure|no idea|unsure|who knows|"
    r"dunno|mixed|hard to (?:say|tell)|(?:it |that )?(?:varies|depends)|"
    r"(?:i |we )?(?:can'?t|couldn'?t) (?:say|tell))\b"
)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|ok|okay|sure|please do|go on|go ahead|agreed|i agree|fine|fair|fair enough|"
    r"that'?s (?:fair|right|it)|correct|exactly|true|carry on|continue|happy to)\b"
)
_NO = re.compile(
    r"^(?:no|nope|nah|none|nothing|neither|not (?:now|really|today)|no thanks|no thank you|that'?s (?:all|everything)|"
    r"nothing (?:else|more)|i don'?t|leave it)\b"
)
_VAGUE_WORDS = 5
_FOREIGN = frozenset(
    "le la les des une est nous vous avec pour dans pas que qui sont mais der die das und ist nicht wir ich sie mit"
    " auf ein eine el los las una es pero con por para somos estamos il lo gli che sono non nel della ma jest nie się"
    " że na jak mamy mae yn yr wedi gyda sy ond ddim nu este sunt cu pentru și não uma nós muito em para".split()
)
_ENGLISH = frozenset(
    "the and is are was were to of in on for with that this it we i they you not but have has had be been our my at as"
    " so no do don't can there their them from or if all what when who how would could".split()
)
_KEYBOARD = ("asdf", "sdfg", "dfgh", "hjkl", "qwer", "wert", "zxcv", "jkl;")


def plain(text: str) -> str:
    """Small letters, straight apostrophes, single blanks."""
    return " ".join(text.lower().replace("\u2019", "'").split()).strip(" .!?,")


def is_yes(text: str) -> bool:
    return len(text.split()) <= 6 and bool(_YES.match(plain(text)))


def is_no(text: str) -> bool:
    return len(text.split()) <= 6 and bool(_NO.match(plain(text)))


def is_fine_as_it_is(text: str) -> bool:
    """ "Don't know", "it varies": an answer that draws no follow-up."""
    return len(text.split()) <= 12 and bool(_FINE.match(plain(text)))


def is_vague(text: str) -> bool:
    """So short that an example would help, when no sign was heard."""
    return len(text.split()) <= _VAGUE_WORDS


def unreadable(text: str) -> str | None:
    """Why a text cannot be taken as an answer: "noise", "language" or None."""
    letters = [c for c in text if c.isalpha()]
    if not letters and not any(c.isdigit() for c in text):
        return "noise"
    if letters and sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        return "language"
    words = re.findall(r"[^\W\d_']+(?:'[^\W\d_]+)?", text.lower())
    if words and all(_is_mash(word) for word in words):
        return "noise"
    return "language" if _foreign(words) else None


def _is_mash(word: str) -> bool:
    """Keys struck at random: no vowel in five letters or more, a keyboard row, or one letter over and over."""
    if len(word) < 4:
        return False
    no_vowel = len(word) >= 6 and not re.search(r"[aeiouyàâéèêëïîôùûü]", word)
    return no_vowel or len(set(word)) == 1 or any(run in word for run in _KEYBOARD)


def _foreign(words: list[str]) -> bool:
    """Mostly the small words of another language. Short texts and names of places decide nothing."""
    if len(words) < 3:
        return False
    foreign, english = sum(w in _FOREIGN for w in words), sum(w in _ENGLISH for w in words)
    return foreign >= max(2, len(words) // 5) and foreign > 2 * english
