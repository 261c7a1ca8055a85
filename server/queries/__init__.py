"""The saved questions."""
