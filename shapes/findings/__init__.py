"""What an engine finds, in words for people and with the evidence behind it: findings and the report."""
