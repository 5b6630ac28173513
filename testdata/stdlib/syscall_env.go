// The environment is one for os and syscall; errors have their numbers and texts.
package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	os.Clearenv()
	os.Setenv("A", "b")
	fmt.Println(syscall.Getenv("A"))
	syscall.Setenv("C", "d")
	fmt.Println(os.Getenv("C"), os.Environ())
	fmt.Println(os.Setenv("", "x"), syscall.Setenv("a=", ""), os.Setenv("k", "a\x00b"))
	syscall.Unsetenv("A")
	_, found := os.LookupEnv("A")
	fmt.Println(found, syscall.Environ())
	fmt.Println(syscall.EBADFD, syscall.Errno(0), syscall.Errno(200), syscall.SIGWINCH, syscall.SIGTERM, syscall.Signal(99))
	fmt.Println(syscall.NsecToTimespec(-1), syscall.NsecToTimeval(1001))
	_, err := syscall.BytePtrFromString("a\x00")
	fmt.Println(err, syscall.O_CREAT|syscall.O_EXCL, syscall.SYS_IOCTL)
}
