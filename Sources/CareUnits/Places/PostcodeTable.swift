extension Postcode {
    /// Every postcode, in order: written down here as facts, with centres to about 100 metres.
    ///
    /// The streets of inner Copenhagen and Frederiksberg have a code each; they stand here as three ranges.
    /// The codes of single firms are left out.
    public static let all: [Postcode] = {
        var postcodes: [Postcode] = []
        var municipality = ""
        // By bytes: this is read at every start.
        for line in facts.utf8.split(separator: UInt8(ascii: "\n")) {
            if line.first != UInt8(ascii: " ") {
                municipality = String(Substring(line))
                continue
            }
            guard let postcode = Postcode(line: line, municipality: municipality) else {
                preconditionFailure("the table of postcodes has the odd line \(Substring(line))")
            }
            postcodes.append(postcode)
        }
        return postcodes.sorted { $0.codes.lowerBound < $1.codes.lowerBound }
    }()

    /// Reads `8660 56.039 9.929 Skanderborg +0615`: code or range, middle or two hyphens, town, and the
    /// other municipalities that have a part of it.
    private init?(line: Substring.UTF8View, municipality: String) {
        let words = line.split(separator: UInt8(ascii: " "))
        guard words.count >= 4 else { return nil }
        let ends = words[0].split(separator: UInt8(ascii: "-")).compactMap { Self.number($0) }
        guard let first = ends.first, let last = ends.last else { return nil }
        codes = UInt16(first)...UInt16(last)
        centre = Self.thousandths(words[1]).flatMap { latitude in
            Self.thousandths(words[2]).flatMap { longitude in
                Coordinate(latitude: latitude, longitude: longitude)
            }
        }
        let plus = UInt8(ascii: "+")
        town = words[3...].filter { $0.first != plus }.map { String(Substring($0)) }
            .joined(separator: " ")
        municipalityCodes =
            [municipality]
            + words[3...].filter { $0.first == plus }.map { String(Substring($0.dropFirst())) }
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit & 0x0F)
        }
        return digits.isEmpty ? nil : number
    }

    /// A number with three decimals; `nil` for a hyphen.
    private static func thousandths(_ text: Substring.UTF8View) -> Double? {
        let parts = text.split(separator: UInt8(ascii: "."))
        guard parts.count == 2, parts[1].count == 3, let whole = number(parts[0]),
            let rest = number(parts[1])
        else { return nil }
        return Double(whole * 1000 + rest) / 1000
    }

    /// A municipality's code; under it the postcodes whose middle lies there.
    private static let facts = """
        0101
            0900 - - København C
            0999 - - København C
            1000-1499 55.680 12.578 København K
            1500-1799 55.671 12.560 København V
            2100 55.707 12.571 København Ø
            2150 55.716 12.606 Nordhavn
            2200 55.694 12.551 København N +0147
            2300 55.652 12.601 København S +0185
            2400 55.710 12.529 København NV
            2450 55.649 12.525 København SV
            2500 55.659 12.502 Valby +0147
            2700 55.710 12.483 Brønshøj
            2720 55.685 12.483 Vanløse +0147
        0147
            1800-1999 55.678 12.546 Frederiksberg C +0101
            2000 55.684 12.518 Frederiksberg +0101
        0151
            2740 55.716 12.400 Skovlunde +0163
            2750 55.732 12.366 Ballerup +0165 +0240
            2760 55.752 12.301 Måløv
        0153
            2605 55.652 12.414 Brøndby
            2660 55.626 12.417 Brøndby Strand +0167
        0155
            2791 55.586 12.619 Dragør +0185
        0157
            2820 55.752 12.529 Gentofte +0159
            2870 55.734 12.527 Dyssegård
            2900 55.733 12.559 Hellerup +0101
            2920 55.754 12.576 Charlottenlund
        0159
            2860 55.738 12.489 Søborg +0101
            2880 55.762 12.445 Bagsværd +0163 +0190
        0161
            2600 55.684 12.402 Glostrup +0165
        0163
            2730 55.732 12.440 Herlev +0151 +0159
        0165
            2620 55.675 12.345 Albertslund +0153
        0167
            2650 55.632 12.467 Hvidovre +0153
        0169
            0800 - - Høje Taastrup
            2630 55.672 12.278 Taastrup
            2640 55.655 12.200 Hedehusene +0183 +0253 +0265
        0173
            2800 55.780 12.522 Kgs. Lyngby +0157 +0159 +0230
            2830 55.791 12.455 Virum +0230
            2930 55.787 12.581 Klampenborg +0157
        0175
            2610 55.690 12.448 Rødovre +0101 +0167
        0183
            2635 55.615 12.339 Ishøj
        0185
            2770 55.610 12.571 Kastrup +0101
        0187
            2625 55.640 12.364 Vallensbæk
            2665 55.621 12.385 Vallensbæk Strand
        0190
            3500 55.781 12.364 Værløse +0151 +0159 +0173 +0240
            3520 55.820 12.358 Farum +0201 +0240
        0201
            3450 55.872 12.337 Allerød +0210 +0219
            3540 55.849 12.277 Lynge +0190 +0219 +0240
        0210
            2980 55.918 12.448 Kokkedal +0223
            2990 55.931 12.500 Nivå
            3050 55.960 12.512 Humlebæk
            3480 55.977 12.397 Fredensborg +0217 +0219
        0217
            3000 56.038 12.552 Helsingør
            3060 56.001 12.546 Espergærde +0210
            3070 56.013 12.576 Snekkersten
            3080 56.023 12.439 Tikøb
            3100 56.070 12.455 Hornbæk +0270
            3140 56.070 12.514 Ålsgårde
            3150 56.057 12.552 Hellebæk
            3490 55.996 12.481 Kvistgård +0210
        0219
            3320 55.927 12.147 Skævinge +0260
            3330 55.884 12.209 Gørløse
            3400 55.938 12.289 Hillerød +0201 +0210
        0223
            2960 55.879 12.533 Rungsted Kyst
            2970 55.878 12.461 Hørsholm +0210 +0230
        0230
            2840 55.824 12.488 Holte +0173
            2850 55.817 12.541 Nærum
            2942 55.825 12.573 Skodsborg
            2950 55.849 12.539 Vedbæk +0223
            3460 55.844 12.421 Birkerød +0190 +0201
        0240
            2765 55.722 12.273 Smørum
            3650 55.790 12.160 Ølstykke
            3660 55.785 12.283 Stenløse
            3670 55.758 12.240 Veksø Sjælland +0265
        0250
            3550 55.845 12.183 Slangerup +0201 +0219 +0240
            3600 55.835 12.092 Frederikssund +0219 +0260
            3630 55.858 11.980 Jægerspris
            4050 55.763 11.961 Skibby
        0253
            2670 55.593 12.281 Greve
            2690 55.564 12.230 Karlslunde +0269
            4030 55.597 12.179 Tune +0265
        0259
            4140 55.494 11.956 Borup +0265 +0329
            4600 55.445 12.130 Køge +0316 +0336
            4623 55.501 12.112 Lille Skensved +0265 +0269
            4632 55.446 12.025 Bjæverskov
            4681 55.409 12.134 Herfølge
        0260
            3300 55.981 12.060 Frederiksværk +0270
            3310 55.911 12.082 Ølsted +0219
            3360 56.015 11.993 Liseleje
            3370 55.987 11.974 Melby
            3390 55.972 11.902 Hundested
        0265
            4000 55.670 12.121 Roskilde +0169 +0350
            4040 55.755 12.114 Jyllinge
            4130 55.536 12.024 Viby Sjælland +0259
            4621 55.569 12.120 Gadstrup
        0269
            2680 55.533 12.188 Solrød Strand
            4622 55.540 12.118 Havdrup +0265
        0270
            3120 56.086 12.396 Dronningmølle
            3200 56.025 12.179 Helsinge +0219
            3210 56.070 12.145 Vejby
            3220 56.046 12.076 Tisvildeleje
            3230 56.058 12.326 Græsted +0217 +0219
            3250 56.097 12.342 Gilleleje
        0306
            4500 55.887 11.658 Nykøbing Sj
            4534 55.755 11.428 Hørve +0326
            4540 55.810 11.418 Fårevejle
            4550 55.818 11.500 Asnæs
            4560 55.848 11.587 Vig
            4571 55.802 11.592 Grevinge
            4572 55.881 11.612 Nørre Asmindrup
            4573 55.906 11.578 Højby
            4581 55.952 11.744 Rørvig
            4583 55.981 11.314 Sjællands Odde
        0316
            4300 55.710 11.703 Holbæk
            4305 55.775 11.811 Orø
            4340 55.612 11.743 Tølløse +0350
            4350 55.595 11.631 Ugerløse
            4360 55.567 11.769 Kirke Eskilstrup +0329
            4370 55.554 11.707 Store Merløse +0329 +0340
            4390 55.666 11.737 Vipperød
            4420 55.665 11.607 Regstrup
            4440 55.639 11.494 Mørkøv
            4450 55.643 11.400 Jyderup +0326
            4520 55.729 11.470 Svinninge
            4532 55.734 11.570 Gislinge
        0320
            4640 55.221 12.093 Faxe +0370
            4653 55.302 12.202 Karise +0336
            4654 55.219 12.149 Faxe Ladeplads
            4682 55.363 12.108 Tureby +0259 +0336
            4683 55.243 12.022 Rønnede +0370
            4690 55.324 11.966 Haslev +0329 +0370
        0326
            4270 55.517 11.311 Høng +0330
            4281 55.534 11.219 Gørlev
            4400 55.673 11.176 Kalundborg
            4460 55.704 11.375 Snertinge +0316
            4470 55.642 11.304 Svebølle +0316
            4480 55.575 11.220 Store Fuglede
            4490 55.611 11.236 Jerslev Sjælland
            4591 55.725 11.342 Føllenslev +0306
            4592 55.887 11.146 Sejerø
            4593 55.713 11.272 Eskebjerg
        0329
            4100 55.445 11.851 Ringsted +0259 +0316 +0320 +0340 +0370
            4174 55.522 11.865 Jystrup Midtsj +0259
        0330
            4200 55.399 11.341 Slagelse +0326 +0340 +0370
            4220 55.342 11.136 Korsør
            4230 55.244 11.340 Skælskør
            4241 55.359 11.264 Vemmelev
            4242 55.305 11.282 Boeslunde
            4243 55.228 11.461 Rude +0370
            4244 55.211 11.200 Agersø
            4245 55.161 11.161 Omø
            4261 55.283 11.417 Dalmose +0370
        0336
            4652 55.354 12.220 Hårlev +0320
            4660 55.312 12.358 Store Heddinge
            4671 55.384 12.300 Strøby
            4672 55.360 12.331 Klippinge
            4673 55.262 12.374 Rødvig Stevns
        0340
            4173 55.434 11.668 Fjenneslev +0329
            4180 55.444 11.566 Sorø +0329 +0330
            4190 55.497 11.517 Munke Bjergby +0330
            4291 55.543 11.388 Ruds Vedby +0326
            4293 55.543 11.489 Dianalund +0326
            4295 55.547 11.573 Stenlille +0316
            4296 55.546 11.646 Nyrup +0316
        0350
            4060 55.653 11.853 Kirke Såby
            4070 55.706 11.905 Kirke Hyllinge
            4320 55.581 11.968 Lejre +0259 +0265
            4330 55.583 11.869 Hvalsø +0316 +0329
        0360
            4895 54.664 11.506 Errindlev
            4900 54.844 11.160 Nakskov
            4912 54.884 11.062 Harpelunde
            4913 54.920 11.217 Horslunde
            4920 54.795 11.291 Søllested
            4930 54.774 11.469 Maribo +0376
            4941 54.838 11.456 Bandholm
            4942 54.893 11.490 Askø
            4943 54.902 11.304 Torrig L
            4944 54.946 11.418 Fejø
            4945 54.981 11.540 Femø
            4951 54.815 11.431 Nørreballe
            4952 54.847 11.371 Stokkemarke
            4953 54.864 11.290 Vesterborg
            4960 54.693 11.517 Holeby
            4970 54.684 11.377 Rødby
            4983 54.757 11.181 Dannemare
        0370
            4160 55.326 11.753 Herlufmagle +0320
            4171 55.368 11.667 Glumsø
            4250 55.320 11.556 Fuglebjerg +0330
            4262 55.241 11.529 Sandved +0330
            4684 55.256 11.879 Holmegaard +0320
            4700 55.225 11.713 Næstved
            4733 55.180 11.976 Tappernøje +0320 +0390
            4736 55.196 11.627 Karrebæksminde
        0376
            4800 54.782 11.962 Nykøbing F
            4840 54.908 11.852 Nørre Alslev
            4850 54.880 12.027 Stubbekøbing
            4862 54.868 11.780 Guldborg
            4863 54.851 11.877 Eskilstrup
            4871 54.821 12.066 Horbelev
            4872 54.730 11.988 Idestrup
            4873 54.677 11.920 Væggerløse
            4874 54.612 11.937 Gedser
            4880 54.690 11.673 Nysted
            4891 54.759 11.773 Toreby L
            4892 54.704 11.744 Kettinge
            4894 54.702 11.610 Øster Ulslev +0360
            4990 54.792 11.655 Sakskøbing
        0390
            4720 55.101 12.057 Præstø
            4735 55.040 12.067 Mern
            4750 55.112 11.826 Lundby +0370
            4760 55.029 11.907 Vordingborg
            4771 55.013 12.139 Kalvehave
            4772 54.997 12.086 Langebæk
            4773 54.993 12.029 Stensved
            4780 54.980 12.363 Stege
            4791 54.984 12.479 Borre
            4792 54.910 12.165 Askeby
            4793 54.931 12.036 Bogø By
        0400
            3700 55.117 14.795 Rønne
            3720 55.066 14.912 Aakirkeby
            3730 55.045 15.072 Nexø
            3740 55.122 15.111 Svaneke
            3751 55.132 15.020 Østermarie
            3760 55.188 14.939 Gudhjem +0411
            3770 55.254 14.791 Allinge
            3782 55.186 14.821 Klemensker
            3790 55.203 14.740 Hasle
        0410
            5463 55.457 10.027 Harndrup
            5464 55.494 9.989 Brenderup Fyn
            5466 55.489 9.894 Asperup
            5500 55.502 9.775 Middelfart
            5580 55.441 9.862 Nørre Aaby
            5591 55.398 9.958 Gelsted
            5592 55.406 9.883 Ejby
        0420
            5492 55.395 10.138 Vissenbjerg +0461 +0480
            5560 55.388 10.038 Aarup +0410 +0480
            5610 55.292 9.952 Assens
            5620 55.282 10.094 Glamsbjerg
            5631 55.241 9.976 Ebberup
            5683 55.209 10.098 Haarby
            5690 55.320 10.200 Tommerup
        0430
            5600 55.125 10.305 Faaborg
            5601 55.040 10.157 Lyø
            5602 55.036 10.268 Avernakø
            5603 55.068 10.256 Bjørnø
            5642 55.150 10.178 Millinge +0420
            5672 55.225 10.243 Broby
            5750 55.214 10.425 Ringe
            5772 55.184 10.564 Kværndrup +0479
            5792 55.296 10.443 Årslev
            5854 55.215 10.609 Gislev +0479
            5856 55.242 10.538 Ryslinge
            5863 55.306 10.587 Ferritslev Fyn +0440
        0440
            5290 55.397 10.536 Marslev
            5300 55.424 10.641 Kerteminde
            5330 55.446 10.525 Munkebo +0461
            5350 55.405 10.622 Rynkeby
            5370 55.501 10.658 Mesinge
            5380 55.517 10.670 Dalby
            5390 55.572 10.649 Martofte
            5550 55.359 10.588 Langeskov +0430 +0450
        0450
            5540 55.360 10.668 Ullerslev +0440
            5800 55.331 10.762 Nyborg
            5853 55.255 10.618 Ørbæk +0430
            5871 55.238 10.752 Frørup
        0461
            5000 55.422 10.399 Odense C
            5200 55.395 10.326 Odense V
            5210 55.422 10.282 Odense NV
            5220 55.356 10.493 Odense SØ
            5230 55.378 10.403 Odense M
            5240 55.417 10.440 Odense NØ
            5250 55.349 10.304 Odense SV
            5260 55.330 10.360 Odense S
            5270 55.449 10.342 Odense N +0480
            5320 55.432 10.494 Agedrup
            5491 55.384 10.245 Blommenslyst +0480
        0479
            5700 54.999 10.578 Svendborg
            5762 55.079 10.465 Vester Skerninge +0430
            5771 55.124 10.504 Stenstrup +0430
            5874 55.175 10.756 Hesselager +0450
            5881 55.087 10.698 Skårup Fyn
            5882 55.109 10.729 Vejstrup
            5883 55.124 10.741 Oure
            5884 55.161 10.710 Gudme
            5892 55.161 10.641 Gudbjerg Sydfyn
        0480
            5400 55.556 10.144 Bogense
            5450 55.545 10.369 Otterup
            5462 55.436 10.191 Morud
            5471 55.499 10.152 Søndersø
            5474 55.461 10.142 Veflinge
            5485 55.516 10.282 Skamby
        0482
            5900 54.901 10.762 Rudkøbing
            5932 54.813 10.706 Humble
            5935 54.750 10.704 Bagenkop
            5943 54.903 10.618 Strynø
            5953 55.050 10.887 Tranekær
        0492
            5960 54.867 10.496 Marstal
            5965 54.929 10.513 Birkholm
            5970 54.865 10.387 Ærøskøbing
            5985 54.935 10.267 Søby Ærø
        0510
            6100 55.242 9.564 Haderslev +0621
            6500 55.223 9.302 Vojens
            6510 55.268 9.023 Gram
            6541 55.193 9.190 Bevtoft +0550
            6560 55.336 9.261 Sommersted +0621
        0530
            6623 55.641 9.066 Vorbasse +0575 +0630
            7190 55.727 9.100 Billund +0630
            7200 55.732 8.912 Grindsted +0573 +0630
            7250 55.680 8.980 Hejnsvig
            7260 55.844 8.883 Sønder Omme +0657
        0540
            6300 54.921 9.541 Gråsten
            6310 54.875 9.697 Broager
            6320 54.905 9.620 Egernsund
            6400 54.953 9.673 Sønderborg
            6430 55.025 9.771 Nordborg +0621
            6440 54.976 9.946 Augustenborg
            6470 54.901 9.987 Sydals
        0550
            6240 55.052 8.997 Løgumkloster
            6261 55.073 8.756 Bredebro
            6270 54.958 8.903 Tønder
            6280 54.968 8.731 Højer
            6520 55.186 9.023 Toftlund +0510
            6534 55.135 9.173 Agerskov +0510 +0580
            6535 55.114 9.055 Branderup J
            6780 55.163 8.786 Skærbæk
            6792 55.133 8.513 Rømø
        0561
            6690 55.470 8.817 Gørding +0575
            6700 55.474 8.461 Esbjerg
            6705 55.494 8.518 Esbjerg Ø
            6710 55.541 8.382 Esbjerg V
            6715 55.538 8.520 Esbjerg N
            6731 55.464 8.588 Tjæreborg
            6740 55.480 8.696 Bramming
            6760 55.319 8.778 Ribe
            6771 55.403 8.734 Gredstedbro
        0563
            6720 55.404 8.426 Fanø
        0573
            6753 55.603 8.820 Agerbæk +0575
            6800 55.670 8.559 Varde
            6818 55.574 8.666 Årre +0561
            6823 55.719 8.750 Ansager +0530
            6830 55.809 8.226 Nørre Nebel +0760
            6840 55.646 8.227 Oksbøl
            6851 55.642 8.389 Janderup Vestj
            6852 55.615 8.327 Billum
            6853 55.599 8.142 Vejers Strand
            6854 55.719 8.239 Henne
            6855 55.713 8.397 Outrup
            6857 55.531 8.222 Blåvand
            6862 55.712 8.620 Tistrup
            6870 55.793 8.635 Ølgod +0760
        0575
            6600 55.514 9.095 Vejen
            6621 55.533 9.195 Gesten
            6622 55.575 9.152 Bække
            6630 55.370 9.070 Rødding +0510
            6650 55.521 9.004 Brørup
            6660 55.405 8.975 Lintrup
            6670 55.527 8.912 Holsted +0561
            6682 55.609 8.950 Hovborg +0530 +0573
            6683 55.439 8.908 Føvling +0561
            6752 55.557 8.843 Glejbjerg
        0580
            6200 55.012 9.502 Aabenraa
            6210 55.120 9.563 Barsø
            6230 55.086 9.246 Rødekro
            6330 54.863 9.307 Padborg
            6340 54.870 9.441 Kruså
            6360 54.923 9.212 Tinglev
            6372 54.963 9.084 Bylderup-Bov
            6392 54.993 9.256 Bolderslev
        0607
            7000 55.578 9.671 Fredericia +0630
            7007 - - Fredericia
        0615
            8700 55.871 9.791 Horsens +0766
            8732 55.957 9.957 Hovedgård
            8740 55.986 9.587 Brædstrup +0740
            8751 55.945 9.853 Gedved +0746
            8752 55.974 9.752 Østbirk
            8789 55.758 10.281 Endelave
        0621
            6000 55.494 9.430 Kolding
            6051 55.558 9.477 Almind
            6052 55.600 9.502 Viuf +0630
            6064 55.547 9.317 Jordrup
            6070 55.365 9.446 Christiansfeld +0510
            6091 55.456 9.555 Bjert
            6092 55.464 9.640 Sønder Stenderup
            6093 55.404 9.546 Sjølund
            6094 55.386 9.587 Hejls +0510
            6580 55.416 9.340 Vamdrup
            6640 55.505 9.326 Lunderskov
        0630
            6040 55.608 9.357 Egtved +0621
            7080 55.656 9.672 Børkop
            7100 55.715 9.502 Vejle +0766
            7120 55.733 9.641 Vejle Øst +0766
            7173 55.866 9.428 Vonge
            7182 55.704 9.361 Bredsten
            7183 55.686 9.272 Randbøl
            7184 55.719 9.194 Vandel
            7300 55.780 9.437 Jelling
            7321 55.767 9.295 Gadbjerg
            7323 55.858 9.240 Give +0756
        0657
            6933 55.992 8.849 Kibæk +0760
            6973 56.197 8.543 Ørnhøj +0760
            7280 55.935 8.800 Sønder Felding +0760
            7400 56.134 8.952 Herning +0756 +0760
            7451 56.230 9.035 Sunds +0756
            7480 56.176 8.746 Vildbjerg +0760
            7490 56.291 8.840 Aulum
            7540 56.343 8.969 Haderup +0661 +0791
            7550 56.251 8.664 Sørvad
        0661
            6990 56.272 8.297 Ulfborg +0657 +0665 +0760
            7500 56.322 8.625 Holstebro +0657 +0671
            7570 56.360 8.339 Vemb +0665
            7830 56.473 8.813 Vinderup +0657 +0671 +0779
        0665
            7620 56.524 8.305 Lemvig
            7650 56.444 8.197 Bøvlingbjerg
            7660 56.418 8.326 Bækmarksbro +0671
            7673 56.621 8.187 Harboøre
            7680 56.693 8.215 Thyborøn
        0671
            7560 56.437 8.645 Hjerm +0661
            7600 56.484 8.581 Struer +0661 +0665
            7790 56.635 8.538 Thyholm
        0706
            8400 56.239 10.649 Ebeltoft
            8410 56.317 10.483 Rønde
            8420 56.179 10.508 Knebel
            8444 56.314 10.790 Balle +0707
            8543 56.322 10.295 Hornslet +0751
            8544 56.358 10.370 Mørke
            8550 56.379 10.495 Ryomgård +0707
            8560 56.358 10.613 Kolind +0707
            8581 56.432 10.549 Nimtofte +0707
        0707
            8500 56.424 10.832 Grenaa
            8570 56.359 10.740 Trustrup +0706
            8585 56.491 10.667 Glesborg
            8586 56.445 10.652 Ørum Djurs
            8592 56.712 11.563 Anholt
            8950 56.538 10.314 Ørsted
            8961 56.472 10.377 Allingåbro
            8963 56.426 10.402 Auning +0706
        0710
            8370 56.339 10.063 Hadsten
            8382 56.257 10.033 Hinnerup +0751
            8450 56.265 9.856 Hammel +0740
            8472 56.208 9.830 Sporup +0740 +0746
            8860 56.390 9.783 Ulstrup +0730 +0791
            8870 56.376 9.912 Langå +0730
            8881 56.308 9.763 Thorsø +0740
        0727
            8300 55.932 10.175 Odder +0751
            8350 55.916 10.052 Hundslund
            8799 55.951 10.443 Tunø
        0730
            8900 56.464 10.029 Randers C
            8920 56.475 9.907 Randers NV
            8930 56.511 10.167 Randers NØ
            8940 56.413 10.013 Randers SV +0710
            8960 56.424 10.171 Randers SØ +0710
            8970 56.634 10.240 Havndal +0846
            8981 56.548 10.020 Spentrup
            8983 56.586 10.120 Gjerlev J
            8990 56.558 9.879 Fårup +0846
        0740
            7362 56.047 9.378 Hampen +0756
            8600 56.185 9.558 Silkeborg +0746 +0756
            8620 56.287 9.400 Kjellerup +0791
            8632 56.237 9.542 Lemming
            8641 56.181 9.791 Sorring +0710
            8643 56.288 9.603 Ans By +0791
            8653 56.086 9.521 Them
            8654 56.031 9.502 Bryrup +0615 +0756
            8882 56.273 9.717 Fårvang +0710
            8883 56.228 9.738 Gjern
        0741
            8305 55.883 10.611 Samsø
        0746
            8362 56.085 10.009 Hørning +0751
            8464 56.156 9.914 Galten +0751
            8660 56.045 9.912 Skanderborg +0615 +0727 +0751
            8670 56.147 9.800 Låsby
            8680 56.091 9.748 Ry +0615 +0740
        0751
            8000 56.145 10.197 Aarhus C
            8200 56.206 10.154 Aarhus N
            8210 56.172 10.157 Aarhus V
            8220 56.161 10.088 Brabrand
            8230 56.151 10.159 Åbyhøj
            8240 56.196 10.229 Risskov
            8245 - - Risskov Ø
            8250 56.221 10.270 Egå
            8260 56.127 10.140 Viby J
            8270 56.106 10.192 Højbjerg
            8310 56.081 10.125 Tranbjerg J
            8320 56.074 10.168 Mårslet
            8330 56.060 10.229 Beder
            8340 56.031 10.192 Malling +0727
            8355 56.033 10.086 Solbjerg
            8361 56.100 10.082 Hasselager
            8380 56.262 10.157 Trige +0710
            8381 56.193 10.099 Tilst
            8462 56.143 10.004 Harlev J
            8471 56.214 10.018 Sabro +0710 +0746
            8520 56.238 10.218 Lystrup
            8530 56.283 10.218 Hjortshøj
            8541 56.267 10.323 Skødstrup
        0756
            7330 55.924 9.097 Brande +0630 +0657
            7361 56.004 9.265 Ejstrupholm +0630
            7430 56.132 9.165 Ikast
            7441 56.185 9.224 Bording +0740
            7442 56.199 9.316 Engesvang +0740
            8765 55.936 9.483 Klovborg +0615
            8766 55.965 9.415 Nørre Snede +0766
        0760
            6880 55.853 8.637 Tarm +0573
            6893 55.843 8.376 Hemmet
            6900 55.981 8.521 Skjern
            6920 56.054 8.662 Videbæk
            6940 56.044 8.405 Lem St
            6950 56.098 8.330 Ringkøbing
            6960 56.034 8.113 Hvide Sande
            6971 56.137 8.478 Spjald
            6980 56.197 8.307 Tim
            7270 55.888 8.828 Stakroge +0530 +0657
        0766
            7130 55.769 9.955 Juelsminde
            7140 55.711 9.789 Stouby
            7150 55.704 9.894 Barrit
            7160 55.862 9.508 Tørring +0630
            7171 55.841 9.588 Uldum
            8721 55.730 9.724 Daugård
            8722 55.771 9.691 Hedensted
            8723 55.813 9.700 Løsning
            8762 55.874 9.668 Flemming +0615
            8763 55.887 9.614 Rask Mølle
            8781 55.797 9.806 Stenderup +0615
            8783 55.768 9.844 Hornsyld +0615
        0773
            7900 56.851 8.814 Nykøbing M
            7950 56.846 8.713 Erslev
            7960 56.748 8.563 Karby
            7970 56.742 8.650 Redsted M
            7980 56.749 8.726 Vils
            7990 56.702 8.696 Øster Assels
        0779
            7800 56.529 8.958 Skive +0661 +0791
            7840 56.589 9.174 Højslev +0791
            7860 56.620 8.804 Spøttrup
            7870 56.718 9.000 Roslev
            7884 56.821 9.002 Fur
        0787
            7700 56.979 8.625 Thisted
            7730 57.096 8.680 Hanstholm
            7741 57.097 8.924 Frøstrup
            7742 57.018 8.957 Vesløs
            7752 56.874 8.513 Snedsted
            7755 56.838 8.382 Bedsted Thy
            7760 56.728 8.396 Hurup Thy +0671
            7770 56.775 8.315 Vestervig
        0791
            7470 56.316 9.169 Karup J +0657 +0740
            7850 56.482 9.134 Stoholm Jyll
            8800 56.439 9.324 Viborg +0740
            8830 56.509 9.598 Tjele
            8831 56.524 9.356 Løgstrup
            8832 56.605 9.361 Skals
            8840 56.346 9.502 Rødkærsbro +0740
            8850 56.383 9.622 Bjerringbro +0710
            9632 56.607 9.509 Møldrup +0846
        0810
            9320 57.180 10.123 Hjallerup +0851
            9330 57.186 10.320 Dronninglund +0813
            9340 57.138 10.374 Asaa +0813
            9700 57.271 9.890 Brønderslev +0849
            9740 57.292 10.101 Jerslev J +0860
        0813
            9300 57.281 10.490 Sæby
            9352 57.276 10.323 Dybvad +0810
            9750 57.335 10.270 Østervrå +0810 +0860
            9900 57.432 10.420 Frederikshavn +0860
            9970 57.494 10.479 Strandby
            9981 57.531 10.401 Jerup
            9982 57.589 10.378 Ålbæk +0860
            9990 57.699 10.501 Skagen
        0820
            9600 56.813 9.495 Aars +0840
            9620 56.687 9.506 Aalestrup +0791 +0840 +0846
            9631 56.694 9.362 Gedsted +0791
            9640 56.782 9.296 Farsø
            9670 56.921 9.341 Løgstør +0849
            9681 56.895 9.209 Ranum
        0825
            9940 57.272 10.993 Læsø
        0840
            9520 56.848 9.942 Skørping
            9530 56.899 9.835 Støvring +0851
            9541 56.849 9.701 Suldrup +0820
            9574 56.827 10.123 Bælum
            9575 56.804 10.036 Terndrup
            9610 56.739 9.636 Nørager +0820
        0846
            9500 56.644 9.693 Hobro +0791 +0840
            9510 56.772 9.911 Arden +0840
            9550 56.631 9.999 Mariager +0730
            9560 56.770 10.188 Hadsund +0840
        0849
            9440 57.154 9.726 Aabybro +0810 +0851
            9460 57.118 9.521 Brovst
            9490 57.215 9.619 Pandrup
            9492 57.247 9.605 Blokhus
            9493 57.266 9.699 Saltum
            9690 57.085 9.241 Fjerritslev
        0851
            9000 57.036 9.866 Aalborg
            9200 57.011 9.846 Aalborg SV
            9210 57.004 9.934 Aalborg SØ
            9220 57.042 10.022 Aalborg Øst
            9230 56.959 9.856 Svenstrup J +0840
            9240 56.938 9.479 Nibe +0820 +0840
            9260 56.956 10.003 Gistrup +0840
            9270 57.013 10.052 Klarup
            9280 56.924 10.212 Storvorde
            9293 56.894 10.114 Kongerslev +0840
            9310 57.101 10.090 Vodskov
            9362 57.053 10.196 Gandrup
            9370 57.048 10.310 Hals +0810
            9380 57.126 9.970 Vestbjerg
            9381 57.161 9.961 Sulsted +0849
            9382 57.208 9.945 Tylstrup +0810 +0849
            9400 57.102 9.940 Nørresundby
            9430 57.136 9.875 Vadum +0849
        0860
            9480 57.372 9.745 Løkken +0810 +0849
            9760 57.362 9.948 Vrå +0810
            9800 57.484 9.970 Hjørring
            9830 57.379 10.154 Tårs +0813
            9850 57.552 9.983 Hirtshals
            9870 57.464 10.252 Sindal +0813
            9881 57.565 10.237 Bindslev +0813
        """
}
