"""How is it told? One module an output format; what all of them share stands beside them."""
