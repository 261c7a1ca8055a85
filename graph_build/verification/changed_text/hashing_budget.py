"""How much may be hashed while a passage is looked for: a hostile file, or hostile facts, end at it."""

from dataclasses import dataclass
from hashlib import sha256

# What a call costs beside its bytes, in the bytes that would be hashed in the same time.
CALL = 600
# About a third of a second on one core; a text has four of them, and a few more passes over it.
MOST = 300_000_000


@dataclass
class Budget:
    """What is left, in bytes."""

    left: int = MOST

    def takes(self, length: int) -> bool:
        """Whether a text of this length may still be hashed; it then counts as hashed."""
        if self.left <= 0:
            return False
        self.left -= length + CALL
        return True

    def share(self, of: int) -> "Budget":
        """An equal share for one of `of` that are left."""
        return Budget(self.left // max(of, 1))


def digest(text: str) -> str:
    """The hash of a text's UTF-8, as facts have it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
