"""A person in a few sentences, made of the answers alone: the hardest deeds, what they like, how they judge. No praise, no adjectives."""

from collections.abc import Iterator, Sequence
from functools import reduce

from opscareer.answers import Answers
from opscareer.pack.kinds.base import Trace
from opscareer.pack.model import Pack, Question
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import FEW_ANSWERS
from opscareer.results.assessment import Assessment
from opscareer.results.trait import Trait
from opscareer.texts.sentences import inside

STRENGTHS, BEGINNINGS = 3, 2  # named of somebody with practice, and without
PRACTICE = 2.0  # the level of a deed that takes some practice
FEW_DEEDS = 3  # of those: with fewer, somebody is at the beginning
FEWEST = 2  # pairs of tasks or situations of which something can be said
ENTRY = "entry"  # the guide's chapter on the way in

Done = tuple[Question, Sequence[Trace]]
"""A list of deeds, and those ticked, the hardest first."""


def portrait(assessment: Assessment, answers: Answers, texts: PackTexts) -> str:
    """One paragraph. It says nothing where the answers are few, and no more than that where they look doubtful."""
    if assessment.answered < FEW_ANSWERS:
        return ""
    if assessment.quality.confidence == "low":
        return texts("portrait.held-back")
    lists = sorted(_traces("done", answers, texts), key=_reach, reverse=True)
    begins = sum(deed.size >= PRACTICE for _, deeds in lists for deed in deeds) < FEW_DEEDS
    sentences = [
        *(_beginnings(lists, texts) if begins else _strengths(lists, texts)),
        *_likings(assessment, answers, texts),
        *_judgements(answers, texts),
        texts("portrait.own-word"),
    ]
    return reduce(lambda before, after: texts("portrait.and", before=before, after=after), sentences)


def _traces(sort: str, answers: Answers, texts: PackTexts) -> Iterator[tuple[Question, Sequence[Trace]]]:
    """What the answers show of one sort, question by question; not of basic skills, which every direction takes for granted."""
    pack = texts.pack
    for name, value in answers.values.items():
        question = pack.question[name]
        found = [trace for trace in question.traces(value, pack.scales) if trace.sort == sort]
        if found and all(trait.kind == "interest" or trait.of in pack.core for trait in question.traits):
            yield question, found


# --- deeds


def _reach(done: Done) -> tuple[float, float]:
    """How far a list shows somebody to have come: to the second hardest deed, so that one tick alone carries nobody far."""
    first, second, *_ = [*(deed.size for deed in done[1]), 0.0]
    return second, first


def _strengths(lists: Sequence[Done], texts: PackTexts) -> Iterator[str]:
    """The lists that show somebody to have come furthest, each with its hardest deed."""
    yield texts("portrait.furthest")
    for question, (hardest, *_) in lists[:STRENGTHS]:
        yield texts("portrait.strength", facet=texts.facet(question.id), deed=inside(texts.of(hardest.text)))


def _beginnings(lists: Sequence[Done], texts: PackTexts) -> Iterator[str]:
    yield texts("portrait.beginning" if lists else "portrait.nothing-done")
    for _, (hardest, *_) in lists[:BEGINNINGS]:
        yield texts("portrait.did", deed=inside(texts.of(hardest.text)))


def has_way_in(pack: Pack) -> bool:
    return any(topic.id == ENTRY for topic in pack.topics)


# --- likings and judgements


def _likings(assessment: Assessment, answers: Answers, texts: PackTexts) -> Iterator[str]:
    """How often the leading role's tasks were preferred to others', and the task liked best; or that everything is alike."""
    role, interests = assessment.best.role, {item.role: item.score for item in assessment.interests}
    of_all, of_role = _sides(answers, texts), _sides(answers, texts, Trait("interest", role))
    prefers = len(of_role) >= FEWEST and 2 * of_role.count(1) > len(of_role)
    if prefers:
        yield texts("portrait.rather", role=texts.role(role), count=of_role.count(1), total=len(of_role))
    tasks = [(task.size, interests[question.traits[0].of], task) for question, (task,) in _traces("liked", answers, texts) if task.size > 0]
    if tasks:
        yield texts("portrait.liked", task=texts.of(max(tasks, key=lambda task: task[:2])[2].text))
    elif len(of_all) >= FEWEST and 2 * of_all.count(0) > len(of_all):
        yield texts("portrait.alike", count=of_all.count(0), total=len(of_all))
    elif not prefers:
        yield texts("portrait.none-liked")


def _sides(answers: Answers, texts: PackTexts, of: Trait | None = None) -> list[int]:
    """Of each pair of tasks answered, or each with a task of one role: 1 where that, or the second, was preferred, -1 where the other."""
    pairs = [question for question in map(texts.pack.question.__getitem__, answers.values) if len(question.traits) > 1]
    own = [question for question in pairs if of is None or of in question.traits]
    return [question.side(answers.values[question.id], of or question.traits[1], 0, texts.pack.scales) for question in own]


def _judgements(answers: Answers, texts: PackTexts) -> Iterator[str]:
    """In how many situations the best was chosen, where that is most of them."""
    best = [judged.size > 0 for _, (judged,) in _traces("judged", answers, texts)]
    if sum(best) >= FEWEST and 2 * sum(best) > len(best):
        yield texts("portrait.judged", count=sum(best), total=len(best))
