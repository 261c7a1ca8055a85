"""The plan and what came of it: its page, its goals and measures, its table, and the front page with it in small."""
