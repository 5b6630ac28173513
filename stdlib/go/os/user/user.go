// Package user knows the one user of an execution, to whom its processes belong: number 1000, as
// package os says, named like the host.
package user

import "strconv"

// A User is somebody's account.
type User struct {
	Uid      string
	Gid      string
	Username string
	Name     string
	HomeDir  string
}

// A Group is a set of users.
type Group struct {
	Gid  string
	Name string
}

const (
	id   = "1000"
	name = "goweave"
)

// Current returns the user who runs the program.
func Current() (*User, error) {
	return &User{Uid: id, Gid: id, Username: name, Name: name, HomeDir: "/home/" + name}, nil
}

// Lookup finds a user by name.
func Lookup(username string) (*User, error) {
	if username != name {
		return nil, UnknownUserError(username)
	}
	return Current()
}

// LookupId finds a user by number.
func LookupId(uid string) (*User, error) {
	if uid == id {
		return Current()
	}
	n, err := strconv.Atoi(uid)
	if err != nil {
		return nil, err
	}
	return nil, UnknownUserIdError(n)
}

// LookupGroup finds a group by name.
func LookupGroup(groupname string) (*Group, error) {
	if groupname != name {
		return nil, UnknownGroupError(groupname)
	}
	return LookupGroupId(id)
}

// LookupGroupId finds a group by number.
func LookupGroupId(gid string) (*Group, error) {
	if gid != id {
		return nil, UnknownGroupIdError(gid)
	}
	return &Group{Gid: id, Name: name}, nil
}

// GroupIds returns the groups a user belongs to.
func (u *User) GroupIds() ([]string, error) { return []string{u.Gid}, nil }

// UnknownUserIdError is a number that no user has.
type UnknownUserIdError int

func (e UnknownUserIdError) Error() string {
	return "user: unknown userid " + strconv.Itoa(int(e))
}

// UnknownUserError is a name that no user has.
type UnknownUserError string

func (e UnknownUserError) Error() string { return "user: unknown user " + string(e) }

// UnknownGroupIdError is a number that no group has.
type UnknownGroupIdError string

func (e UnknownGroupIdError) Error() string { return "group: unknown groupid " + string(e) }

// UnknownGroupError is a name that no group has.
type UnknownGroupError string

func (e UnknownGroupError) Error() string { return "group: unknown group " + string(e) }
