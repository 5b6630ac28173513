//@ find test-failure text="ran as"
//go:build go1.21

package kernel

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Before Go 1.22 both subtests have the last name.
			if !strings.HasSuffix(t.Name(), name) {
				t.Errorf("%s ran as %s", t.Name(), name)
			}
		})
	}
}
