"""The parts of the benchmark of endpoints."""
