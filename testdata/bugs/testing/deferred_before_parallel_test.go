//@ find test-failure line=16
package kernel

import "testing"

type server struct{ open bool }

func TestServer(t *testing.T) {
	s := &server{open: true}
	// Runs before the parallel subtests do.
	defer func() { s.open = false }()
	for _, name := range []string{"get", "put"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !s.open {
				t.Error("server is closed")
			}
		})
	}
}
