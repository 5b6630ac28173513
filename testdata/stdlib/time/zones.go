// Time zones of the IANA database: offsets, their changes, and dates by local clocks.
package main

import (
	"fmt"
	"time"
	_ "time/tzdata"
)

func main() {
	for _, name := range []string{"America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney", "Etc/GMT+5", "UTC", "Local", "Nowhere/Land", "../etc", "europe/berlin"} {
		loc, err := time.LoadLocation(name)
		fmt.Println(name, loc, err)
		if err != nil {
			continue
		}
		for _, s := range []int64{0, 1e9, 1720000000, 4e9, 1.5e10} {
			t := time.Unix(s, 0).In(loc)
			start, end := t.ZoneBounds()
			zone, offset := t.Zone()
			again := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, loc)
			fmt.Println(t, zone, offset, t.IsDST(), start, end, again.Unix()-s)
		}
		// A day without and a day with an hour too many.
		for _, day := range []time.Time{time.Date(2024, 3, 10, 2, 30, 0, 0, loc), time.Date(2024, 11, 3, 1, 30, 0, 0, loc), time.Date(2024, 10, 27, 2, 30, 0, 0, loc)} {
			fmt.Println(day, day.Add(time.Hour), day.AddDate(0, 0, 1).Sub(day), day.Truncate(24*time.Hour))
		}
		for _, s := range []string{"2024-07-01 12:00 CEST", "2024-01-01 12:00 EST", "2024-01-01 12:00 XYZ"} {
			t, err := time.ParseInLocation("2006-01-02 15:04 MST", s, loc)
			_, offset := t.Zone()
			fmt.Println(t, offset, err)
		}
		t, err := time.ParseInLocation(time.RFC3339, "2024-07-01T12:00:00+02:00", loc)
		fmt.Println(t, t.Location(), err)
		b, err := t.MarshalBinary()
		var back time.Time
		fmt.Println(err, back.UnmarshalBinary(b), back.Equal(t))
	}
	data := "TZif2" + string(make([]byte, 15)) + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x0e\x10\x00\x00ABC\x00"
	data += data + "\nABC-1ABD,J60,300/-3:30\n"
	loc, err := time.LoadLocationFromTZData("Test", []byte(data))
	if err == nil {
		for m := time.January; m <= time.December; m += 2 {
			fmt.Println(time.Date(2031, m, 1, 12, 0, 0, 0, loc))
		}
	}
	fmt.Println(loc, err)
	_, err = time.LoadLocationFromTZData("Test", []byte(data[:50]))
	fmt.Println(err)
}
