"""The numeric expressions of a Norwegian text: where each stands, its kind and its value."""
