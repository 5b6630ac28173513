package debug

import "os"

// CrashOptions is empty.
type CrashOptions struct{}

// SetCrashOutput has no effect: crashes are reported on standard error only.
func SetCrashOutput(f *os.File, opts CrashOptions) error { return nil }

// WriteHeapDump collects and writes nothing: there are no file descriptors.
func WriteHeapDump(fd uintptr) { FreeOSMemory() }
