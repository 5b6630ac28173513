package trace

import (
	"errors"
	"io"
	"time"
)

// window is how many bytes a flight recorder keeps if nothing else was asked for.
const window = 1 << 20

// A FlightRecorderConfig says how much is kept.
type FlightRecorderConfig struct {
	MinAge   time.Duration
	MaxBytes uint64
}

// A FlightRecorder keeps the latest part of a trace.
type FlightRecorder struct {
	max     uint64
	enabled bool
	writing bool
	lines   []string
	bytes   uint64
}

// NewFlightRecorder makes a flight recorder that is not started.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder {
	if cfg.MaxBytes == 0 {
		cfg.MaxBytes = window
	}
	return &FlightRecorder{max: cfg.MaxBytes}
}

// add keeps a line and drops the oldest ones. The tracer is locked.
func (fr *FlightRecorder) add(line string) {
	fr.lines = append(fr.lines, line)
	fr.bytes += uint64(len(line))
	for fr.bytes > fr.max && len(fr.lines) > 1 {
		fr.bytes -= uint64(len(fr.lines[0]))
		fr.lines = fr.lines[1:]
	}
}

// Start begins to record.
func (fr *FlightRecorder) Start() error {
	tracer.Lock()
	defer tracer.Unlock()
	if fr.enabled {
		return errors.New("cannot enable a enabled flight recorder")
	}
	if tracer.flight != nil {
		return errors.New("flight recorder already enabled")
	}
	fr.enabled = true
	fr.lines, fr.bytes = nil, 0
	tracer.flight = fr
	return nil
}

// Stop ends the recording.
func (fr *FlightRecorder) Stop() {
	tracer.Lock()
	defer tracer.Unlock()
	if fr.enabled {
		fr.enabled = false
		tracer.flight = nil
	}
}

// Enabled tells whether it records.
func (fr *FlightRecorder) Enabled() bool {
	tracer.Lock()
	defer tracer.Unlock()
	return fr.enabled
}

// WriteTo writes what was kept.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) {
	tracer.Lock()
	if !fr.enabled {
		tracer.Unlock()
		return 0, errors.New("cannot snapshot a disabled flight recorder")
	}
	if fr.writing {
		tracer.Unlock()
		return 0, errors.New("call to WriteTo for trace.FlightRecorder already in progress")
	}
	fr.writing = true
	text := []byte(header)
	for _, line := range fr.lines {
		text = append(text, line...)
	}
	tracer.Unlock()
	written, err := w.Write(text)
	tracer.Lock()
	fr.writing = false
	tracer.Unlock()
	return int64(written), err
}
