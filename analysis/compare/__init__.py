"""How versions of a story differ; every data frame of the kit is built here."""
