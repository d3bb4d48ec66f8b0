"""`opscareer plan`: the learning path, its units, and how far the person is with them."""
