"""The registry generator: records in, site and certificates out."""
