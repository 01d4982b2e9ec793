// Nothing: the precompiled headers of all tests hang on it.
