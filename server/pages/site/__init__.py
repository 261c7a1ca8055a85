"""Of the site itself: data, ontology, validation, accessibility, what programs discover."""
