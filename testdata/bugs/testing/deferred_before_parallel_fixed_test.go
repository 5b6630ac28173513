//@ clean
package kernel

import "testing"

type server struct{ open bool }

func TestServer(t *testing.T) {
	s := &server{open: true}
	t.Cleanup(func() { s.open = false })
	for _, name := range []string{"get", "put"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !s.open {
				t.Error("server is closed")
			}
		})
	}
}
