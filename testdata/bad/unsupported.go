package main

import (
	"fmt"
	"net/http"
	"os/exec"
)

func main() {
	fmt.Println(http.StatusOK, exec.ErrNotFound)
}
