import CICU

/// Calls ICU and traps when it reports an error.
///
/// With valid UTF-8 and the buffers used here ICU fails only when its data is missing or memory is
/// exhausted; neither leaves anything to go on with.
func icu<Result>(_ call: (UnsafeMutablePointer<UErrorCode>) -> Result) -> Result {
    var status = U_ZERO_ERROR
    let result = unsafe call(&status)
    precondition(
        !cicu_failed(status),
        unsafe "ICU: \(String(cString: cicu_error_name(status)))"
    )
    return result
}
