"""What all pages share: the way to a view, the language, the frame, words, links, style sheets."""
