package session

// A Site is where people reach the station with a browser. A passkey is made for one site and answers to no other.
type Site struct {
	ID     string // the relying party: the host, without the port
	Origin string // scheme, host and port, as a browser says them
}
