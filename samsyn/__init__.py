"""samsyn: the whole samordnad individuell plan, from the first worry to the closing."""
