"""From a notice's text to a first checklist: rules and a dictionary, explainable, on this computer alone."""
