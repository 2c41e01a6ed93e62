//go:build !unix

package main

import "time"

var start = time.Now()

// spent is the time since the start, where the processor's cannot be had.
func spent() time.Duration { return time.Since(start) }
