"""Why a file is no table that can be read."""


class NoTable(Exception):
    """The file has no table; `str()` of it follows the name of the file, as in «x.csv: has no …»."""
