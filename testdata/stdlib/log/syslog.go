// A log over the network: what a daemon there gets.
package main

import (
	"bufio"
	"fmt"
	"log"
	"log/syslog"
	"net"
	"regexp"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	got := make(chan string)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			log.Fatal(err)
		}
		for lines := bufio.NewScanner(conn); lines.Scan(); {
			got <- lines.Text()
		}
		close(got)
	}()
	w, err := syslog.Dial("tcp", l.Addr().String(), syslog.LOG_DAEMON|syslog.LOG_WARNING, "tag")
	if err != nil {
		log.Fatal(err)
	}
	varying := regexp.MustCompile(`>\S+ \S+ |\[\d+\]`)
	show := func() { fmt.Println(varying.ReplaceAllString(<-got, "|")) }
	fmt.Fprint(w, "written")
	show()
	w.Err("wrong\n")
	show()
	w.Info("known")
	show()
	fmt.Println(w.Close(), w.Close())
	_, ok := <-got
	fmt.Println(ok)
	_, err = syslog.Dial("tcp", "127.0.0.1:1", -1, "")
	fmt.Println(err, syslog.LOG_LOCAL7, syslog.LOG_DEBUG)
}
