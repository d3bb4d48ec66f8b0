"""Units that a person seems not to need, by the deeds that they have ticked."""

from collections.abc import Collection, Sequence

from opscareer.answers import Answers
from opscareer.pack.learning import Unit
from opscareer.pack.model import Pack
from opscareer.results.plan import Claimed, Ticked


def claimed(pack: Pack, answers: Answers, planned: Sequence[str], others: Collection[Unit]) -> tuple[Claimed, ...]:
    """Of the units planned, in their order, and of others, in the pack's: those of whose deeds one at least is ticked."""
    names = [*planned, *(unit.id for unit in others if unit.id not in planned)]
    found = [Claimed(name, _ticked(pack, answers, pack.unit[name]), name in planned) for name in names]
    return tuple(item for item in found if item.deeds)


def _ticked(pack: Pack, answers: Answers, unit: Unit) -> tuple[Ticked, ...]:
    """The deeds that show that somebody can do the unit, the hardest first."""
    found = []
    for name, numbers in unit.skip_deeds.items():
        question, value = pack.question[name], answers.values.get(name)
        if isinstance(value, tuple) and question.kind == "deeds":
            found += [(question.options[number - 1].level, Ticked(name, number)) for number in numbers if number in value]
    return tuple(ticked for _, ticked in sorted(found, key=lambda item: (-item[0], item[1].list, item[1].number)))
