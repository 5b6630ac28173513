package reflect

// DeepEqual reports whether x and y are equal, as far as what they point to.
func DeepEqual(x, y any) bool
