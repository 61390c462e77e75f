"""What every test may ask for: a database behind its walls, people, a client, a server, a browser."""
