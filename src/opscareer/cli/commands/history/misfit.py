"""Whether today's pack can make anything of the answers of a session."""

from opscareer.errors import OpscareerError
from opscareer.pack.model import Pack
from opscareer.sessions.record import Record


def misfit(pack: Pack, record: Record) -> OpscareerError | None:
    """Why it cannot, if it cannot."""
    if record.pack.id != pack.header.id:
        return OpscareerError("misfit-pack", id=record.id, given=record.pack.id, own=pack.header.id)
    strange = [name for name, value in record.answers.items() if not pack.accepts(name, value)]
    return OpscareerError("misfit-questions", id=record.id, questions=", ".join(strange)) if strange else None
