"""How the wall's scenes look: large, calm, read from six metres."""
