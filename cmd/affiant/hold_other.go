//go:build !unix

package main

import "os"

// hold opens a file, made if it is not there. Here nothing keeps a second process from it.
func hold(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
}
