package hall

// A todayLink says what may be done, and leads to where it is.
type todayLink struct{ Href, Says string }
