// Time: sleeping order, timers, tickers, Stop and Reset, AfterFunc, durations.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var order []int
	for _, d := range []int{30, 10, 20} {
		wg.Go(func() {
			time.Sleep(time.Duration(d) * time.Millisecond)
			mu.Lock()
			order = append(order, d)
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(order)
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	fmt.Println(t.Stop())
	ticks := 0
	tick := time.NewTicker(5 * time.Millisecond)
	for range tick.C {
		ticks++
		if ticks == 3 {
			tick.Stop()
			break
		}
	}
	fmt.Println(ticks)
	fired := make(chan string, 1)
	time.AfterFunc(time.Millisecond, func() { fired <- "fired" })
	fmt.Println(<-fired)
	stopped := time.AfterFunc(time.Hour, func() { fired <- "never" })
	fmt.Println(stopped.Stop())
	start := time.Now()
	time.Sleep(15 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 15*time.Millisecond, time.Until(start) < 0)
	d := 90*time.Minute + 30*time.Second + 5*time.Millisecond
	fmt.Println(d, d.Hours(), d.Minutes(), d.Round(time.Minute), d.Truncate(time.Hour), time.Duration(0), time.Duration(1500))
	p, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(p, err, p.Milliseconds())
	_, err = time.ParseDuration("nonsense")
	fmt.Println(err)
	day := time.Date(2024, time.February, 29, 13, 4, 5, 600, time.UTC)
	fmt.Println(day, day.Weekday(), day.YearDay(), day.Unix(), day.Add(24*time.Hour).Format("2006-01-02"))
	fmt.Println(day.Format(time.RFC3339Nano), day.Format("Mon Jan _2 15:04:05 PM 2006"), day.AddDate(1, 0, 0).Format(time.DateOnly))
	q, err := time.Parse("2006-01-02 15:04", "2023-07-08 09:10")
	fmt.Println(q, err, q.Before(day), day.Sub(q), q.Equal(q), time.Time{}.IsZero())
	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("first")
	case <-time.After(40 * time.Millisecond):
		fmt.Println("second")
	}
}
