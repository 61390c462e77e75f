"""Small faults put into the rules one at a time: does a test notice? `make mutation`, on demand."""
