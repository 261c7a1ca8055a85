"""From TOML to frozen facts, each with its place, and every fault with its line."""
