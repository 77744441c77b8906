"""The nouns of the house: what the stages hand to each other. Everything here is frozen and imports nothing above it."""
