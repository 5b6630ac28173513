// Package log has what the vet tests need.
package log

type Logger struct{ prefix string }

func (l *Logger) Printf(format string, v ...any) {}
func (l *Logger) Println(v ...any)               {}
func (l *Logger) Fatalf(format string, v ...any) {}

func Print(v ...any)                 {}
func Printf(format string, v ...any) {}
func Println(v ...any)               {}
func Fatal(v ...any)                 {}
func Fatalf(format string, v ...any) {}
func Panicf(format string, v ...any) {}
