"""Which questions to ask."""

from collections import Counter
from itertools import chain, zip_longest

from opscareer.pack.model import Choice, Evidence, Interest, Judgement, Pack, Question

PER_COMPETENCY = {"evidence": 2, "judgement": 1}
PER_ROLE = 2
CHOICES_PER_ROLE = 2


def default_form(pack: Pack) -> tuple[str, ...]:
    """The short form: questions that cover every trait, in the order in which they are asked.

    Of each competency two evidence questions and one judgement, of each role two interest questions, and the fewest choices that show each
    role twice. Within a kind, low numbers come first (authors put their best question first); kinds alternate, so that no two questions in
    a row are alike. The order in the files plays no part.
    """
    evidence = _round_robin(pack, Evidence, PER_COMPETENCY["evidence"])
    judgement = _round_robin(pack, Judgement, PER_COMPETENCY["judgement"])
    interest = _round_robin(pack, Interest, PER_ROLE)
    rows = zip_longest(interest, evidence, _choices(pack), judgement)
    return tuple(question for question in chain.from_iterable(rows) if question is not None)


def full_form(pack: Pack) -> tuple[str, ...]:
    """Every question, the short form first."""
    first = default_form(pack)
    return first + tuple(question.id for question in pack.questions if question.id not in first)


def _round_robin(pack: Pack, kind: type[Question], each: int) -> list[str]:
    """Up to `each` questions of a kind per trait: the first of every trait, then the second of every trait."""
    by_trait: dict[str, list[str]] = {}
    for question in pack.questions:
        if isinstance(question, kind):
            by_trait.setdefault(str(question.measures), []).append(question.id)
    rounds = zip_longest(*(ids[:each] for ids in by_trait.values()))
    return [question for row in rounds for question in row if question is not None]


def _choices(pack: Pack) -> list[str]:
    """Choices picked greedily so that every role appears twice: those whose roles have appeared least come first, ties by id."""
    left = [question for question in pack.questions if isinstance(question, Choice)]
    seen: Counter[str] = Counter()
    picked: list[str] = []
    while left:
        best = min(left, key=lambda question: (sum(min(seen[role], CHOICES_PER_ROLE) for role in question.measures), question.id))
        if all(seen[role] >= CHOICES_PER_ROLE for role in best.measures):
            break
        left.remove(best)
        seen.update(best.measures)
        picked.append(best.id)
    return picked
