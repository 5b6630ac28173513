// Package slog logs records with attributes.
package slog

import (
	"context"
	"log"
	"runtime"
	"sync/atomic"
	"time"
)

var logLoggerLevel LevelVar

// SetLogLoggerLevel sets the least level of the default handler, or the level of records that package
// log makes once a default logger is set; it returns the one before.
func SetLogLoggerLevel(level Level) (old Level) {
	old = logLoggerLevel.Level()
	logLoggerLevel.Set(level)
	return old
}

var defaultLogger atomic.Pointer[Logger]

func init() {
	defaultLogger.Store(New(&defaultHandler{newCommon(nil, nil, false), func(_ uintptr, text []byte) error {
		return log.Output(6, string(text))
	}}))
}

// Default returns the default logger.
func Default() *Logger { return defaultLogger.Load() }

// SetDefault sets the default logger; package log writes to it from then on.
func SetDefault(l *Logger) {
	defaultLogger.Store(l)
	if _, ok := l.Handler().(*defaultHandler); !ok {
		log.SetOutput(&writer{l.Handler(), &logLoggerLevel})
		log.SetFlags(0)
	}
}

// writer makes records of what package log writes.
type writer struct {
	h     Handler
	level Leveler
}

func (w *writer) Write(text []byte) (int, error) {
	level := w.level.Level()
	if !w.h.Enabled(context.Background(), level) {
		return 0, nil
	}
	n := len(text)
	if n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	}
	var pcs [1]uintptr
	runtime.Callers(4, pcs[:])
	return n, w.h.Handle(context.Background(), NewRecord(time.Now(), level, string(text), pcs[0]))
}

// NewLogLogger returns a logger of package log that passes what it writes on to a handler.
func NewLogLogger(h Handler, level Level) *log.Logger { return log.New(&writer{h, level}, "", 0) }

// Logger makes records of calls and passes them to a handler.
type Logger struct{ handler Handler }

// New returns a logger with a handler.
func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

// With returns the default logger with more attributes.
func With(args ...any) *Logger { return Default().With(args...) }

// Handler returns the handler.
func (l *Logger) Handler() Handler { return l.handler }

// With returns a logger that adds attributes.
func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrsOf(args))}
}

// WithGroup returns a logger that puts attributes into a group.
func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

// Enabled reports whether records of a level are logged.
func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.handler.Enabled(ctx, level)
}

// log is called by the functions that programs call.
func (l *Logger) log(ctx context.Context, level Level, msg string, attrs []Attr, args []any) {
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.handler.Enabled(ctx, level) {
		return
	}
	var pcs [1]uintptr
	runtime.Callers(3, pcs[:])
	r := NewRecord(time.Now(), level, msg, pcs[0])
	r.AddAttrs(attrs...)
	r.Add(args...)
	l.handler.Handle(ctx, r)
}

// Log logs a message with attributes: keys followed by values, or of type Attr.
func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.log(ctx, level, msg, nil, args)
}

// LogAttrs logs a message with attributes.
func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.log(ctx, level, msg, attrs, nil)
}

// Debug logs at LevelDebug.
func (l *Logger) Debug(msg string, args ...any) {
	l.log(context.Background(), LevelDebug, msg, nil, args)
}

// DebugContext logs at LevelDebug.
func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelDebug, msg, nil, args)
}

// Info logs at LevelInfo.
func (l *Logger) Info(msg string, args ...any) {
	l.log(context.Background(), LevelInfo, msg, nil, args)
}

// InfoContext logs at LevelInfo.
func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelInfo, msg, nil, args)
}

// Warn logs at LevelWarn.
func (l *Logger) Warn(msg string, args ...any) {
	l.log(context.Background(), LevelWarn, msg, nil, args)
}

// WarnContext logs at LevelWarn.
func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelWarn, msg, nil, args)
}

// Error logs at LevelError.
func (l *Logger) Error(msg string, args ...any) {
	l.log(context.Background(), LevelError, msg, nil, args)
}

// ErrorContext logs at LevelError.
func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelError, msg, nil, args)
}

// Debug logs to the default logger.
func Debug(msg string, args ...any) {
	Default().log(context.Background(), LevelDebug, msg, nil, args)
}

// DebugContext logs to the default logger.
func DebugContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelDebug, msg, nil, args)
}

// Info logs to the default logger.
func Info(msg string, args ...any) { Default().log(context.Background(), LevelInfo, msg, nil, args) }

// InfoContext logs to the default logger.
func InfoContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelInfo, msg, nil, args)
}

// Warn logs to the default logger.
func Warn(msg string, args ...any) { Default().log(context.Background(), LevelWarn, msg, nil, args) }

// WarnContext logs to the default logger.
func WarnContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelWarn, msg, nil, args)
}

// Error logs to the default logger.
func Error(msg string, args ...any) {
	Default().log(context.Background(), LevelError, msg, nil, args)
}

// ErrorContext logs to the default logger.
func ErrorContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelError, msg, nil, args)
}

// Log logs to the default logger.
func Log(ctx context.Context, level Level, msg string, args ...any) {
	Default().log(ctx, level, msg, nil, args)
}

// LogAttrs logs to the default logger.
func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	Default().log(ctx, level, msg, attrs, nil)
}
