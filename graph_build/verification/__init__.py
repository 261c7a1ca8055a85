"""Facts held to each other and to the words of their texts."""
