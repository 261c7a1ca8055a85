"""The whole site as files: which address becomes which file, what is fetched, how it is written."""
