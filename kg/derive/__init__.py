"""Facts that rules and questions need but documents do not state, computed per kecamatan and marked as derived."""
