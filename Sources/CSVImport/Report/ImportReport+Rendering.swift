public import CareUnits

extension ImportReport {
    /// The report for a terminal: totals, what each rule did, rejected rows, and warnings.
    ///
    /// - Parameter listingWarnings: Whether each warning gets a line of its own.
    /// - Returns: Lines of text, each with its line break.
    public func text(listingWarnings: Bool = true) -> String {
        var lines = ["Import \(mapping): \(rows) rows read"]
        lines += fileFaults.map { "  \($0)" }
        lines.append("  accepted  \(accepted), of them with warnings \(acceptedWithWarnings)")
        lines.append("  rejected  \(rejected)")
        lines += ["", "Rules" + String(repeating: " ", count: 21) + Self.columns]
        for count in rules {
            let numbers = [count.rows, count.repaired, count.noted, count.warned, count.rejected]
            lines.append(
                "  \(count.rule.padded(to: 24))"
                    + numbers.map { String($0).paddedLeft(to: 10) }.joined()
            )
        }
        if !rejections.isEmpty { lines += ["", "Rejected"] }
        for (reason, numbers) in rejectedLines {
            let list = numbers.map { String($0) }.joined(separator: ", ")
            lines.append("  \(reason): \(numbers.count), line \(list)")
        }
        lines += rejections.map { "  line \($0.line): \($0.message)" }
        if listingWarnings, !warnings.isEmpty {
            lines += ["", "Warnings"]
            lines += warnings.map { "  line \($0.line): \($0.message) [\($0.rule)]" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let columns = ["rows", "repaired", "noted", "warned", "rejected"]
        .map { $0.paddedLeft(to: 10) }.joined()

    /// The report as one JSON object.
    public var json: JSONValue {
        let reasons = rejectedLines.map { reason, lines in
            JSONObject.Member(
                key: reason,
                value: ["count": number(lines.count), "lines": .array(lines.map(number))]
            )
        }
        return [
            "mapping": .string(mapping),
            "fileFaults": .array(fileFaults.map { .string($0) }),
            "rows": number(rows),
            "accepted": number(accepted),
            "acceptedWithWarnings": number(acceptedWithWarnings),
            "rejected": number(rejected),
            "rules": .array(rules.map(json)),
            "reasons": .object(JSONObject(reasons)),
            "rejections": .array(rejections.map(json)),
            "warnings": .array(warnings.map(json)),
        ]
    }

    private func number(_ count: Int) -> JSONValue { .integer(Int64(count)) }

    private func json(_ count: RuleCount) -> JSONValue {
        [
            "rule": .string(count.rule), "summary": .string(count.summary),
            "rows": number(count.rows), "repaired": number(count.repaired),
            "noted": number(count.noted), "warned": number(count.warned),
            "rejected": number(count.rejected),
        ]
    }

    private func json(_ warning: Warning) -> JSONValue {
        [
            "line": number(warning.line), "rule": .string(warning.rule),
            "message": .string(warning.message),
        ]
    }

    private func json(_ rejection: Rejection) -> JSONValue {
        var object = JSONObject()
        object["line"] = number(rejection.line)
        object["reason"] = .string(rejection.reason)
        object["name"] = rejection.name.map { .string($0) }
        object["message"] = .string(rejection.message)
        return .object(object)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate func paddedLeft(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
