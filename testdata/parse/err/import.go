package p

import fmt
import 4
