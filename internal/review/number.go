package review

// number is a number of the law that a check asks for. A law that is sound has every one of them.
func (p *Pass) number(id string) int {
	n, _ := p.law.Number(id)
	return n.Value
}
