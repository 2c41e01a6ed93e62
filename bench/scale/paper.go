package main

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/argue"
)

// A paper is a framework of the shape of a warrant application, and the questions that a court would put to it.
type paper struct {
	frame *argue.Framework
	asks  []ask
}

// An ask is a question: how the goal stands, with switches turned on.
type ask struct {
	what string // the answer that the paper is made to give
	goal argue.Sentence
	on   []argue.Sentence
}

// perAssertion is about how many sentences one assertion brings with it.
const perAssertion = 7

// draft makes a paper of about so many sentences. Each assertion has a source, on whose reliability a ruling may be made.
// Every third quotes words that two readings fight over, every fifth is contradicted by a record that is itself
// impeached, and every seventh helps a second element together with another. An element is met by any of its assertions; the paper
// suffices if all elements are met and the whole is enough, which can be argued either way.
func draft(sentences int) (paper, error) {
	b := argue.NewBuilder()
	possible, sufficient := b.Sentence("every element is met"), b.Sentence("the paper suffices")
	enough, short := b.Assume("it is enough"), b.Assume("it is not enough")
	b.Rivals(enough, short)
	count := max(1, (sentences-9)/perAssertion)
	elements := make([]argue.Sentence, min(5, count))
	for e := range elements {
		elements[e] = b.Sentence(fmt.Sprint("element ", e))
	}
	b.Rule("all elements", possible, elements...)
	b.Rule("elements and weight", sufficient, possible, enough)
	var rulings []argue.Sentence
	for i := range count {
		rulings = append(rulings, assertion(b, i, count, elements))
	}
	read, other := b.Assume("the name is hers"), b.Assume("the name is another's")
	b.Rivals(read, other)
	named := b.Sentence("someone is named")
	b.Rule("hers", named, read)
	b.Rule("another's", named, other)
	f, err := b.Build()
	if err != nil {
		return paper{}, err
	}
	return paper{frame: f, asks: []ask{
		{"arguable", sufficient, nil},
		{"lacking", sufficient, rulings},
		{"established, grounded", possible, nil},
		{"established, floating", named, nil},
	}}, nil
}

// assertion adds assertion i of count and returns the ruling that would do away with it.
func assertion(b *argue.Builder, i, count int, elements []argue.Sentence) argue.Sentence {
	n := fmt.Sprint(i)
	source, reliable, off := b.Sentence("source "+n), b.Assume("reliable "+n), b.Switch("found unreliable "+n)
	b.Fact("span "+n, source)
	b.Rule("found "+n, b.Against(reliable), off)
	body := []argue.Sentence{source, reliable}
	switch {
	case i%3 == 1:
		read, other := b.Assume("reading "+n), b.Assume("other reading "+n)
		b.Rivals(read, other)
		body = append(body, read)
	case i%5 == 2:
		record, liar := b.Assume("the record is right "+n), b.Assume("the clerk is believed "+n)
		b.Rule("contradicts "+n, b.Against(reliable), record, liar)
		b.Fact("impeached "+n, b.Against(liar))
	}
	says := b.Sentence("assertion " + n)
	b.Rule("assert "+n, says, body...)
	b.Rule("supports "+n, elements[i%len(elements)], says)
	if i%7 == 0 {
		b.Rule("together "+n, elements[(i+1)%len(elements)], says, b.Sentence("source "+fmt.Sprint((i+3)%count)))
	}
	return off
}
