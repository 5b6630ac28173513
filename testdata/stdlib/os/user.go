// Who the user is differs from machine to machine; that others are unknown does not.
package main

import (
	"errors"
	"fmt"
	"os/user"
)

func main() {
	u, err := user.Current()
	fmt.Println(err, u.Uid != "", u.Gid != "", u.Username != "", u.HomeDir != "")
	same, err := user.Lookup(u.Username)
	fmt.Println(*same == *u, err)
	same, err = user.LookupId(u.Uid)
	fmt.Println(*same == *u, err)
	g, err := user.LookupGroupId(u.Gid)
	fmt.Println(g.Gid == u.Gid, err)
	ids, err := u.GroupIds()
	fmt.Println(len(ids) > 0, err)
	_, err = user.Lookup("nobody-of-that-name")
	var unknown user.UnknownUserError
	fmt.Println(err, errors.As(err, &unknown), string(unknown))
	_, err = user.LookupId("123456789")
	fmt.Println(err)
	_, err = user.LookupGroup("no-group-of-that-name")
	fmt.Println(err)
	_, err = user.LookupGroupId("123456789")
	fmt.Println(err)
}
