package holding

import "math"

// Interval is the 95 % confidence interval of a share of k in n, after Wilson, "Probable inference, the law of succession, and
// statistical inference", Journal of the American Statistical Association 22, 1927. Of none it is the whole line.
func Interval(k, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959963984540054 // the normal quantile of 0.975
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}
