// The few ICU calls of the text analysis, under names that Swift can see.
//
// ICU's functions carry the version in their symbol (`ubrk_open_72`), hidden behind preprocessor
// macros that Swift's importer does not expand. Each function here is that one call and nothing
// more; errors come back as ICU's own codes. Documentation: https://unicode-org.github.io/icu-docs/
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

// MARK: Versions

/// ICU and Unicode version, four bytes each; both decide where words end and how they sort.
static inline void cicu_versions(uint8_t icu[4], uint8_t unicode[4]) {
    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
}

// MARK: Word boundaries (UAX #29)

static inline UBreakIterator *cicu_words_open(const char *locale, UErrorCode *status) {
    return ubrk_open(UBRK_WORD, locale, NULL, 0, status);
}

static inline void cicu_words_close(UBreakIterator *words) {
    ubrk_close(words);
}

/// Opens `reuse` (or a new UText when it is NULL) over UTF-8 that must outlive the iteration.
static inline UText *cicu_text_open(UText *reuse, const char *utf8, int64_t length, UErrorCode *status) {
    return utext_openUTF8(reuse, utf8, length, status);
}

static inline void cicu_text_close(UText *text) {
    utext_close(text);
}

static inline void cicu_words_set_text(UBreakIterator *words, UText *text, UErrorCode *status) {
    ubrk_setUText(words, text, status);
}

static inline int32_t cicu_words_first(UBreakIterator *words) {
    return ubrk_first(words);
}

/// The next boundary in bytes, or -1 (UBRK_DONE).
static inline int32_t cicu_words_next(UBreakIterator *words) {
    return ubrk_next(words);
}

/// Whether the segment that ends here is a word: a number, letters, kana or ideographs.
static inline bool cicu_words_is_word(UBreakIterator *words) {
    return ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT;
}

// MARK: Case and normal form

/// Lower case by the root locale (Danish has no rules of its own); returns the length needed.
static inline int32_t cicu_lowercase(UChar *to, int32_t capacity, const UChar *from, int32_t length, UErrorCode *status) {
    return u_strToLower(to, capacity, from, length, "", status);
}

/// NFC; returns the length needed.
static inline int32_t cicu_nfc(const UChar *from, int32_t length, UChar *to, int32_t capacity, UErrorCode *status) {
    const UNormalizer2 *nfc = unorm2_getNFCInstance(status);
    if (U_FAILURE(*status)) return 0;
    return unorm2_normalize(nfc, from, length, to, capacity, status);
}

/// One step of canonical decomposition of one scalar into `to`; -1 when there is none.
static inline int32_t cicu_decompose_once(UChar32 scalar, UChar *to, int32_t capacity, UErrorCode *status) {
    const UNormalizer2 *nfc = unorm2_getNFCInstance(status);
    if (U_FAILURE(*status)) return -1;
    return unorm2_getRawDecomposition(nfc, scalar, to, capacity, status);
}

// MARK: Collation

static inline UCollator *cicu_collator_open(const char *locale, UErrorCode *status) {
    return ucol_open(locale, status);
}

static inline void cicu_collator_close(UCollator *collator) {
    ucol_close(collator);
}

/// Makes digits compare by the value of their number: "Hus 2" before "Hus 10".
static inline void cicu_collator_set_numeric(UCollator *collator, UErrorCode *status) {
    ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}

/// The sort key of `text` with its terminating zero; returns the length needed.
static inline int32_t cicu_collator_sort_key(const UCollator *collator, const UChar *text, int32_t length, uint8_t *to, int32_t capacity) {
    return ucol_getSortKey(collator, text, length, to, capacity);
}

// MARK: Errors

/// Whether a status is an error; warnings are not.
static inline bool cicu_failed(UErrorCode status) {
    return U_FAILURE(status);
}

static inline const char *cicu_error_name(UErrorCode status) {
    return u_errorName(status);
}

#endif
