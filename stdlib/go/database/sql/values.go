// Package sql has the values that databases hold and columns that may be NULL. There are no
// databases: nothing leaves an execution.
package sql

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"
)

// A Scanner takes a column.
type Scanner interface {
	// Scan takes an int64, float64, bool, []byte, string, time.Time or nil.
	Scan(src any) error
}

// RawBytes are bytes of the database's own.
type RawBytes []byte

// A NamedArg is an argument with a name.
type NamedArg struct {
	_     struct{}
	Name  string
	Value any
}

// Named gives an argument a name.
func Named(name string, value any) NamedArg { return NamedArg{Name: name, Value: value} }

// Out is an argument that a stored procedure sets.
type Out struct {
	_    struct{}
	Dest any
	In   bool
}

// A Result is the answer to a statement.
type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

// TxOptions says how a transaction is to be.
type TxOptions struct {
	Isolation IsolationLevel
	ReadOnly  bool
}

// IsolationLevel is that of a transaction.
type IsolationLevel int

const (
	LevelDefault IsolationLevel = iota
	LevelReadUncommitted
	LevelReadCommitted
	LevelWriteCommitted
	LevelRepeatableRead
	LevelSnapshot
	LevelSerializable
	LevelLinearizable
)

var levelNames = [...]string{
	"Default", "Read Uncommitted", "Read Committed", "Write Committed", "Repeatable Read", "Snapshot",
	"Serializable", "Linearizable",
}

func (i IsolationLevel) String() string {
	if i < 0 || int(i) >= len(levelNames) {
		return "IsolationLevel(" + strconv.Itoa(int(i)) + ")"
	}
	return levelNames[i]
}

// Errors of operations.
var (
	ErrNoRows   = errors.New("sql: no rows in result set")
	ErrConnDone = errors.New("sql: connection is already closed")
	ErrTxDone   = errors.New("sql: transaction has already been committed or rolled back")
)

var drivers struct {
	sync.Mutex
	byName map[string]driver.Driver
}

// Register gives a driver a name.
func Register(name string, d driver.Driver) {
	drivers.Lock()
	defer drivers.Unlock()
	if d == nil {
		panic("sql: Register driver is nil")
	}
	if _, ok := drivers.byName[name]; ok {
		panic("sql: Register called twice for driver " + name)
	}
	if drivers.byName == nil {
		drivers.byName = make(map[string]driver.Driver)
	}
	drivers.byName[name] = d
}

// Drivers returns the names of the drivers, sorted.
func Drivers() []string {
	drivers.Lock()
	defer drivers.Unlock()
	names := make([]string, 0, len(drivers.byName))
	for name := range drivers.byName {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Columns that may be NULL.
type (
	NullString struct {
		String string
		Valid  bool
	}
	NullInt64 struct {
		Int64 int64
		Valid bool
	}
	NullInt32 struct {
		Int32 int32
		Valid bool
	}
	NullInt16 struct {
		Int16 int16
		Valid bool
	}
	NullByte struct {
		Byte  byte
		Valid bool
	}
	NullFloat64 struct {
		Float64 float64
		Valid   bool
	}
	NullBool struct {
		Bool  bool
		Valid bool
	}
	NullTime struct {
		Time  time.Time
		Valid bool
	}
	Null[T any] struct {
		V     T
		Valid bool
	}
)

// scan takes a column into a value that is there unless the column is NULL or does not fit.
func scan[T any](dest *T, valid *bool, src any) error {
	if src == nil {
		var zero T
		*dest, *valid = zero, false
		return nil
	}
	err := assign(dest, src)
	*valid = err == nil
	return err
}

// value is what a column holds: nil if it is NULL.
func value(v driver.Value, valid bool) (driver.Value, error) {
	if !valid {
		return nil, nil
	}
	return v, nil
}

func (n *NullString) Scan(v any) error  { return scan(&n.String, &n.Valid, v) }
func (n *NullInt64) Scan(v any) error   { return scan(&n.Int64, &n.Valid, v) }
func (n *NullInt32) Scan(v any) error   { return scan(&n.Int32, &n.Valid, v) }
func (n *NullInt16) Scan(v any) error   { return scan(&n.Int16, &n.Valid, v) }
func (n *NullFloat64) Scan(v any) error { return scan(&n.Float64, &n.Valid, v) }
func (n *NullBool) Scan(v any) error    { return scan(&n.Bool, &n.Valid, v) }
func (n *NullTime) Scan(v any) error    { return scan(&n.Time, &n.Valid, v) }
func (n *NullByte) Scan(v any) error    { return scan(&n.Byte, &n.Valid, v) }
func (n *Null[T]) Scan(v any) error     { return scan(&n.V, &n.Valid, v) }

func (n NullString) Value() (driver.Value, error)  { return value(n.String, n.Valid) }
func (n NullInt64) Value() (driver.Value, error)   { return value(n.Int64, n.Valid) }
func (n NullInt32) Value() (driver.Value, error)   { return value(int64(n.Int32), n.Valid) }
func (n NullInt16) Value() (driver.Value, error)   { return value(int64(n.Int16), n.Valid) }
func (n NullByte) Value() (driver.Value, error)    { return value(int64(n.Byte), n.Valid) }
func (n NullFloat64) Value() (driver.Value, error) { return value(n.Float64, n.Valid) }
func (n NullBool) Value() (driver.Value, error)    { return value(n.Bool, n.Valid) }
func (n NullTime) Value() (driver.Value, error)    { return value(n.Time, n.Valid) }

func (n Null[T]) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return driver.DefaultParameterConverter.ConvertValue(n.V)
}

// text is a value as a text, for columns read into numbers.
func text(src any) string {
	if b, ok := src.([]byte); ok {
		return string(b)
	}
	return fmt.Sprint(src)
}
