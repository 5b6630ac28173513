//@ clean

// The value is never changed; who has more to say makes a new one.
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
	r = &request{append(r.tags[:len(r.tags):len(r.tags)], tag)}
	fmt.Println("annotated", len(r.tags))
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
