"""How the marks detector is made: drawn marks on rendered pages, a small network, its export. Never imported
by the package.
"""
