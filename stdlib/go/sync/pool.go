package sync

// A Pool keeps unused objects for later. Each collection drops those that were in it at the one
// before.
type Pool struct {
	noCopy   noCopy
	mu       Mutex
	contents contents
	New      func() any
}

// contents are two generations: collections move the first to the place of the second.
type contents struct {
	young, old generation
	listed     bool // whether the collector knows it
}

type generation struct {
	first any   // taken first, filled when empty
	rest  []any // then the newest of these
}

// listPool tells the collector about a pool that is not empty.
func listPool(c *contents)

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.mu.Lock()
	c := &p.contents
	if !c.listed {
		c.listed = true
		listPool(c)
	}
	if c.young.first == nil {
		c.young.first = x
	} else {
		c.young.rest = append(c.young.rest, x)
	}
	p.mu.Unlock()
}

func (g *generation) take() any {
	x := g.first
	g.first = nil
	if n := len(g.rest); x == nil && n > 0 {
		x = g.rest[n-1]
		g.rest[n-1] = nil
		g.rest = g.rest[:n-1]
	}
	return x
}

// Get takes an object out of the pool, or makes one with New.
func (p *Pool) Get() any {
	p.mu.Lock()
	x := p.contents.young.take()
	if x == nil {
		x = p.contents.old.take()
	}
	p.mu.Unlock()
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}
