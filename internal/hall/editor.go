package hall

// editorGroup is for the affiant: the desk of drafts, the editor, the gate before the oath.
var editorGroup = group{}
