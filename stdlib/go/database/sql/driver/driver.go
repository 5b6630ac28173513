// Package driver has the interfaces between package sql and the drivers of databases.
package driver

import (
	"context"
	"errors"
	"reflect"
)

// A Value is what a database holds: nil, int64, float64, bool, []byte, string, time.Time, or what a
// driver's NamedValueChecker accepts.
type Value any

// A NamedValue is an argument with its name, if it has one, and its place, from 1.
type NamedValue struct {
	Name    string
	Ordinal int
	Value   Value
}

// ErrSkip, returned by some optional methods, means to go on as if there were none.
var ErrSkip = errors.New("driver: skip fast-path; continue as if unimplemented")

// ErrBadConn means that a connection is in a bad state and another one is to be used.
var ErrBadConn = errors.New("driver: bad connection")

// ErrRemoveArgument, returned by a NamedValueChecker, means to leave the argument out.
var ErrRemoveArgument = errors.New("driver: remove argument from query")

// A Driver makes connections.
type Driver interface {
	Open(name string) (Conn, error)
}

// A DriverContext makes connectors.
type DriverContext interface {
	OpenConnector(name string) (Connector, error)
}

// A Connector makes connections of one kind.
type Connector interface {
	Connect(context.Context) (Conn, error)
	Driver() Driver
}

// A Conn is a connection, used by one goroutine at a time.
type Conn interface {
	Prepare(query string) (Stmt, error)
	Close() error
	Begin() (Tx, error)
}

// What a Conn may have besides.
type (
	Pinger interface {
		Ping(ctx context.Context) error
	}
	Execer interface {
		Exec(query string, args []Value) (Result, error)
	}
	ExecerContext interface {
		ExecContext(ctx context.Context, query string, args []NamedValue) (Result, error)
	}
	Queryer interface {
		Query(query string, args []Value) (Rows, error)
	}
	QueryerContext interface {
		QueryContext(ctx context.Context, query string, args []NamedValue) (Rows, error)
	}
	ConnPrepareContext interface {
		PrepareContext(ctx context.Context, query string) (Stmt, error)
	}
	ConnBeginTx interface {
		BeginTx(ctx context.Context, opts TxOptions) (Tx, error)
	}
	SessionResetter interface {
		ResetSession(ctx context.Context) error
	}
	Validator interface {
		IsValid() bool
	}
)

// IsolationLevel is that of a transaction.
type IsolationLevel int

// TxOptions says how a transaction is to be.
type TxOptions struct {
	Isolation IsolationLevel
	ReadOnly  bool
}

// A Tx is a transaction.
type Tx interface {
	Commit() error
	Rollback() error
}

// A Stmt is a prepared statement.
type Stmt interface {
	Close() error
	NumInput() int
	Exec(args []Value) (Result, error)
	Query(args []Value) (Rows, error)
}

// What a Stmt may have besides; a Conn may have the first as well.
type (
	NamedValueChecker interface {
		CheckNamedValue(*NamedValue) error
	}
	ColumnConverter interface {
		ColumnConverter(idx int) ValueConverter
	}
	StmtExecContext interface {
		ExecContext(ctx context.Context, args []NamedValue) (Result, error)
	}
	StmtQueryContext interface {
		QueryContext(ctx context.Context, args []NamedValue) (Rows, error)
	}
)

// Rows are the answer to a query.
type Rows interface {
	Columns() []string
	Close() error
	Next(dest []Value) error
}

// What Rows may have besides.
type (
	RowsNextResultSet interface {
		Rows
		HasNextResultSet() bool
		NextResultSet() error
	}
	RowsColumnTypeScanType interface {
		Rows
		ColumnTypeScanType(index int) reflect.Type
	}
	RowsColumnTypeDatabaseTypeName interface {
		Rows
		ColumnTypeDatabaseTypeName(index int) string
	}
	RowsColumnTypeLength interface {
		Rows
		ColumnTypeLength(index int) (length int64, ok bool)
	}
	RowsColumnTypeNullable interface {
		Rows
		ColumnTypeNullable(index int) (nullable, ok bool)
	}
	RowsColumnTypePrecisionScale interface {
		Rows
		ColumnTypePrecisionScale(index int) (precision, scale int64, ok bool)
	}
)

// A Result is the answer to a statement.
type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

// RowsAffected is the Result of a statement that changes rows.
type RowsAffected int64

func (RowsAffected) LastInsertId() (int64, error) {
	return 0, errors.New("LastInsertId is not supported by this driver")
}

func (v RowsAffected) RowsAffected() (int64, error) { return int64(v), nil }

type noRows struct{}

// ResultNoRows is the Result of a statement that makes tables and the like.
var ResultNoRows noRows

func (noRows) LastInsertId() (int64, error) {
	return 0, errors.New("no LastInsertId available after DDL statement")
}

func (noRows) RowsAffected() (int64, error) {
	return 0, errors.New("no RowsAffected available after DDL statement")
}
