"""The ontology, code lists and cube structure, and the one module that reads them."""

from ontology.vocabulary import DEFAULT_BASE, Vocabulary, load_vocabulary

__all__ = ["DEFAULT_BASE", "Vocabulary", "load_vocabulary"]
