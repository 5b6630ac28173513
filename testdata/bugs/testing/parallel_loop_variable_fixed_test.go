//@ clean
//go:build go1.21

package kernel

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		name := name
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !strings.HasSuffix(t.Name(), name) {
				t.Errorf("%s ran as %s", t.Name(), name)
			}
		})
	}
}
