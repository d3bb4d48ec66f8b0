"""What several JSON documents share."""

from typing import Annotated

from opscareer.results.units import Id, Keywords

Version = Annotated[str, Keywords(pattern=r"^\d+(\.\d+){0,3}$", maxLength=30)]
Hash = Annotated[str, Keywords(pattern="^[0-9a-f]{16}$")]


class PackStamp:
    id: Id
    version: Version
    hash: Hash


class Document:
    """What all documents share."""

    schema: str


class PackDocument(Document):
    """What all documents about a pack share."""

    pack: PackStamp
