package runtime

// SetFinalizer makes the collector call finalizer(obj) when obj is unreachable.
func SetFinalizer(obj any, finalizer any) { setFinalizer(obj, finalizer, runFinalizers) }

func setFinalizer(obj, finalizer any, run func())

// nextFinalizer lays a call that is due out in memory; frame is nil if there is none.
func nextFinalizer() (frame *byte, fn uint64)

// callFinalizer calls the function with this number on a frame.
func callFinalizer(fn uint64, frame *byte)

// runFinalizers is what the goroutine does that the collector makes when finalizers are due.
func runFinalizers() {
	for {
		frame, fn := nextFinalizer()
		if frame == nil {
			return
		}
		callFinalizer(fn, frame)
		KeepAlive(frame)
	}
}

// addCleanup returns the number of a cleanup, or 0 if ptr is never freed.
func addCleanup(ptr, cleanup, arg any, call, run func()) uint64
func stopCleanup(id uint64)

// nextCleanup returns a cleanup that is due, or nil.
func nextCleanup() func()

// runCleanups is the same for cleanups.
func runCleanups() {
	for f := nextCleanup(); f != nil; f = nextCleanup() {
		f()
	}
}

// A Cleanup stands for a call of AddCleanup.
type Cleanup struct{ id uint64 }

// AddCleanup makes the collector call cleanup(arg) when ptr is unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	return Cleanup{addCleanup(ptr, cleanup, arg, func() { cleanup(arg) }, runCleanups)}
}

// Stop cancels the cleanup.
func (c Cleanup) Stop() { stopCleanup(c.id) }
