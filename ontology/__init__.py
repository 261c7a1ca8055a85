"""The ontology, code lists and cube structure, and the one module that reads them."""

from ontology.vocabulary import DEFAULT_BASE, LANGUAGES, Vocabulary, load_vocabulary

__all__ = ["DEFAULT_BASE", "LANGUAGES", "Vocabulary", "load_vocabulary"]
