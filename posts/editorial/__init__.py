"""Editorial: the first story of a verified blogger is read before members read it, paragraph by paragraph."""
