"""What was promised and what came of it: the front page, plan, indicators, timeline."""
