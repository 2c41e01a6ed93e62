package hall

// registryGroup is for the clerk of the court and the executing officer: the queue, the rota, seals and returns; the live warrant.
var registryGroup = group{}
