package main

import (
	"fmt"
	"net"
	"time"
)

const format = "%s:%d"

var global = fmt.Sprintf("%s:%s", "h", "p")

var first, second = fmt.Sprintf("%s:%s", "h", "p"), 2

func dial(host string, port int, param string) {
	net.Dial("tcp", fmt.Sprintf("%s:%d", host, port))
	net.Dial("tcp", fmt.Sprintf(format, host, 80))
	net.Dial("tcp", (fmt.Sprintf("%s:%d", host, port)))
	net.Dial("tcp", fmt.Sprintf("%s:%s", host, "80"))
	net.Dial("tcp", fmt.Sprintf("%v:%d", host, port))
	net.Dial("tcp", fmt.Sprintf("[%s]:%d", host, port))
	net.Dial("tcp", fmt.Sprint(host, ":", port))
	net.Dial("tcp", param)
	net.Dial("tcp", global)
	net.Dial("tcp", first)
	net.Listen("tcp", fmt.Sprintf("%s:%d", host, port))
	net.DialTimeout("tcp", fmt.Sprintf("%s:%d", host, port), time.Second)

	addr := fmt.Sprintf("%s:%d", host, port)
	net.Dial("tcp", addr)
	net.DialTimeout("tcp", addr, time.Second)

	var other = fmt.Sprintf("%s:%d", host, port)
	var d net.Dialer
	d.Dial("tcp", other)
	(&d).Dial("tcp", fmt.Sprintf("%s:%d", host, port))

	var late string
	late = fmt.Sprintf("%s:%d", host, port)
	net.Dial("tcp", late)
	net.Dial("tcp", net.JoinHostPort(host, "80"))
}

func main() {
	dial("localhost", 80, "x")
	_ = second
}
