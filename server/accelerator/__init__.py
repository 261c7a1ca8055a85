"""The fast front: keeps finished replies, reads slow clients, notices those that leave; has no route of its own."""
