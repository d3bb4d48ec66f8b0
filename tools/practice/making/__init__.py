"""What the practice data are made of, one module a subject. `make.py` writes the files."""
