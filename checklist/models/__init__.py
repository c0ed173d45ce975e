"""What question sets and reports are, as Pydantic models, and what follows from them."""
