"""Small wrong changes of the code, which the suite must find: the suite is tested by them."""
