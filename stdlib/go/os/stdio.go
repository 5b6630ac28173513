package os

import "internal/stdio"

// Package fmt asks here where to, once Stdout or Stdin may have been changed.
func init() {
	out, in := Stdout, Stdin
	stdio.Stdout = func() stdio.Writer {
		if Stdout == out && !out.closed {
			return nil
		}
		return Stdout
	}
	stdio.Stdin = func() stdio.Reader {
		if Stdin == in && !in.closed {
			return nil
		}
		return Stdin
	}
}
