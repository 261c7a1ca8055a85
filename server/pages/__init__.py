"""What people read: a file a page, its template and its words beside it, in the room of its kind."""
