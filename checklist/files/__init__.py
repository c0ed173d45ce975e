"""Reading and writing files: the only places that open foreign files, and that write any."""
