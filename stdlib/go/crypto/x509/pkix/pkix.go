// Package pkix has the names in certificates; nothing here reads or writes ASN.1.
package pkix

import "strings"

// A Name is who a certificate is about, or whom it is from.
type Name struct {
	Country, Organization, OrganizationalUnit []string
	Locality, Province                        []string
	StreetAddress, PostalCode                 []string
	SerialNumber, CommonName                  string
}

// String is the name as RFC 2253 writes it, the last part first.
func (n Name) String() string {
	var parts []string
	add := func(kind string, values ...string) {
		var pairs []string
		for _, value := range values {
			if value != "" {
				pairs = append(pairs, kind+"="+escaped(value))
			}
		}
		if pairs != nil {
			parts = append(parts, strings.Join(pairs, "+"))
		}
	}
	add("SERIALNUMBER", n.SerialNumber)
	add("CN", n.CommonName)
	add("POSTALCODE", n.PostalCode...)
	add("STREET", n.StreetAddress...)
	add("L", n.Locality...)
	add("ST", n.Province...)
	add("OU", n.OrganizationalUnit...)
	add("O", n.Organization...)
	add("C", n.Country...)
	return strings.Join(parts, ",")
}

func escaped(s string) string {
	var b strings.Builder
	for i, c := range s {
		if strings.ContainsRune(`,+"\<>;`, c) || c == '#' && i == 0 || c == ' ' && (i == 0 || i == len(s)-1) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
