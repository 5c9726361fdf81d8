"""Records: what people write, read into frozen types or into problems with their place."""
