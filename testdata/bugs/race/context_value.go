//@ find data-race line=19,24 var=tags

// The context carries a pointer to the tags of the request, and two goroutines of the request use
// it, one of them writing. A context is made to be shared, so its values must not change.
package main

import (
	"context"
	"fmt"
	"sync"
)

type tagsKey struct{}

type request struct{ tags []string }

func annotate(ctx context.Context, tag string) {
	r := ctx.Value(tagsKey{}).(*request)
	r.tags = append(r.tags, tag)
}

func audit(ctx context.Context) int {
	r := ctx.Value(tagsKey{}).(*request)
	return len(r.tags)
}

func main() {
	ctx := context.WithValue(context.Background(), tagsKey{}, &request{tags: []string{"api"}})
	var wg sync.WaitGroup
	wg.Go(func() { annotate(ctx, "slow") })
	fmt.Println(audit(ctx) > 0)
	wg.Wait()
}
