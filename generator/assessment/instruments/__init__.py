"""Assessment: instruments, one module each: rows of data → results with their uncertainty."""
