"""What a language model can ask: six tools over the answers, carried by the official SDK of the Model Context Protocol."""
