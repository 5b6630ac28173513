// Package tzdata has nothing: package time has the time zone database anyway.
package tzdata
