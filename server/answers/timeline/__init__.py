"""What happened, was promised or was counted when: as the texts print it, as we conclude it, and what has no date."""
