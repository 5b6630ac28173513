// Columns that may be NULL, and conversions.
package main

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

type name string

type upper struct{ got string }

func (u *upper) Scan(src any) error { u.got = fmt.Sprintf("<%v>", src); return nil }

func show[T any](n interface {
	sql.Scanner
	driver.Valuer
}, _ T) {
	at := time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC)
	for _, v := range []any{nil, int64(7), int64(1 << 40), 1.5, true, []byte("12"), "true", "x", at, struct{}{}} {
		err := n.Scan(v)
		value, verr := n.Value()
		fmt.Printf("%T %T: %v %v | %v %v\n", n, v, n, err, value, verr)
	}
}

func main() {
	show(&sql.NullString{}, 0)
	show(&sql.NullInt64{}, 0)
	show(&sql.NullInt32{}, 0)
	show(&sql.NullInt16{}, 0)
	show(&sql.NullByte{}, 0)
	show(&sql.NullFloat64{}, 0)
	show(&sql.NullBool{}, 0)
	show(&sql.NullTime{}, 0)
	show(&sql.Null[string]{}, 0)
	show(&sql.Null[name]{}, 0)
	show(&sql.Null[any]{}, 0)
	show(&sql.Null[uint8]{}, 0)
	show(&sql.Null[float32]{}, 0)
	var u sql.Null[upper]
	fmt.Println(u.Scan("x"), u)
	fmt.Println(sql.LevelSnapshot, sql.IsolationLevel(9), sql.Drivers(), sql.ErrNoRows, sql.ErrTxDone, sql.ErrConnDone)
	fmt.Println(sql.Named("n", 1).Name)
}
