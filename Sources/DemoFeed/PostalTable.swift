import CareUnits

/// Real postcodes of the municipalities: places for invented units to stand.
struct PostalTable: Sendable {
    /// A postcode whose middle lies in the municipality.
    struct Town: Sendable {
        let postcode: String
        let name: String
        let latitude: Double
        let longitude: Double
    }

    /// A municipality with its towns and its thousands of inhabitants, by which units are spread.
    struct Area: Sendable {
        let municipality: Municipality
        let weight: Int
        let towns: [Town]
    }

    let areas: [Area]
    /// For each area the sum of the weights up to and with it.
    let cumulativeWeights: [Int]

    static let shared = PostalTable()

    private init() {
        areas = Self.facts.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            guard let municipality = Municipality.withCode(String(words[0])),
                let weight = Int(words[1])
            else { preconditionFailure("the postal table has the odd line \(line)") }
            return Area(
                municipality: municipality,
                weight: weight,
                towns: words[2...].map(Self.town)
            )
        }
        var sum = 0
        cumulativeWeights = areas.map { area in
            sum += area.weight
            return sum
        }
    }

    /// The area in which the `point`th thousand of inhabitants lives.
    func area(at point: Int) -> Area {
        var low = 0
        var high = cumulativeWeights.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulativeWeights[middle] > point { high = middle } else { low = middle + 1 }
        }
        return areas[low]
    }

    private static func town(_ code: Substring) -> Town {
        guard let number = UInt16(code), let postcode = Postcode.holding(number),
            let centre = postcode.centre
        else { preconditionFailure("the postal table has the unknown postcode \(code)") }
        return Town(
            postcode: String(code),
            name: postcode.town,
            latitude: centre.latitude,
            longitude: centre.longitude
        )
    }

    /// A municipality's code, its thousands of inhabitants, and postcodes whose middle lies in it.
    private static let facts = """
        0101 660 1000 1500 2100 2150 2200 2400 2450 2500 2700 2720
        0147 105 1800 2000
        0151 52 2740 2750 2760
        0153 40 2605 2660
        0155 15 2791
        0157 75 2820 2870 2900 2920
        0159 70 2860 2880
        0161 24 2600
        0163 30 2730
        0165 28 2620
        0167 53 2650
        0169 57 2630 2640
        0173 59 2800 2830 2930
        0175 43 2610
        0183 24 2635
        0185 43 2770
        0187 17 2625 2665
        0190 42 3500 3520
        0201 26 3450 3540
        0210 42 2980 2990 3050 3480
        0217 64 3000 3070 3100 3140 3490
        0219 54 3320 3330 3400
        0223 25 2960 2970
        0230 58 2840 2850 2942 2950 3460
        0240 46 2765 3650 3660 3670
        0250 47 3550 3600 3630 4050
        0253 53 2670 2690 4030
        0259 63 4140 4600 4623 4632 4681
        0260 32 3300 3310 3370 3390
        0265 92 4000 4040 4130 4621
        0269 25 2680 4622
        0270 42 3120 3210 3220 3250
        0306 33 4500 4550 4572 4583
        0316 75 4300 4350 4390 4450 4532
        0320 38 4640 4654 4682 4690
        0326 49 4270 4460 4490 4593
        0329 36 4100 4174
        0330 80 4200 4230 4241 4242 4261
        0336 24 4652 4660 4672 4673
        0340 31 4173 4190 4293 4296
        0350 29 4060 4070 4320 4330
        0360 40 4895 4930 4951 4983
        0370 85 4160 4250 4684 4700 4736
        0376 60 4800 4862 4872 4891 4990
        0390 45 4720 4760 4780 4793
        0400 39 3700 3740 3760 3790
        0410 40 5463 5466 5580 5592
        0420 41 5492 5610 5631 5690
        0430 52 5600 5672 5772 5854 5863
        0440 24 5290 5330 5380 5550
        0450 32 5540 5800 5853 5871
        0461 208 5000 5200 5210 5220 5230 5250 5260 5270 5320 5491
        0479 60 5700 5771 5881 5883 5892
        0480 30 5400 5462 5471 5485
        0482 12 5900 5932 5935 5953
        0492 6 5960 5970 5985
        0510 56 6100 6500 6510 6541 6560
        0530 27 6623 7190 7250 7260
        0540 74 6300 6320 6400 6430 6470
        0550 36 6240 6280 6534 6792
        0561 115 6690 6705 6715 6740 6771
        0563 3 6720
        0573 50 6753 6823 6851 6855 6870
        0575 43 6600 6630 6670 6752
        0580 59 6200 6330 6340 6360 6392
        0607 52 7000
        0615 97 8700 8732 8740 8751 8752
        0621 96 6000 6052 6091 6094 6640
        0630 122 6040 7100 7182 7300 7323
        0657 90 6933 7280 7451 7490 7550
        0661 59 6990 7500 7570 7830
        0665 19 7620 7650 7673 7680
        0671 21 7560 7600 7790
        0706 45 8400 8444 8544 8581
        0707 37 8500 8585 8950 8963
        0710 50 8370 8450 8472 8860 8881
        0727 24 8300 8350
        0730 100 8900 8930 8960 8981 8990
        0740 101 7362 8620 8641 8654 8883
        0741 4 8305
        0746 66 8362 8464 8660 8670 8680
        0751 367 8000 8210 8240 8260 8310 8340 8361 8381 8520 8541
        0756 43 7330 7430 7442 8766
        0760 56 6880 6900 6940 6971 7270
        0766 48 7130 7171 8723 8783
        0773 20 7900 7960 7970 7990
        0779 45 7800 7840 7870 7884
        0787 43 7700 7741 7755 7770
        0791 97 7470 8800 8831 8840 9632
        0810 37 9320 9330 9700 9740
        0813 59 9300 9750 9970 9981 9990
        0820 36 9600 9631 9640 9681
        0825 2 9940
        0840 31 9520 9541 9574 9610
        0846 42 9500 9510 9550 9560
        0849 38 9440 9490 9492 9690
        0851 224 9000 9210 9230 9260 9280 9293 9362 9380 9382 9430
        0860 64 9480 9800 9830 9850 9881
        """
}
