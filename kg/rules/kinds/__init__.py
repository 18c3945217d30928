"""The kinds of engine, one module each: a further engine is one further file here."""
