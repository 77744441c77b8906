"""The nouns of the house: what the stages hand to each other. All are frozen, and import nothing above them."""
