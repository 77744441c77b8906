"""Stems of English words: enough to see that `resigned` and `resign`, `missiles` and `missile` are one."""

from __future__ import annotations

from functools import lru_cache

from pipeline.cite.fold import spelling

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "went": "go", "gone": "go",
    "goes": "go", "did": "do", "done": "do", "does": "do", "bought": "buy", "sold": "sell", "said": "say",
    "told": "tell",
    "made": "make", "took": "take", "taken": "take", "gave": "give", "given": "give", "won": "win", "lost": "lose",
    "held": "hold", "found": "find", "began": "begin", "begun": "begin", "came": "come", "became": "become",
    "knew": "know", "known": "know", "left": "leave", "met": "meet", "paid": "pay", "rose": "rise", "risen": "rise",
    "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "saw": "see", "seen": "see", "sent": "send",
    "spent": "spend", "built": "build", "wrote": "write", "written": "write", "thought": "think", "brought": "bring",
    "kept": "keep", "led": "lead", "spoke": "speak", "spoken": "speak", "stood": "stand", "struck": "strike",
    "understood": "understand", "withdrew": "withdraw", "withdrawn": "withdraw", "agreed": "agree", "agrees": "agree",
    "ran": "run", "sought": "seek", "shown": "show", "died": "die", "dying": "die", "lying": "lie", "lay": "lie",
    "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose", "drew": "draw", "drawn": "draw",
    "flew": "fly", "flown": "fly", "forgot": "forget", "got": "get", "had": "have", "has": "have", "heard": "hear",
    "taught": "teach", "felt": "feel", "meant": "mean", "needed": "need", "fought": "fight", "caught": "catch",
}  # fmt: skip
_NO_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of a word in lower case. Two words of one stem are forms of one word, or very near to it."""
    word = _IRREGULAR.get(word) or spelling(word.removesuffix("'s").replace("'", ""))
    if len(word) < 4:
        return word
    if word.endswith("s") and not word.endswith(_NO_PLURAL):
        word = _singular(word)
    for ending in ("ing", "ed"):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= 3
            and any(vowel in word[: -len(ending)] for vowel in "aeiouy")
        ):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lszf":
                word = word[:-1]
            break
    if word.endswith("ie"):
        word = word[:-2] + "y"
    if word.endswith("i") and len(word) > 3:
        word = word[:-1] + "y"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _singular(word: str) -> str:
    """Without the plural's or the third person's `s`."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]
