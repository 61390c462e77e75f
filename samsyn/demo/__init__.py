"""The cast and its cases: what `samsyn demo` shows and what the tests start from."""
