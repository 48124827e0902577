import Analyzers
import CareUnits
import Glibc
import IndexFormat
import Measuring
import Places
import QueryEngine

// Asks one request so many times: `enginecost INDEX DAY TIMES TARGET [answer] [new]`. With `answer` the answer is
// written too; with `new` texts are understood anew each time. For who counts instructions: no server, no thread.

let arguments = CommandLine.arguments
guard arguments.count >= 5, let day = LocalDate(arguments[2]), let times = Int(arguments[3]) else {
    print("enginecost INDEX DAY TIMES TARGET [answer] [new]")
    exit(2)
}
let flags = arguments.dropFirst(5)
let analyzer = DanishAnalyzer()
let opened = try IndexFolder(path: arguments[1]).openCurrent()
let bench = EngineBench(
    index: SearchIndex(opened.generation, analyzer: analyzer),
    places: .shipped,
    today: day,
    extent: flags.contains("answer") ? .answer : .hits,
    usesMemo: !flags.contains("new")
)
let measured = try bench.run([BenchRequest(label: "cost", target: arguments[4])], rounds: times)
print(measured[0].totals)
