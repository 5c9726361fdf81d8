"""Publication, the last room: everything the public gets, made of dossiers and standards."""
