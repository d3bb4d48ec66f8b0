"""Renews the compiled form of the shipped pack, after a change in data/ or in the code that reads packs: `python tools/compile_pack.py`.

Installing the program does the same.
"""

from opscareer.pack.compiled import write_compiled
from opscareer.pack.load import shipped
from opscareer.pack.strict import read_pack

if __name__ == "__main__":
    write_compiled(read_pack(shipped()), shipped())
