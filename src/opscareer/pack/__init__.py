"""A pack: the roles, questions, units and guide of one profession, read from four YAML files and checked."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.pack import load, yaml_tree

__all__ = ["load", "yaml_tree"]
__getattr__ = door(__name__, __all__)
