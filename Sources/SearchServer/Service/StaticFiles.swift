/// The texts that the binary carries.
enum StaticFiles {
    /// The small Danish page at `/`.
    static let page = PackageResources.index_html
    /// The OpenAPI document.
    static let openAPI = PackageResources.openapi_yaml
    /// How figures are compared.
    static let methods = PackageResources.methods_md
}
