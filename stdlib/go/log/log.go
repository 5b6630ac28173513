// Package log writes lines with a time and a place in front.
package log

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"
)

// What stands in front of a message.
const (
	Ldate         = 1 << iota // the date: 2009/01/23
	Ltime                     // the time: 01:23:23
	Lmicroseconds             // the time with microseconds: 01:23:23.123123
	Llongfile                 // file and line: /a/b/c/d.go:23
	Lshortfile                // file's last element and line: d.go:23
	LUTC                      // UTC instead of the local time
	Lmsgprefix                // the prefix stands right before the message

	LstdFlags = Ldate | Ltime
)

// A Logger writes lines to an io.Writer.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

var std = New(os.Stderr, "", LstdFlags)

// New returns a Logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{prefix: prefix, flag: flag, out: out}
}

// Default returns the Logger of the functions of this package.
func Default() *Logger { return std }

// digits appends i with at least width digits.
func digits(b []byte, i, width int) []byte {
	var d [20]byte
	n := len(d)
	for i >= 10 || width > 1 {
		n--
		width--
		d[n] = byte('0' + i%10)
		i /= 10
	}
	n--
	d[n] = byte('0' + i)
	return append(b, d[n:]...)
}

// header appends what stands in front of the message.
func (l *Logger) header(b []byte, now time.Time, file string, line int) []byte {
	flag := l.flag
	if flag&Lmsgprefix == 0 {
		b = append(b, l.prefix...)
	}
	if flag&LUTC != 0 {
		now = now.UTC()
	}
	if flag&Ldate != 0 {
		year, month, day := now.Date()
		b = append(digits(b, year, 4), '/')
		b = append(digits(b, int(month), 2), '/')
		b = append(digits(b, day, 2), ' ')
	}
	if flag&(Ltime|Lmicroseconds) != 0 {
		hour, min, sec := now.Clock()
		b = append(digits(b, hour, 2), ':')
		b = append(digits(b, min, 2), ':')
		b = digits(b, sec, 2)
		if flag&Lmicroseconds != 0 {
			b = digits(append(b, '.'), now.Nanosecond()/1e3, 6)
		}
		b = append(b, ' ')
	}
	if flag&(Lshortfile|Llongfile) != 0 {
		if flag&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		b = append(append(b, file...), ':')
		b = append(digits(b, line, -1), ": "...)
	}
	if flag&Lmsgprefix != 0 {
		b = append(b, l.prefix...)
	}
	return b
}

// write writes a line; skip counts the calls between it and the user's.
func (l *Logger) write(skip int, message string) error {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	var file string
	var line int
	if l.flag&(Lshortfile|Llongfile) != 0 {
		var ok bool
		if _, file, line, ok = runtime.Caller(skip + 1); !ok {
			file, line = "???", 0
		}
	}
	b := append(l.header(nil, now, file, line), message...)
	if len(message) == 0 || message[len(message)-1] != '\n' {
		b = append(b, '\n')
	}
	_, err := l.out.Write(b)
	return err
}

// discards reports whether nobody will read.
func (l *Logger) discards() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out == io.Discard
}

// Output writes a line as if written by the caller calldepth calls up.
func (l *Logger) Output(calldepth int, s string) error { return l.write(calldepth, s) }

// Print, Printf and Println write a line.
func (l *Logger) Print(v ...any) {
	if !l.discards() {
		l.write(1, fmt.Sprint(v...))
	}
}
func (l *Logger) Printf(format string, v ...any) {
	if !l.discards() {
		l.write(1, fmt.Sprintf(format, v...))
	}
}
func (l *Logger) Println(v ...any) {
	if !l.discards() {
		l.write(1, fmt.Sprintln(v...))
	}
}

// Fatal, Fatalf and Fatalln write a line and exit with status 1.
func (l *Logger) Fatal(v ...any) {
	l.write(1, fmt.Sprint(v...))
	os.Exit(1)
}
func (l *Logger) Fatalf(format string, v ...any) {
	l.write(1, fmt.Sprintf(format, v...))
	os.Exit(1)
}
func (l *Logger) Fatalln(v ...any) {
	l.write(1, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic, Panicf and Panicln write a line and panic with it.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.write(1, s)
	panic(s)
}
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.write(1, s)
	panic(s)
}
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.write(1, s)
	panic(s)
}

// Flags, Prefix and Writer say what was set.
func (l *Logger) Flags() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.flag
}
func (l *Logger) Prefix() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.prefix
}
func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

// SetFlags, SetPrefix and SetOutput set it.
func (l *Logger) SetFlags(flag int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flag = flag
}
func (l *Logger) SetPrefix(prefix string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefix = prefix
}
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}

// The same for the standard Logger.
func SetOutput(w io.Writer)   { std.SetOutput(w) }
func SetFlags(flag int)       { std.SetFlags(flag) }
func SetPrefix(prefix string) { std.SetPrefix(prefix) }
func Flags() int              { return std.Flags() }
func Prefix() string          { return std.Prefix() }
func Writer() io.Writer       { return std.Writer() }

// Output writes a line as if written by the caller calldepth calls up.
func Output(calldepth int, s string) error { return std.write(calldepth, s) }

// Print, Printf and Println write a line.
func Print(v ...any) {
	if !std.discards() {
		std.write(1, fmt.Sprint(v...))
	}
}
func Printf(format string, v ...any) {
	if !std.discards() {
		std.write(1, fmt.Sprintf(format, v...))
	}
}
func Println(v ...any) {
	if !std.discards() {
		std.write(1, fmt.Sprintln(v...))
	}
}

// Fatal, Fatalf and Fatalln write a line and exit with status 1.
func Fatal(v ...any) {
	std.write(1, fmt.Sprint(v...))
	os.Exit(1)
}
func Fatalf(format string, v ...any) {
	std.write(1, fmt.Sprintf(format, v...))
	os.Exit(1)
}
func Fatalln(v ...any) {
	std.write(1, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic, Panicf and Panicln write a line and panic with it.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.write(1, s)
	panic(s)
}
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.write(1, s)
	panic(s)
}
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.write(1, s)
	panic(s)
}
