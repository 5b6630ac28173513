// Package syslog writes to a system log over the network (RFC 3164, in the words of RFC 3339 for times).
// There is no log daemon of the machine.
package syslog

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

// A Priority is a severity and a facility.
type Priority int

const (
	severityMask = 0x07
	facilityMask = 0xf8
)

// Severities.
const (
	LOG_EMERG Priority = iota
	LOG_ALERT
	LOG_CRIT
	LOG_ERR
	LOG_WARNING
	LOG_NOTICE
	LOG_INFO
	LOG_DEBUG
)

// Facilities.
const (
	LOG_KERN Priority = iota << 3
	LOG_USER
	LOG_MAIL
	LOG_DAEMON
	LOG_AUTH
	LOG_SYSLOG
	LOG_LPR
	LOG_NEWS
	LOG_UUCP
	LOG_CRON
	LOG_AUTHPRIV
	LOG_FTP
	_
	_
	_
	_
	LOG_LOCAL0
	LOG_LOCAL1
	LOG_LOCAL2
	LOG_LOCAL3
	LOG_LOCAL4
	LOG_LOCAL5
	LOG_LOCAL6
	LOG_LOCAL7
)

// A Writer is a connection to a log.
type Writer struct {
	priority       Priority
	tag, hostname  string
	network, raddr string
	mu             sync.Mutex
	conn           net.Conn
	isLocal        bool
}

// New connects to the log of the machine.
func New(priority Priority, tag string) (*Writer, error) { return Dial("", "", priority, tag) }

// Dial connects to the log at an address; that of the machine if network is empty.
func Dial(network, raddr string, priority Priority, tag string) (*Writer, error) {
	if priority < 0 || priority > LOG_LOCAL7|LOG_DEBUG {
		return nil, errors.New("log/syslog: invalid priority")
	}
	if tag == "" {
		tag = os.Args[0]
	}
	hostname, _ := os.Hostname()
	w := &Writer{priority: priority, tag: tag, hostname: hostname, network: network, raddr: raddr}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.connect(); err != nil {
		return nil, err
	}
	return w, nil
}

func (w *Writer) connect() error {
	if w.conn != nil {
		w.conn.Close()
		w.conn = nil
	}
	if w.network != "" {
		conn, err := net.Dial(w.network, w.raddr)
		if err != nil {
			return err
		}
		w.conn = conn
		w.isLocal = w.network == "unixgram" || w.network == "unix"
		if w.hostname == "" {
			w.hostname = conn.LocalAddr().String()
		}
		return nil
	}
	for _, network := range []string{"unixgram", "unix"} {
		for _, path := range []string{"/dev/log", "/var/run/syslog", "/var/run/log"} {
			if conn, err := net.Dial(network, path); err == nil {
				w.conn, w.isLocal = conn, true
				if w.hostname == "" {
					w.hostname = "localhost"
				}
				return nil
			}
		}
	}
	return errors.New("Unix syslog delivery error")
}

// Write writes a message with the priority of the Writer.
func (w *Writer) Write(b []byte) (int, error) { return w.send(w.priority, string(b)) }

// Close closes the connection.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn == nil {
		return nil
	}
	err := w.conn.Close()
	w.conn = nil
	return err
}

func (w *Writer) log(p Priority, m string) error {
	_, err := w.send(p, m)
	return err
}

func (w *Writer) Emerg(m string) error   { return w.log(LOG_EMERG, m) }
func (w *Writer) Alert(m string) error   { return w.log(LOG_ALERT, m) }
func (w *Writer) Crit(m string) error    { return w.log(LOG_CRIT, m) }
func (w *Writer) Err(m string) error     { return w.log(LOG_ERR, m) }
func (w *Writer) Warning(m string) error { return w.log(LOG_WARNING, m) }
func (w *Writer) Notice(m string) error  { return w.log(LOG_NOTICE, m) }
func (w *Writer) Info(m string) error    { return w.log(LOG_INFO, m) }
func (w *Writer) Debug(m string) error   { return w.log(LOG_DEBUG, m) }

// send writes a message, over a new connection if the old one fails.
func (w *Writer) send(p Priority, m string) (int, error) {
	p = w.priority&facilityMask | p&severityMask
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn != nil {
		if w.write(p, m) == nil {
			return len(m), nil
		}
	}
	if err := w.connect(); err != nil {
		return 0, err
	}
	if err := w.write(p, m); err != nil {
		return 0, err
	}
	return len(m), nil
}

func (w *Writer) write(p Priority, m string) error {
	if !strings.HasSuffix(m, "\n") {
		m += "\n"
	}
	var err error
	if w.isLocal {
		_, err = fmt.Fprintf(w.conn, "<%d>%s %s[%d]: %s", p, time.Now().Format(time.Stamp), w.tag, os.Getpid(), m)
	} else {
		now := time.Now().Format(time.RFC3339)
		_, err = fmt.Fprintf(w.conn, "<%d>%s %s %s[%d]: %s", p, now, w.hostname, w.tag, os.Getpid(), m)
	}
	return err
}

// NewLogger returns a logger that writes to the log of the machine.
func NewLogger(p Priority, logFlag int) (*log.Logger, error) {
	w, err := New(p, "")
	if err != nil {
		return nil, err
	}
	return log.New(w, "", logFlag), nil
}
