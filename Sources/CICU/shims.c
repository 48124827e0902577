#include "cicu.h"

#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

// The handles of the header are ICU's own objects under another name.

void cicu_versions(uint8_t icu[4], uint8_t unicode[4]) {
    u_getVersion(icu);
    u_getUnicodeVersion(unicode);
}

cicu_words *cicu_words_open(const char *locale, int32_t *status) {
    return (cicu_words *)ubrk_open(UBRK_WORD, locale, NULL, 0, (UErrorCode *)status);
}

void cicu_words_close(cicu_words *words) {
    ubrk_close((UBreakIterator *)words);
}

cicu_text *cicu_text_open(cicu_text *reuse, const char *utf8, int64_t length, int32_t *status) {
    return (cicu_text *)utext_openUTF8((UText *)reuse, utf8, length, (UErrorCode *)status);
}

void cicu_text_close(cicu_text *text) {
    utext_close((UText *)text);
}

void cicu_words_set_text(cicu_words *words, cicu_text *text, int32_t *status) {
    ubrk_setUText((UBreakIterator *)words, (UText *)text, (UErrorCode *)status);
}

int32_t cicu_words_first(cicu_words *words) {
    return ubrk_first((UBreakIterator *)words);
}

int32_t cicu_words_next(cicu_words *words) {
    return ubrk_next((UBreakIterator *)words);
}

bool cicu_words_is_word(cicu_words *words) {
    return ubrk_getRuleStatus((UBreakIterator *)words) >= UBRK_WORD_NONE_LIMIT;
}

int32_t cicu_lowercase(uint16_t *to, int32_t capacity, const uint16_t *from, int32_t length, int32_t *status) {
    return u_strToLower(to, capacity, from, length, "", (UErrorCode *)status);
}

int32_t cicu_nfc(const uint16_t *from, int32_t length, uint16_t *to, int32_t capacity, int32_t *status) {
    const UNormalizer2 *nfc = unorm2_getNFCInstance((UErrorCode *)status);
    if (U_FAILURE(*status)) return 0;
    return unorm2_normalize(nfc, from, length, to, capacity, (UErrorCode *)status);
}

int32_t cicu_decompose_once(int32_t scalar, uint16_t *to, int32_t capacity, int32_t *status) {
    const UNormalizer2 *nfc = unorm2_getNFCInstance((UErrorCode *)status);
    if (U_FAILURE(*status)) return -1;
    return unorm2_getRawDecomposition(nfc, scalar, to, capacity, (UErrorCode *)status);
}

cicu_collator *cicu_collator_open(const char *locale, int32_t *status) {
    return (cicu_collator *)ucol_open(locale, (UErrorCode *)status);
}

void cicu_collator_close(cicu_collator *collator) {
    ucol_close((UCollator *)collator);
}

void cicu_collator_set_numeric(cicu_collator *collator, int32_t *status) {
    ucol_setAttribute((UCollator *)collator, UCOL_NUMERIC_COLLATION, UCOL_ON, (UErrorCode *)status);
}

int32_t cicu_collator_sort_key(const cicu_collator *collator, const uint16_t *text, int32_t length, uint8_t *to, int32_t capacity) {
    return ucol_getSortKey((const UCollator *)collator, text, length, to, capacity);
}

bool cicu_failed(int32_t status) {
    return U_FAILURE(status);
}

const char *cicu_error_name(int32_t status) {
    return u_errorName(status);
}
