import CICU

/// Calls ICU and traps when it reports an error.
///
/// With valid UTF-8 and the buffers used here ICU fails only when its data is missing or memory is
/// exhausted; neither leaves anything to go on with.
func icu<Result>(_ call: (UnsafeMutablePointer<Int32>) -> Result) -> Result {
    var status: Int32 = 0
    let result = unsafe call(&status)
    precondition(
        !cicu_failed(status),
        unsafe "ICU: \(String(cString: cicu_error_name(status)))"
    )
    return result
}
