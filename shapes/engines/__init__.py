"""Engines that run the shapes: pySHACL, and a set-wise one that is held equal to it."""
