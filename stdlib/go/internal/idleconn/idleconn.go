// Package idleconn lets net/http ask package net about connections that it keeps for later.
package idleconn

// Gone reports whether the other side of a connection has closed it; package net sets it.
var Gone func(conn any) bool
