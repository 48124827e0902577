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
        var areas: [Area] = []
        var open: (municipality: Municipality, weight: Int, towns: [Town])?
        func close() {
            guard let area = open else { return }
            areas.append(
                Area(municipality: area.municipality, weight: area.weight, towns: area.towns)
            )
        }
        for line in Self.facts.split(separator: "\n") {
            let isTown = line.hasPrefix("    ")
            let words = line.split(separator: " ", maxSplits: isTown ? 3 : 1).map(String.init)
            if isTown, let latitude = Double(words[1]), let longitude = Double(words[2]) {
                open?.towns.append(
                    Town(
                        postcode: words[0],
                        name: words[3],
                        latitude: latitude,
                        longitude: longitude
                    )
                )
            } else if let municipality = Municipality.withCode(words[0]),
                let weight = Int(words[1])
            {
                close()
                open = (municipality, weight, [])
            } else {
                preconditionFailure("the postal table has the odd line \(line)")
            }
        }
        close()
        var sum = 0
        self.areas = areas
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

    /// A municipality's code and thousands of inhabitants; under it postcode, middle and town.
    private static let facts = """
        0101 660
            1000 55.680 12.578 København K
            1500 55.671 12.560 København V
            2100 55.707 12.571 København Ø
            2150 55.716 12.606 Nordhavn
            2200 55.694 12.551 København N
            2400 55.710 12.529 København NV
            2450 55.649 12.525 København SV
            2500 55.659 12.502 Valby
            2700 55.710 12.483 Brønshøj
            2720 55.685 12.483 Vanløse
        0147 105
            1800 55.678 12.546 Frederiksberg C
            2000 55.684 12.518 Frederiksberg
        0151 52
            2740 55.716 12.400 Skovlunde
            2750 55.732 12.366 Ballerup
            2760 55.752 12.301 Måløv
        0153 40
            2605 55.652 12.414 Brøndby
            2660 55.626 12.417 Brøndby Strand
        0155 15
            2791 55.586 12.619 Dragør
        0157 75
            2820 55.752 12.529 Gentofte
            2870 55.734 12.527 Dyssegård
            2900 55.733 12.559 Hellerup
            2920 55.754 12.576 Charlottenlund
        0159 70
            2860 55.738 12.489 Søborg
            2880 55.762 12.445 Bagsværd
        0161 24
            2600 55.684 12.402 Glostrup
        0163 30
            2730 55.732 12.440 Herlev
        0165 28
            2620 55.675 12.345 Albertslund
        0167 53
            2650 55.632 12.467 Hvidovre
        0169 57
            2630 55.672 12.278 Taastrup
            2640 55.655 12.200 Hedehusene
        0173 59
            2800 55.780 12.522 Kgs. Lyngby
            2830 55.791 12.455 Virum
            2930 55.787 12.581 Klampenborg
        0175 43
            2610 55.690 12.448 Rødovre
        0183 24
            2635 55.615 12.339 Ishøj
        0185 43
            2770 55.610 12.571 Kastrup
        0187 17
            2625 55.640 12.364 Vallensbæk
            2665 55.621 12.385 Vallensbæk Strand
        0190 42
            3500 55.781 12.364 Værløse
            3520 55.820 12.358 Farum
        0201 26
            3450 55.872 12.337 Allerød
            3540 55.849 12.277 Lynge
        0210 42
            2980 55.918 12.448 Kokkedal
            2990 55.931 12.500 Nivå
            3050 55.960 12.512 Humlebæk
            3480 55.977 12.397 Fredensborg
        0217 64
            3000 56.038 12.552 Helsingør
            3070 56.013 12.576 Snekkersten
            3100 56.070 12.455 Hornbæk
            3140 56.070 12.514 Ålsgårde
            3490 55.996 12.481 Kvistgård
        0219 54
            3320 55.927 12.147 Skævinge
            3330 55.884 12.209 Gørløse
            3400 55.938 12.289 Hillerød
        0223 25
            2960 55.879 12.533 Rungsted Kyst
            2970 55.878 12.461 Hørsholm
        0230 58
            2840 55.824 12.488 Holte
            2850 55.817 12.541 Nærum
            2942 55.825 12.573 Skodsborg
            2950 55.849 12.539 Vedbæk
            3460 55.844 12.421 Birkerød
        0240 46
            2765 55.722 12.273 Smørum
            3650 55.790 12.160 Ølstykke
            3660 55.785 12.283 Stenløse
            3670 55.758 12.240 Veksø Sjælland
        0250 47
            3550 55.845 12.183 Slangerup
            3600 55.835 12.092 Frederikssund
            3630 55.858 11.980 Jægerspris
            4050 55.763 11.961 Skibby
        0253 53
            2670 55.593 12.281 Greve
            2690 55.564 12.230 Karlslunde
            4030 55.597 12.179 Tune
        0259 63
            4140 55.494 11.956 Borup
            4600 55.445 12.130 Køge
            4623 55.501 12.112 Lille Skensved
            4632 55.446 12.025 Bjæverskov
            4681 55.409 12.134 Herfølge
        0260 32
            3300 55.981 12.060 Frederiksværk
            3310 55.911 12.082 Ølsted
            3370 55.987 11.974 Melby
            3390 55.972 11.902 Hundested
        0265 92
            4000 55.670 12.121 Roskilde
            4040 55.755 12.114 Jyllinge
            4130 55.536 12.024 Viby Sjælland
            4621 55.569 12.120 Gadstrup
        0269 25
            2680 55.533 12.188 Solrød Strand
            4622 55.540 12.118 Havdrup
        0270 42
            3120 56.086 12.396 Dronningmølle
            3210 56.070 12.145 Vejby
            3220 56.046 12.076 Tisvildeleje
            3250 56.097 12.342 Gilleleje
        0306 33
            4500 55.887 11.658 Nykøbing Sj
            4550 55.818 11.500 Asnæs
            4572 55.881 11.612 Nørre Asmindrup
            4583 55.981 11.314 Sjællands Odde
        0316 75
            4300 55.710 11.703 Holbæk
            4350 55.595 11.631 Ugerløse
            4390 55.666 11.737 Vipperød
            4450 55.643 11.400 Jyderup
            4532 55.734 11.570 Gislinge
        0320 38
            4640 55.221 12.093 Faxe
            4654 55.219 12.149 Faxe Ladeplads
            4682 55.363 12.108 Tureby
            4690 55.324 11.966 Haslev
        0326 49
            4270 55.517 11.311 Høng
            4460 55.704 11.375 Snertinge
            4490 55.611 11.236 Jerslev Sjælland
            4593 55.713 11.272 Eskebjerg
        0329 36
            4100 55.445 11.851 Ringsted
            4174 55.522 11.865 Jystrup Midtsj
        0330 80
            4200 55.399 11.341 Slagelse
            4230 55.244 11.340 Skælskør
            4241 55.359 11.264 Vemmelev
            4242 55.305 11.282 Boeslunde
            4261 55.283 11.417 Dalmose
        0336 24
            4652 55.354 12.220 Hårlev
            4660 55.312 12.358 Store Heddinge
            4672 55.360 12.331 Klippinge
            4673 55.262 12.374 Rødvig Stevns
        0340 31
            4173 55.434 11.668 Fjenneslev
            4190 55.497 11.517 Munke Bjergby
            4293 55.543 11.489 Dianalund
            4296 55.546 11.646 Nyrup
        0350 29
            4060 55.653 11.853 Kirke Såby
            4070 55.706 11.905 Kirke Hyllinge
            4320 55.581 11.968 Lejre
            4330 55.583 11.869 Hvalsø
        0360 40
            4895 54.664 11.506 Errindlev
            4930 54.774 11.469 Maribo
            4951 54.815 11.431 Nørreballe
            4983 54.757 11.181 Dannemare
        0370 85
            4160 55.326 11.753 Herlufmagle
            4250 55.320 11.556 Fuglebjerg
            4684 55.256 11.879 Holmegaard
            4700 55.225 11.713 Næstved
            4736 55.196 11.627 Karrebæksminde
        0376 60
            4800 54.782 11.962 Nykøbing F
            4862 54.868 11.780 Guldborg
            4872 54.730 11.988 Idestrup
            4891 54.759 11.773 Toreby L
            4990 54.792 11.655 Sakskøbing
        0390 45
            4720 55.101 12.057 Præstø
            4760 55.029 11.907 Vordingborg
            4780 54.980 12.363 Stege
            4793 54.931 12.036 Bogø By
        0400 39
            3700 55.117 14.795 Rønne
            3740 55.122 15.111 Svaneke
            3760 55.188 14.939 Gudhjem
            3790 55.203 14.740 Hasle
        0410 40
            5463 55.457 10.027 Harndrup
            5466 55.489 9.894 Asperup
            5580 55.441 9.862 Nørre Aaby
            5592 55.406 9.883 Ejby
        0420 41
            5492 55.395 10.138 Vissenbjerg
            5610 55.292 9.952 Assens
            5631 55.241 9.976 Ebberup
            5690 55.320 10.200 Tommerup
        0430 52
            5600 55.125 10.305 Faaborg
            5672 55.225 10.243 Broby
            5772 55.184 10.564 Kværndrup
            5854 55.215 10.609 Gislev
            5863 55.306 10.587 Ferritslev Fyn
        0440 24
            5290 55.397 10.536 Marslev
            5330 55.446 10.525 Munkebo
            5380 55.517 10.670 Dalby
            5550 55.359 10.588 Langeskov
        0450 32
            5540 55.360 10.668 Ullerslev
            5800 55.331 10.762 Nyborg
            5853 55.255 10.618 Ørbæk
            5871 55.238 10.752 Frørup
        0461 208
            5000 55.422 10.399 Odense C
            5200 55.395 10.326 Odense V
            5210 55.422 10.282 Odense NV
            5220 55.356 10.493 Odense SØ
            5230 55.378 10.403 Odense M
            5250 55.349 10.304 Odense SV
            5260 55.330 10.360 Odense S
            5270 55.449 10.342 Odense N
            5320 55.432 10.494 Agedrup
            5491 55.384 10.245 Blommenslyst
        0479 60
            5700 54.999 10.578 Svendborg
            5771 55.124 10.504 Stenstrup
            5881 55.087 10.698 Skårup Fyn
            5883 55.124 10.741 Oure
            5892 55.161 10.641 Gudbjerg Sydfyn
        0480 30
            5400 55.556 10.144 Bogense
            5462 55.436 10.191 Morud
            5471 55.499 10.152 Søndersø
            5485 55.516 10.282 Skamby
        0482 12
            5900 54.901 10.762 Rudkøbing
            5932 54.813 10.706 Humble
            5935 54.750 10.704 Bagenkop
            5953 55.050 10.887 Tranekær
        0492 6
            5960 54.867 10.496 Marstal
            5970 54.865 10.387 Ærøskøbing
            5985 54.935 10.267 Søby Ærø
        0510 56
            6100 55.242 9.564 Haderslev
            6500 55.223 9.302 Vojens
            6510 55.268 9.023 Gram
            6541 55.193 9.190 Bevtoft
            6560 55.336 9.261 Sommersted
        0530 27
            6623 55.641 9.066 Vorbasse
            7190 55.727 9.100 Billund
            7250 55.680 8.980 Hejnsvig
            7260 55.844 8.883 Sønder Omme
        0540 74
            6300 54.921 9.541 Gråsten
            6320 54.905 9.620 Egernsund
            6400 54.953 9.673 Sønderborg
            6430 55.025 9.771 Nordborg
            6470 54.901 9.987 Sydals
        0550 36
            6240 55.052 8.997 Løgumkloster
            6280 54.968 8.731 Højer
            6534 55.135 9.173 Agerskov
            6792 55.133 8.513 Rømø
        0561 115
            6690 55.470 8.817 Gørding
            6705 55.494 8.518 Esbjerg Ø
            6715 55.538 8.520 Esbjerg N
            6740 55.480 8.696 Bramming
            6771 55.403 8.734 Gredstedbro
        0563 3
            6720 55.404 8.426 Fanø
        0573 50
            6753 55.603 8.820 Agerbæk
            6823 55.719 8.750 Ansager
            6851 55.642 8.389 Janderup Vestj
            6855 55.713 8.397 Outrup
            6870 55.793 8.635 Ølgod
        0575 43
            6600 55.514 9.095 Vejen
            6630 55.370 9.070 Rødding
            6670 55.527 8.912 Holsted
            6752 55.557 8.843 Glejbjerg
        0580 59
            6200 55.012 9.502 Aabenraa
            6330 54.863 9.307 Padborg
            6340 54.870 9.441 Kruså
            6360 54.923 9.212 Tinglev
            6392 54.993 9.256 Bolderslev
        0607 52
            7000 55.578 9.671 Fredericia
        0615 97
            8700 55.871 9.791 Horsens
            8732 55.957 9.957 Hovedgård
            8740 55.986 9.587 Brædstrup
            8751 55.945 9.853 Gedved
            8752 55.974 9.752 Østbirk
        0621 96
            6000 55.494 9.430 Kolding
            6052 55.600 9.502 Viuf
            6091 55.456 9.555 Bjert
            6094 55.386 9.587 Hejls
            6640 55.505 9.326 Lunderskov
        0630 122
            6040 55.608 9.357 Egtved
            7100 55.715 9.502 Vejle
            7182 55.704 9.361 Bredsten
            7300 55.780 9.437 Jelling
            7323 55.858 9.240 Give
        0657 90
            6933 55.992 8.849 Kibæk
            7280 55.935 8.800 Sønder Felding
            7451 56.230 9.035 Sunds
            7490 56.291 8.840 Aulum
            7550 56.251 8.664 Sørvad
        0661 59
            6990 56.272 8.297 Ulfborg
            7500 56.322 8.625 Holstebro
            7570 56.360 8.339 Vemb
            7830 56.473 8.813 Vinderup
        0665 19
            7620 56.524 8.305 Lemvig
            7650 56.444 8.197 Bøvlingbjerg
            7673 56.621 8.187 Harboøre
            7680 56.693 8.215 Thyborøn
        0671 21
            7560 56.437 8.645 Hjerm
            7600 56.484 8.581 Struer
            7790 56.635 8.538 Thyholm
        0706 45
            8400 56.239 10.649 Ebeltoft
            8444 56.314 10.790 Balle
            8544 56.358 10.370 Mørke
            8581 56.432 10.549 Nimtofte
        0707 37
            8500 56.424 10.832 Grenaa
            8585 56.491 10.667 Glesborg
            8950 56.538 10.314 Ørsted
            8963 56.426 10.402 Auning
        0710 50
            8370 56.339 10.063 Hadsten
            8450 56.265 9.856 Hammel
            8472 56.208 9.830 Sporup
            8860 56.390 9.783 Ulstrup
            8881 56.308 9.763 Thorsø
        0727 24
            8300 55.932 10.175 Odder
            8350 55.916 10.052 Hundslund
        0730 100
            8900 56.464 10.029 Randers C
            8930 56.511 10.167 Randers NØ
            8960 56.424 10.171 Randers SØ
            8981 56.548 10.020 Spentrup
            8990 56.558 9.879 Fårup
        0740 101
            7362 56.047 9.378 Hampen
            8620 56.287 9.400 Kjellerup
            8641 56.181 9.791 Sorring
            8654 56.031 9.502 Bryrup
            8883 56.228 9.738 Gjern
        0741 4
            8305 55.883 10.611 Samsø
        0746 66
            8362 56.085 10.009 Hørning
            8464 56.156 9.914 Galten
            8660 56.045 9.912 Skanderborg
            8670 56.147 9.800 Låsby
            8680 56.091 9.748 Ry
        0751 367
            8000 56.145 10.197 Aarhus C
            8210 56.172 10.157 Aarhus V
            8240 56.196 10.229 Risskov
            8260 56.127 10.140 Viby J
            8310 56.081 10.125 Tranbjerg J
            8340 56.031 10.192 Malling
            8361 56.100 10.082 Hasselager
            8381 56.193 10.099 Tilst
            8520 56.238 10.218 Lystrup
            8541 56.267 10.323 Skødstrup
        0756 43
            7330 55.924 9.097 Brande
            7430 56.132 9.165 Ikast
            7442 56.199 9.316 Engesvang
            8766 55.965 9.415 Nørre Snede
        0760 56
            6880 55.853 8.637 Tarm
            6900 55.981 8.521 Skjern
            6940 56.044 8.405 Lem St
            6971 56.137 8.478 Spjald
            7270 55.888 8.828 Stakroge
        0766 48
            7130 55.769 9.955 Juelsminde
            7171 55.841 9.588 Uldum
            8723 55.813 9.700 Løsning
            8783 55.768 9.844 Hornsyld
        0773 20
            7900 56.851 8.814 Nykøbing M
            7960 56.748 8.563 Karby
            7970 56.742 8.650 Redsted M
            7990 56.702 8.696 Øster Assels
        0779 45
            7800 56.529 8.958 Skive
            7840 56.589 9.174 Højslev
            7870 56.718 9.000 Roslev
            7884 56.821 9.002 Fur
        0787 43
            7700 56.979 8.625 Thisted
            7741 57.097 8.924 Frøstrup
            7755 56.838 8.382 Bedsted Thy
            7770 56.775 8.315 Vestervig
        0791 97
            7470 56.316 9.169 Karup J
            8800 56.439 9.324 Viborg
            8831 56.524 9.356 Løgstrup
            8840 56.346 9.502 Rødkærsbro
            9632 56.607 9.509 Møldrup
        0810 37
            9320 57.180 10.123 Hjallerup
            9330 57.186 10.320 Dronninglund
            9700 57.271 9.890 Brønderslev
            9740 57.292 10.101 Jerslev J
        0813 59
            9300 57.281 10.490 Sæby
            9750 57.335 10.270 Østervrå
            9970 57.494 10.479 Strandby
            9981 57.531 10.401 Jerup
            9990 57.699 10.501 Skagen
        0820 36
            9600 56.813 9.495 Aars
            9631 56.694 9.362 Gedsted
            9640 56.782 9.296 Farsø
            9681 56.895 9.209 Ranum
        0825 2
            9940 57.272 10.993 Læsø
        0840 31
            9520 56.848 9.942 Skørping
            9541 56.849 9.701 Suldrup
            9574 56.827 10.123 Bælum
            9610 56.739 9.636 Nørager
        0846 42
            9500 56.644 9.693 Hobro
            9510 56.772 9.911 Arden
            9550 56.631 9.999 Mariager
            9560 56.770 10.188 Hadsund
        0849 38
            9440 57.154 9.726 Aabybro
            9490 57.215 9.619 Pandrup
            9492 57.247 9.605 Blokhus
            9690 57.085 9.241 Fjerritslev
        0851 224
            9000 57.036 9.866 Aalborg
            9210 57.004 9.934 Aalborg SØ
            9230 56.959 9.856 Svenstrup J
            9260 56.956 10.003 Gistrup
            9280 56.924 10.212 Storvorde
            9293 56.894 10.114 Kongerslev
            9362 57.053 10.196 Gandrup
            9380 57.126 9.970 Vestbjerg
            9382 57.208 9.945 Tylstrup
            9430 57.136 9.875 Vadum
        0860 64
            9480 57.372 9.745 Løkken
            9800 57.484 9.970 Hjørring
            9830 57.379 10.154 Tårs
            9850 57.552 9.983 Hirtshals
            9881 57.565 10.237 Bindslev
        """
}
