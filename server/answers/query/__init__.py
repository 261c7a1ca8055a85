"""What the query page says: rows for readers, the terms to ask with, short addresses, the same query as code."""
