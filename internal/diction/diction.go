// Package diction reads words: it breaks a text into words and quotations, and knows, from vocabularies kept as data,
// which words hedge, negate, count, name a drug or a weapon, place a person, or draw an inference.
//
// It knows nothing of warrants. What it cannot tell from words it does not guess.
package diction
