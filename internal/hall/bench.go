package hall

// benchGroup is for the magistrate: what awaits, the application as one document, the decision.
var benchGroup = group{}
