// Values that a database driver takes, and converters.
package main

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

type point struct{ x, y int }

func (p point) Value() (driver.Value, error) { return fmt.Sprint(p.x, ",", p.y), nil }

type odd struct{}

func (odd) Value() (driver.Value, error) { return struct{}{}, nil }

type failing struct{}

func (*failing) Value() (driver.Value, error) { return nil, errors.New("no") }

func main() {
	var none *point
	n, text := 5, "text"
	type name string
	for _, v := range []any{
		nil, 1, int8(-2), uint32(3), uint64(1 << 63), uint64(4), 1.5, float32(2.5), true, "s", name("n"), []byte("b"),
		[]int{1}, &n, &text, point{1, 2}, &point{3, 4}, none, odd{}, &failing{}, struct{}{}, time.Unix(0, 0).UTC(), map[int]int{},
	} {
		got, err := driver.DefaultParameterConverter.ConvertValue(v)
		fmt.Printf("%T: %v %T %v %v\n", v, got, got, err, driver.IsValue(v))
	}
	for _, v := range []any{true, "true", "maybe", []byte("0"), 0, 1, 2, uint8(1), 1.5} {
		got, err := driver.Bool.ConvertValue(v)
		fmt.Println(got, err)
		got, err = driver.Int32.ConvertValue(v)
		fmt.Println(got, err)
	}
	fmt.Println(driver.Int32.ConvertValue(int64(1) << 40))
	fmt.Println(driver.String.ConvertValue(4))
	fmt.Println(driver.Null{Converter: driver.Bool}.ConvertValue(nil))
	fmt.Println(driver.NotNull{Converter: driver.Bool}.ConvertValue(nil))
	fmt.Println(driver.RowsAffected(3).LastInsertId())
	fmt.Println(driver.RowsAffected(3).RowsAffected())
	fmt.Println(driver.ResultNoRows.RowsAffected())
	fmt.Println(driver.ErrSkip, driver.ErrBadConn, driver.ErrRemoveArgument, driver.Bool)
}
