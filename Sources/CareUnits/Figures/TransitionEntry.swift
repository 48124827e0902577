/// A company that until 1 July 2027 delivers under serviceloven only; a list of its own, never compared.
public struct TransitionEntry: Sendable, Equatable {
    public var name: String
    public var cvrNumber: String
    public var productionUnitNumber: String?
    public var address: Address?
    public var contact: Contact?
    public var services: [String]
    public var since: LocalDate?

    static func readList(_ reader: inout ObjectReader) -> [TransitionEntry] {
        let entries: [TransitionEntry] = reader.objects("entries", required: true) { reader in
            let name = reader.string("name", required: true, limit: 500)
            let cvrNumber = reader.digits("cvrNumber", count: 8, required: true)
            let productionUnitNumber = reader.digits("productionUnitNumber", count: 10)
            var address: Address?
            if var place = reader.object("address") { address = Address.read(&place) }
            var contact: Contact?
            if var details = reader.object("contact") { contact = Contact.read(&details) }
            let services = reader.strings("services", limit: 300)
            let since = reader.date("since")
            reader.finish()
            guard let name, let cvrNumber else { return nil }
            return TransitionEntry(
                name: name,
                cvrNumber: cvrNumber,
                productionUnitNumber: productionUnitNumber,
                address: address,
                contact: contact,
                services: services,
                since: since
            )
        }
        reader.finish()
        return entries
    }
}
